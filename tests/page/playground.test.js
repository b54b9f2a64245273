import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as v from 'valibot';
import { encodeLink } from '../../web/engine/link.js';
import { replay } from '../../web/engine/replay.js';
import { answer } from '../../web/ui/embed/answers.js';
import { examples } from '../ui/embed-examples.js';
import { until } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { call, eventually, frameOf, host, onHost, told, untilTold } from './host-page.js';

/** @typedef {import('./host-page.js').Element} Element */

const document_ = {
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [{ type: 'linear', units: 10 }],
};
const endless = { ...document_, data: { name: 'mnist' }, epochs: 1000 };
const goals = [{ title: 'Half', test_accuracy: 0.5 }, { test_accuracy: 0.999 }];
const hash = encodeLink({ ...document_, epochs: 20, goals });

/** What the engine comes to in Node. @type {import('../../web/engine/link.js').Claim} */
let one;
/** @type {import('../../web/engine/link.js').Claim} */
let twenty;
before(async () => {
  const nothing = { testAccuracy: 0, fingerprint: '0'.repeat(16) };
  ({ found: one } = await replay(document_, { ...nothing, steps: 63 }));
  ({ found: twenty } = await replay({ ...document_, epochs: 20 }, { ...nothing, steps: 1260 }));
});

/** The policy that the README prints. A browser may ask for an icon by itself. */
const printed = (examples('http')[1] ?? '').replace('Content-Security-Policy: ', '').trim();

inEachBrowser('the element <strata-playground>', (at) => {
  test('and the bare frame do what the README shows', async () => {
    const expected = [
      `finished: 63 steps, ${one.fingerprint}`,
      `Small and good: true, score 1, ${one.fingerprint}`,
    ];
    const blocks = examples('html');
    assert.equal(blocks.length, expected.length);
    for (const [i, block] of blocks.entries()) {
      const { origin } = new URL(at.server.url);
      const html = block
        .replaceAll(/https:\/\/strata\.example(?=\/)/g, at.server.url.slice(0, -1))
        .replaceAll('https://strata.example', origin);
      await onHost(at.browser, html, async (page, faults) => {
        await until(
          page,
          (text) => document.querySelector('output')?.textContent === text,
          expected[i],
        );
        assert.deepEqual(faults, []);
      });
    }
  });

  test('tells of a run, of its goals and of its end, as Node finds it', () =>
    onHost(
      at.browser,
      host(`<strata-playground experiment="#e=${hash}"></strata-playground>`, at.server.url),
      async (page, faults) => {
        const begun = await call(page, 'getState');
        assert.deepEqual([begun.phase, begun.steps, begun.experiment.epochs], ['ready', 0, 20]);
        const run = await call(page, 'run');
        assert.equal(run.type, 'state');
        await untilTold(page, 'done');
        const messages = await told(page);
        for (const { at: _, ...message } of [...messages, begun, run]) v.parse(answer, message);
        const of = (/** @type {string} */ type) => messages.filter((each) => each.type === type);
        const [done] = of('done');
        assert.equal(done.fingerprint, twenty.fingerprint);
        assert.deepEqual(done.claim, twenty);
        assert.deepEqual([done.steps, done.testAccuracy], [1260, twenty.testAccuracy]);
        assert.deepEqual(
          done.goals.map((/** @type {any} */ { met }) => met),
          [true, false],
        );
        const half = of('goal').filter(({ index }) => index === 0);
        assert.deepEqual(
          [half.at(-1).title, half.at(-1).met, half.at(-1).score],
          ['Half', true, 1],
        );
        const steps = of('progress').map((each) => each.steps);
        assert.deepEqual(
          steps,
          [...new Set(steps)].sort((a, b) => a - b),
        );
        assert.deepEqual(of('error'), []);
        assert.deepEqual(faults, []);
      },
    ));

  test('steps, pauses, begins anew, and takes another experiment or says all that is wrong', () =>
    onHost(
      at.browser,
      host(`<strata-playground experiment="${hash}"></strata-playground>`, at.server.url),
      async (page) => {
        assert.equal((await call(page, 'step', 3)).steps, 3);
        assert.equal((await call(page, 'step')).steps, 4);
        assert.equal((await call(page, 'reset')).steps, 0);
        const set = await call(page, 'setState', { ...endless, seed: 5 });
        assert.deepEqual(
          [set.phase, set.steps, set.experiment],
          ['ready', 0, { ...endless, seed: 5 }],
        );
        assert.equal((await call(page, 'step')).phase, 'paused');
        // It may be waiting for images.
        assert.match((await call(page, 'run')).phase, /^(running|waiting)$/);
        const paused = await call(page, 'pause');
        assert.equal(paused.phase, 'paused');
        assert.match(paused.fingerprint, /^[0-9a-f]{16}$/);
        const bad = await call(page, 'setState', { ...document_, batch: 0, seed: -1 });
        assert.equal(bad.code, 'experiment-invalid');
        const paths = bad.problems.map((/** @type {any} */ { path }) => path);
        assert.deepEqual(paths, ['batch', 'seed']);
        assert.match(bad.message, /batch: 0 is too small.*\n.*seed: -1 is too small/);
        assert.match((await call(page, 'step', 0)).message, /n is a whole number from 1 to 1000/);
        const uncloneable = await page.evaluate(() =>
          /** @type {Element} */ (document.querySelector('strata-playground'))
            .setState(() => {})
            .catch((/** @type {Error} */ { name }) => name),
        );
        assert.equal(uncloneable, 'DataCloneError');
        assert.equal((await call(page, 'getState')).experiment.seed, 5);
      },
    ));

  test('two train at once, and one that is removed is gone', () =>
    onHost(
      at.browser,
      host(
        `<strata-playground id="a" experiment="${hash}"></strata-playground>
         <strata-playground id="b" experiment="${hash}"></strata-playground>`,
        at.server.url,
        'strata-playground { --strata-height: 300px }',
      ),
      async (page) => {
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('strata-playground')) {
            /** @type {Element} */ (one).run();
          }
        });
        await untilTold(page, 'done', 'a');
        await untilTold(page, 'done', 'b');
        const done = (await told(page)).filter(({ type }) => type === 'done');
        assert.deepEqual(
          done.map(({ fingerprint }) => fingerprint),
          [twenty.fingerprint, twenty.fingerprint],
        );
        const reason = await page.evaluate(async () => {
          const first = /** @type {Element} */ (document.querySelector('strata-playground'));
          const asked = first.step(1000);
          first.remove();
          return asked.catch((/** @type {Error} */ { message }) => message);
        });
        assert.equal(reason, 'The playground was removed from the document.');
        const left = () => page.frames().filter((frame) => frame.url().includes('embed.html'));
        await eventually(() => left().length === 1);
        assert.equal((await call(page, 'step')).steps, 1261);
      },
    ));

  test('follows its attributes, and keeps what was edited when it is moved', () =>
    onHost(
      at.browser,
      host(
        `<main></main><strata-playground experiment='${JSON.stringify(document_)}'></strata-playground>`,
        at.server.url,
      ),
      async (page) => {
        const seedNow = async () => (await call(page, 'getState')).experiment.seed;
        assert.deepEqual((await call(page, 'getState')).experiment, document_);
        const links = await page.evaluate(() => history.length);
        for (const [seed, text] of /** @type {const} */ ([
          [3, encodeLink({ ...document_, seed: 3 })],
          [4, JSON.stringify({ ...document_, seed: 4 })],
          [5, `https://strata.example/#e=${encodeLink({ ...document_, seed: 5 })}`],
        ])) {
          await page.evaluate((value) => {
            document.querySelector('strata-playground')?.setAttribute('experiment', value);
          }, text);
          await until(
            page,
            async (wanted) => {
              const one = /** @type {Element} */ (document.querySelector('strata-playground'));
              return (await one.getState()).experiment.seed === wanted;
            },
            seed,
          );
        }
        assert.equal(await page.evaluate(() => history.length), links);
        await call(page, 'setState', { ...document_, seed: 6 });
        await page.evaluate(() => {
          const one = document.querySelector('strata-playground');
          if (one) document.querySelector('main')?.append(one);
        });
        assert.equal(await seedNow(), 6);
        const ready = (await told(page)).filter(({ type }) => type === 'ready');
        assert.equal(ready.length, 2, 'moving loads it anew');
        await page.evaluate(() => {
          document.querySelector('strata-playground')?.setAttribute('experiment', 'nothing');
        });
        await untilTold(page, 'error');
        const [error] = (await told(page)).filter(({ type }) => type === 'error');
        assert.equal(error.code, 'link-invalid');
      },
    ));

  test('shows a lesson, in the colours of the host', () =>
    onHost(
      at.browser,
      host(
        '<strata-playground lesson="sigmoid"></strata-playground>',
        at.server.url,
        'main, strata-playground { --strata-accent: #123456; --strata-surface: #fedcba }',
      ),
      async (page, faults) => {
        await untilTold(page, 'ready');
        const inside = await frameOf(page);
        const colours = () =>
          inside.evaluate(() => {
            const styles = getComputedStyle(document.documentElement);
            const [accent, surface, background] = ['accent', 'surface', 'bg'].map((name) =>
              styles.getPropertyValue(`--${name}`).trim(),
            );
            return document.querySelector('strata-lesson') && [accent, surface, background];
          });
        await eventually(async () => (await colours())?.[0] === '#123456');
        assert.deepEqual(await colours(), ['#123456', '#fedcba', '#f5f5f2']);
        const { experiment } = await call(page, 'getState');
        const names = experiment.layers.map((/** @type {{ name?: string }} */ { name }) => name);
        assert.ok(names.includes('sigmoid'), `${names}`);
        assert.deepEqual(faults, []);
      },
    ));

  test('is loaded when it comes into sight, and trains only there', () =>
    onHost(
      at.browser,
      host(
        `<div id="above"></div><strata-playground experiment="${encodeLink(endless)}"></strata-playground>`,
        at.server.url,
        '#above { height: 5000px }',
      ),
      async (page) => {
        const scroll = (/** @type {string} */ to) =>
          page.evaluate((selector) => document.querySelector(selector)?.scrollIntoView(), to);
        await page.evaluate(() => {
          /** @type {Element} */ (document.querySelector('strata-playground')).run();
        });
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300))),
        );
        const loaded = () => page.frames().some((one) => one.url().includes('embed.html'));
        assert.equal(loaded(), false);
        await scroll('strata-playground');
        await untilTold(page, 'progress');
        const inside = await frameOf(page);
        const button = () =>
          inside.evaluate(
            () => document.querySelector('strata-run-bar button.run')?.textContent?.trim() ?? '',
          );
        const untilButton = (/** @type {RegExp} */ words) =>
          eventually(async () => words.test(await button()));
        await untilButton(/Pause/);
        await scroll('#above');
        await untilButton(/Run/);
        await scroll('strata-playground');
        await untilButton(/Pause/);
      },
    ));

  test('works in a shadow tree, where all styles are reset, under the policy that the README prints', () =>
    onHost(
      at.browser,
      host('<main></main>', at.server.url),
      async (page, faults) => {
        await page.evaluate(() => {
          const all = new CSSStyleSheet();
          all.replaceSync('* { all: unset !important }');
          document.adoptedStyleSheets = [all];
          const tree = document.querySelector('main')?.attachShadow({ mode: 'open' });
          if (!tree) return;
          tree.adoptedStyleSheets = [all];
          tree.append(document.createElement('strata-playground'));
        });
        await until(page, () => /** @type {any} */ (globalThis).told.length > 0);
        // As high as what is in it, once that is there.
        const height = () =>
          page.evaluate(() => {
            const tree = document.querySelector('main')?.shadowRoot;
            const frame = tree?.querySelector('strata-playground')?.shadowRoot?.firstElementChild;
            return frame?.getBoundingClientRect().height ?? 0;
          });
        const inside = await frameOf(page);
        const content = () =>
          inside.evaluate(() =>
            document.querySelector('strata-page > footer')
              ? document.documentElement.getBoundingClientRect().height
              : 0,
          );
        await eventually(async () => {
          const inner = await content();
          return inner > 0 && (await height()) === Math.ceil(inner);
        });
        const width = await page.evaluate(() => {
          const tree = document.querySelector('main')?.shadowRoot;
          const frame = tree?.querySelector('strata-playground')?.shadowRoot?.firstElementChild;
          return (frame?.getBoundingClientRect().width ?? 0) / document.documentElement.clientWidth;
        });
        assert.ok(width > 0.9, `${width}`);
        const { fingerprint } = await page.evaluate(async (experiment) => {
          const tree = document.querySelector('main')?.shadowRoot;
          const found = /** @type {Element} */ (tree?.querySelector('strata-playground'));
          await found.setState(experiment);
          const done = new Promise((resolve) => {
            addEventListener('strata-done', (event) =>
              resolve(/** @type {CustomEvent} */ (event).detail),
            );
          });
          await found.run();
          return done;
        }, document_);
        assert.equal(fingerprint, one.fingerprint);
        assert.deepEqual(faults, []);
      },
      { policy: `${printed.replaceAll('https://strata.example/', at.server.url)}; img-src 'self'` },
    ));
});
