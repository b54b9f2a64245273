// Several playgrounds on one page.
import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { encodeLink } from '../../web/engine/link.js';
import { replay } from '../../web/engine/replay.js';
import { standing, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { frameOf, host, onHost, told, untilTold } from './host-page.js';
import { trap, trapped, untilPast } from './trap.js';

/** @typedef {import('./browser.js').Page} Page */

const data = { name: 'mnist', train: 2000, test: 500 };
const output = { type: 'linear', units: 10 };
/** Different networks that learn from the same images. @type {Record<string, object>} */
const documents = {
  one: { strata: 1, data, layers: [output], epochs: 3 },
  two: {
    strata: 1,
    data,
    layers: [{ type: 'linear', units: 24 }, { type: 'activation', name: 'relu' }, output],
    epochs: 3,
  },
  three: { strata: 1, data, layers: [output], seed: 5, epochs: 3 },
};
const names = Object.keys(documents);
const endless = { ...documents.one, epochs: 1000 };

/** What they come to in Node. @type {Record<string, string>} */
const expected = {};
before(async () => {
  const nothing = { steps: 189, testAccuracy: 0, fingerprint: '0'.repeat(16) };
  for (const [name, document] of Object.entries(documents)) {
    expected[name] = (await replay(document, nothing)).found.fingerprint;
  }
});

/** @param {string} id @param {object} [document] */
const element = (id, document = documents[id]) =>
  `<strata-playground id="${id}" experiment="${encodeLink(document)}"></strata-playground>`;
const low = 'strata-playground { --strata-height: 200px }';

/** @param {Page} page @param {string} id */
const add = (page, id) =>
  page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), element(id));

/** @param {Page} page @param {string} id */
const run = (page, id) =>
  page.evaluate((id) => /** @type {any} */ (document.getElementById(id)).run(), id);

/** @param {Page} page @param {string} id @returns {Promise<string>} of the weights at the end of the run */
async function outcome(page, id) {
  await untilTold(page, 'done', id);
  const events = await told(page);
  return events.findLast((one) => one.type === 'done' && one.at === id).fingerprint;
}

/** @param {Page} page @param {string} id */
const remove = (page, id) => page.evaluate((id) => document.getElementById(id)?.remove(), id);

/** Has a page hear from its worker where Chromium draws nothing any more, as out of sight. @param {Page} inside */
const hearAlways = (inside) =>
  inside.evaluate(() => {
    globalThis.requestAnimationFrame = (callback) =>
      Number(setTimeout(callback, 16, performance.now()));
  });

/** @param {Page} inside @returns {Promise<number>} */
const stepOf = (inside) =>
  inside.evaluate(
    () => /** @type {any} */ (document.querySelector('strata-page')).session.run.snapshot.step,
  );

/** @param {Page} inside @param {number} step to which training has come */
const untilAt = (inside, step) =>
  until(
    inside,
    (wanted) => {
      const { session } = /** @type {any} */ (document.querySelector('strata-page')) ?? {};
      return (session?.run.snapshot?.step ?? 0) >= wanted;
    },
    step,
  );

/** Until training has been paused. @param {Page} inside */
const untilAtRest = (inside) =>
  until(inside, () => {
    const { session } = /** @type {any} */ (document.querySelector('strata-page'));
    return session.phase === 'paused' && session.current;
  });

inEachBrowser('several playgrounds on a page', (at) => {
  beforeEach(() => {
    at.server.requests.length = 0;
  });

  /** How often the modules and the images have been asked for. @returns {Record<string, number>} */
  const fetched = () => {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const path of at.server.requests) {
      if (!/[.](wasm|bin|gz)$/.test(path)) continue;
      const file = path.split('/').at(-1) ?? '';
      counts[file] = (counts[file] ?? 0) + 1;
    }
    return counts;
  };

  test('share one engine and the images, and train to the bits of each', () =>
    onHost(
      at.browser,
      host(names.map((id) => element(id)).join(''), at.server.url, low),
      async (page, faults) => {
        await Promise.all(names.map((id) => run(page, id)));
        for (const id of names) assert.equal(await outcome(page, id), expected[id], id);
        const counts = fetched();
        assert.ok(Object.keys(counts).some((file) => file.endsWith('.wasm')));
        assert.ok(Object.keys(counts).length > 1, 'images too');
        assert.deepEqual(new Set(Object.values(counts)), new Set([1]), JSON.stringify(counts));
        assert.deepEqual(faults, []);
      },
    ));

  test('go on, each in a worker of its own, when the engine that they share has failed', async () => {
    at.server.mischief.push({ path: /shared-[\w-]+\.js$/, alter: (text) => trapped + text });
    try {
      await onHost(
        at.browser,
        host(
          element('one', endless) + element('two', endless) + element('three'),
          at.server.url,
          low,
        ),
        async (page) => {
          await untilTold(page, 'ready', 'three');
          await run(page, 'one');
          await run(page, 'two');
          const frames = page.frames().filter((one) => one.url().includes('embed.html'));
          assert.equal(frames.length, 3);
          const all = /** @type {Page[]} */ (/** @type {unknown[]} */ (frames));
          const inside = all.slice(0, 2);
          for (const one of inside) await untilPast(one, 500);
          for (const one of inside) {
            await until(one, () => {
              const { keeper } = /** @type {any} */ (document.querySelector('strata-page')).session;
              return keeper.last !== null;
            });
          }
          await trap(/** @type {Page} */ (inside[0]));
          for (const one of inside) await untilWords(one, 'restarted from step');
          for (const one of inside) await untilPast(one, (await standing(one)).step + 500);
          await run(page, 'three');
          assert.equal(await outcome(page, 'three'), expected.three);
          const events = await told(page);
          assert.deepEqual(
            events.filter((one) => one.type === 'error'),
            [],
          );
        },
      );
    } finally {
      at.server.mischief.length = 0;
    }
  });

  test('train only while they are in sight, and go on from where they were', () =>
    onHost(
      at.browser,
      host(
        `${element('one', endless)}<div></div>${element('two', endless)}`,
        at.server.url,
        `${low} div { height: 5000px }`,
      ),
      async (page, faults) => {
        const show = (/** @type {string} */ id) =>
          page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), id);
        await run(page, 'one');
        const one = await frameOf(page);
        await untilAt(one, 100);
        await hearAlways(one);
        await show('two');
        await untilAtRest(one);
        const left = await stepOf(one);
        await run(page, 'two');
        const two = /** @type {Page} */ (/** @type {unknown} */ (page.frames().at(-1)));
        await untilAt(two, 500);
        await hearAlways(two);
        assert.equal(await stepOf(one), left, 'what is out of sight stands');
        await show('one');
        await untilAtRest(two);
        const other = await stepOf(two);
        await untilAt(one, left + 500);
        assert.equal(await stepOf(two), other);
        await show('two');
        await untilAt(two, other + 100);
        assert.deepEqual(faults, []);
      },
    ));

  test('one of which is removed leave the others alone, and the last one leaves nothing', () =>
    onHost(
      at.browser,
      host(element('one', endless) + element('two'), at.server.url, low),
      async (page, faults) => {
        await run(page, 'one');
        await run(page, 'two');
        await remove(page, 'one');
        assert.equal(await outcome(page, 'two'), expected.two);
        await add(page, 'three');
        await run(page, 'three');
        assert.equal(await outcome(page, 'three'), expected.three);
        assert.deepEqual(new Set(Object.values(fetched())), new Set([1]));
        await remove(page, 'two');
        await remove(page, 'three');
        await add(page, 'one');
        await run(page, 'one');
        assert.equal(await outcome(page, 'one'), expected.one);
        assert.deepEqual(new Set(Object.values(fetched())), new Set([2]));
        assert.deepEqual(faults, []);
      },
    ));
});
