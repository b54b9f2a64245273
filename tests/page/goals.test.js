import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeLink } from '../../web/engine/link.js';
import { press, until, untilReady, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { frameOf, host, onHost, told, untilTold } from './host-page.js';

/** @typedef {import('./browser.js').Page} Page */

const document_ = {
  strata: 1,
  data: { name: 'mnist', train: 2000, test: 500 },
  layers: [{ type: 'linear', units: 10 }],
  epochs: 2,
  goals: [
    { title: '<b>Small</b>', test_accuracy: 0.5, parameters: 10000, epochs: 2 },
    { test_accuracy: 0.999 },
  ],
};

/** @param {Page} page @returns {Promise<string[]>} */
const lines = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.goals li')].map(
      (one) => one.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '',
    ),
  );

inEachBrowser('goals', (at) => {
  test('of the document are shown, and which are met', () =>
    at.onPage(
      async (page) => {
        await until(page, () => document.querySelectorAll('.goals li').length === 2);
        const [small = '', high = ''] = await lines(page);
        assert.match(
          small,
          /^\d+ % there <b>Small<\/b> 50\.0 % of the test images right, at most 10,000 parameters, within 2 epochs$/,
        );
        assert.match(high, /^\d+ % there 99\.9 % of the test images right$/);
        await press(page, 'Run');
        await untilWords(page, 'Finished');
        await until(page, () => document.querySelectorAll('.goals li.met').length === 1);
        assert.match((await lines(page))[0] ?? '', /^met </);
        assert.match((await lines(page))[1] ?? '', /^\d\d % there/);
        assert.deepEqual(await violations(page), []);
      },
      {
        hash: `#e=${encodeLink(document_)}`,
        ready: (page) => untilReady(page),
      },
    ));

  test('are judged where classes are left out', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Run');
        await untilWords(page, 'Finished');
        await until(page, () => document.querySelectorAll('.goals li.met').length === 1);
        assert.match((await lines(page))[1] ?? '', /^\d\d % there/);
      },
      {
        hash: `#e=${encodeLink({ ...document_, data: { ...document_.data, classes: [3, 8] } })}`,
        ready: (page) => untilReady(page),
      },
    ));

  test('are told to the page around them while they are hidden', () =>
    onHost(
      at.browser,
      host(
        `<strata-playground hide="goals" experiment="${encodeLink(document_)}"></strata-playground>`,
        at.server.url,
      ),
      async (page, faults) => {
        await untilTold(page, 'ready');
        const inside = await frameOf(page);
        await until(inside, () => document.querySelectorAll('.goals li').length === 2);
        await page.evaluate(() =>
          /** @type {any} */ (document.querySelector('strata-playground')).run(),
        );
        await untilTold(page, 'done');
        const goals = (await told(page)).filter(({ type }) => type === 'goal');
        assert.ok(goals.some(({ title, met }) => title === '<b>Small</b>' && met));
        assert.equal(
          await inside.evaluate(() => document.querySelector('strata-goals')?.checkVisibility()),
          false,
        );
        assert.deepEqual(faults, []);
      },
    ));
});
