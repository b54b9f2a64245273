// Attributes of the element that change once its page is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeLink } from '../../web/engine/link.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { press, until, untilOpen, untilReady, untilSaid } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { call, eventually, frameOf, host, onHost, told } from './host-page.js';

/** @typedef {import('./browser.js').Page} Page */

const document_ = {
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [{ type: 'linear', units: 10 }],
};

/** Changes an attribute of the first playground. @param {Page} page @param {string} name @param {string | null} value */
const change = (page, name, value) =>
  page.evaluate(
    (name, value) => {
      const element = document.querySelector('strata-playground');
      if (value === null) element?.removeAttribute(name);
      else element?.setAttribute(name, value);
    },
    name,
    value,
  );

/** Until the page in the frame looks so. @param {Page} inside @param {string} theme */
const untilLook = (inside, theme) =>
  until(inside, (wanted) => document.documentElement.dataset.theme === wanted, theme);

/** @param {Page} page */
const seedOf = async (page) => (await call(page, 'getState')).experiment.seed;

inEachBrowser('attributes of <strata-playground>', (at) => {
  test('that are about looks leave what was edited, even just before', () =>
    onHost(
      at.browser,
      host(
        `<strata-playground theme="light" experiment="${encodeLink(document_)}"></strata-playground>`,
        at.server.url,
      ),
      async (page, faults) => {
        await call(page, 'step');
        const inside = await frameOf(page);
        await untilOpen(inside);
        // The first of two edits is told at once, the second a moment later.
        await inside.evaluate(() => {
          const { experiment } = /** @type {any} */ (document.querySelector('strata-page')).session;
          experiment.set(['epochs'], '3', 3);
          experiment.set(['epochs'], '4', 4);
        });
        await change(page, 'theme', 'dark');
        await untilLook(inside, 'dark');
        const { experiment, steps } = await call(page, 'getState');
        assert.deepEqual([experiment.epochs, steps], [4, 1]);
        await change(page, 'hide', 'share');
        await until(
          inside,
          () =>
            getComputedStyle(document.querySelector('.share') ?? document.body).display === 'none',
        );
        await change(page, 'theme', null);
        await untilLook(inside, 'light');
        assert.equal((await call(page, 'getState')).experiment.epochs, 4);
        assert.equal((await told(page)).filter(({ type }) => type === 'ready').length, 1);
        assert.deepEqual(faults, []);
      },
    ));

  test('do not bring back a lesson once another experiment was set, until one is named', () =>
    onHost(
      at.browser,
      host('<strata-playground lesson="relu"></strata-playground>', at.server.url),
      async (page) => {
        await call(page, 'setState', { ...document_, seed: 8 });
        const inside = await frameOf(page);
        await untilOpen(inside);
        await change(page, 'theme', 'dark');
        await untilLook(inside, 'dark');
        assert.equal(await seedOf(page), 8);
        await page.evaluate(() => {
          const one = document.querySelector('strata-playground');
          if (one) document.body.append(one);
        });
        assert.equal(await seedOf(page), 8, 'nor does moving it');
        await change(page, 'lesson', 'sigmoid');
        await until(await frameOf(page), () => document.querySelector('strata-lesson') !== null);
      },
    ));

  test('that are removed lead back to what the page begins with', () =>
    onHost(
      at.browser,
      host(
        `<strata-playground lesson="relu" experiment="${encodeLink({ ...document_, seed: 9 })}"></strata-playground>`,
        at.server.url,
      ),
      async (page) => {
        await call(page, 'getState');
        await change(page, 'lesson', null);
        await eventually(async () => (await seedOf(page)) === 9);
        await change(page, 'experiment', null);
        const { experiment } = await call(page, 'getState');
        assert.deepEqual(experiment, firstExperiment);
      },
    ));

  test('may be addresses of embedded pages, whose options are not theirs', () => {
    const text = encodeLink({ ...document_, seed: 6 });
    const address = `${at.server.url}embed.html#hide=share&amp;e=${text}&amp;hide=charts&amp;theme=dark`;
    return onHost(
      at.browser,
      host(
        `<strata-playground theme="light" experiment="${address}"></strata-playground>`,
        at.server.url,
      ),
      async (page) => {
        assert.equal(await seedOf(page), 6);
        const inside = await frameOf(page);
        await untilLook(inside, 'light');
        const alarm = () => document.querySelector('.alarm')?.textContent?.trim() ?? '';
        assert.equal(await inside.evaluate(alarm), '');
      },
    );
  });

  test('name the frame for those who do not see it', () =>
    onHost(
      at.browser,
      host('<strata-playground title="Digits"></strata-playground>', at.server.url),
      async (page) => {
        const title = () =>
          page.evaluate(() => {
            const { shadowRoot } = document.querySelector('strata-playground') ?? {};
            return shadowRoot?.querySelector('iframe')?.title;
          });
        assert.equal(await title(), 'Digits');
        await change(page, 'title', 'Clothes');
        assert.equal(await title(), 'Clothes');
        await change(page, 'title', null);
        assert.equal(await title(), 'Strata: a neural network playground');
      },
    ));

  test('that hold no experiment are told by an event and by the page, until one is there', () =>
    onHost(
      at.browser,
      host(
        `<strata-playground theme="light" experiment='{ "strata": 1, '></strata-playground>`,
        at.server.url,
      ),
      async (page, faults) => {
        const inside = await frameOf(page);
        const errors = async () => (await told(page)).filter(({ type }) => type === 'error');
        await untilSaid(inside, '.alarm', 'JSON');
        await change(page, 'experiment', JSON.stringify({ ...document_, batch: 0 }));
        await untilSaid(inside, '.alarm', 'batch');
        assert.deepEqual(
          (await errors()).map(({ code }) => code),
          ['experiment-invalid', 'experiment-invalid'],
        );
        assert.equal(await seedOf(page), undefined, 'what was there has the seed that is no other');
        await change(page, 'experiment', JSON.stringify({ ...document_, seed: 7 }));
        await until(inside, () => !document.querySelector('.alarm')?.textContent?.trim());
        assert.equal(await seedOf(page), 7);
        assert.deepEqual(faults, []);
      },
    ));
});

inEachBrowser(
  'an attribute that holds a document',
  (at) => {
    for (const [what, path] of /** @type {const} */ ([
      ['engine', /\.wasm$/],
      ['engine’s script', /\/(?:shared|worker)-[\w-]+\.js$/],
    ]))
      test(`is not at fault where the ${what} does not load`, () => {
        at.server.mischief.push({ path, status: 404 });
        const text = JSON.stringify({ ...document_, seed: 7 });
        return onHost(
          at.browser,
          host(`<strata-playground experiment='${text}'></strata-playground>`, at.server.url),
          async (page) => {
            const inside = await frameOf(page);
            const errors = async () => (await told(page)).filter(({ type }) => type === 'error');
            const alarms = () =>
              [...document.querySelectorAll('.alarm')].filter((one) => one.textContent?.trim())
                .length;
            await until(inside, () => document.querySelector('.alarm')?.textContent?.trim());
            await eventually(async () => (await errors()).length > 0);
            await call(page, 'getState');
            assert.equal(await inside.evaluate(alarms), 1);
            at.server.mischief.length = 0;
            await press(inside, 'Restart');
            await untilReady(inside);
            assert.equal(await inside.evaluate(alarms), 0);
            assert.equal(await seedOf(page), 7);
            assert.equal((await errors()).length, 1);
          },
        );
      });
  },
  { fresh: true },
);
