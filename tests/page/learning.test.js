import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeLink } from '../../web/engine/index.js';
import {
  endless,
  fingerprint,
  press,
  standing,
  until,
  untilReady,
  untilWords,
  words,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { choose, focusOn, typeInto } from './hands.js';

/** @typedef {import('./browser.js').Browser} Browser */
/** @typedef {import('./browser.js').Page} Page */

const wide = encodeLink({
  strata: 1,
  data: { name: 'mnist' },
  layers: [
    ...Array.from({ length: 3 }, () => [
      { type: 'linear', units: 512 },
      { type: 'activation', name: 'relu' },
    ]).flat(),
    { type: 'linear', units: 10 },
  ],
  epochs: 1000,
});

inEachBrowser('the page', (at) => {
  test('says of which step its figures are, where the next test is a while away', () =>
    at.onPage(
      async (page) => {
        const heading = (/** @type {string} */ wanted) =>
          until(
            page,
            (wanted) =>
              document.querySelector('strata-charts h2 small')?.textContent?.trim() === wanted,
            wanted,
          );
        await heading('on 10,000 test images');
        await press(page, 'Run');
        await heading('on 10,000 test images, at step 0');
        await press(page, 'Pause');
        await heading('on 10,000 test images');
      },
      { hash: `#e=${wide}` },
    ));

  test('learns three layers stacked by keyboard until 95 %, pauses, steps and goes back', () =>
    at.onPage(
      async (page) => {
        await stackByKeyboard(page);
        assert.deepEqual(await stack(page), [
          ['Layer 1', '48', 'tanh'],
          ['Layer 2', '40', 'leaky_relu'],
          ['Layer 3', '24', 'relu'],
        ]);
        await untilReady(page);
        const start = await fingerprint(page);

        await focusOn(page, 'Run');
        await page.keyboard.press('Enter');
        await until(page, () => {
          const text = document.querySelector('[role=status]')?.textContent ?? '';
          return Number(/Test accuracy\s+([\d.]+)/.exec(text)?.[1]) > 95;
        });
        await page.keyboard.press('Enter');
        await untilWords(page, 'Paused');
        const paused = await standing(page);
        assert.ok(paused.step > 100 && paused.epoch > 0 && paused.trainLoss < 1);
        assert.notEqual(await fingerprint(page), start);

        await focusOn(page, 'Step');
        await page.keyboard.press(' ');
        await untilWords(page, `step ${(paused.step + 1).toLocaleString('en-GB')}.`);
        assert.equal((await standing(page)).step, paused.step + 1);

        await focusOn(page, 'Reset');
        await page.keyboard.press(' ');
        await untilReady(page);
        assert.equal((await standing(page)).step, 0);
        assert.equal(await fingerprint(page), start, 'the same starting weights');
      },
      { hash: endless },
    ));

  test('keeps the weights when an activation changes, goes on if it was running, and starts anew from another seed', () =>
    at.onPage(async (page) => {
      const start = await fingerprint(page);
      // The run must not come to its end meanwhile.
      await focusOn(page, 'Epochs');
      await typeInto(page, '1000');
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      const stepped = await fingerprint(page);
      await choose(page, 'Layer 1', 'Activation', 'sigmoid');
      await untilWords(page, 'All weights are kept');
      assert.equal((await standing(page)).step, 1);
      assert.equal(await fingerprint(page), stepped);

      await press(page, 'Run');
      await until(page, () =>
        document.querySelector('[role=status]')?.textContent?.match(/Step\s+\d{3}/),
      );
      await focusOn(page, 'Units', 'Layer 2');
      await typeInto(page, '40');
      await untilWords(page, 'The weights that fit are kept');
      assert.match(await words(page), /^Training/);
      await press(page, 'Pause');
      await untilWords(page, 'Paused');
      assert.ok((await standing(page)).step > 100);

      await focusOn(page, 'Seed');
      await typeInto(page, '2');
      await untilWords(page, 'started anew from seed 2');
      await untilReady(page);
      for (let edit = 0; edit < 4; edit++) await press(page, 'Undo');
      await untilReady(page);
      assert.equal((await standing(page)).step, 0);
      assert.equal(await fingerprint(page), start, 'back to the first network');
    }));

  test('takes a new learning rate at the next step, without starting anew', () =>
    at.onPage(async (page) => {
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 1.');
      const before = await fingerprint(page);
      await focusOn(page, 'Learning rate');
      await typeInto(page, '0');
      await untilWords(page, 'from the next step on');
      await press(page, 'Step');
      await untilWords(page, 'Paused at step 2.');
      assert.equal(await fingerprint(page), before, 'a step of rate 0 changes nothing');
    }));

  test('shares an experiment as a link that opens the same network', () =>
    at.onPage(async (page) => {
      await choose(page, 'Layer 2', 'Activation', 'gelu');
      await untilReady(page);
      const weights = await fingerprint(page);
      await press(page, 'Share');
      await until(page, () => document.querySelector('#share-text') !== null);
      const link = page.url();
      assert.match(link, /#e=/);
      await page.goto('about:blank');
      await page.goto(link);
      await untilWords(page, 'Opened the experiment of this link');
      assert.equal(await fingerprint(page), weights);
      assert.equal((await stack(page))[1]?.[2], 'gelu');
    }));
});

/** Turns the page's two layers into three others, by keyboard alone. @param {Page} page */
async function stackByKeyboard(page) {
  await focusOn(page, 'Add layer');
  await page.keyboard.press('Enter');
  await until(
    page,
    () =>
      document.activeElement?.closest('[role=group]')?.querySelector('h3')?.textContent ===
      'Layer 3',
  );
  await typeInto(page, '24');
  await focusOn(page, 'Units', 'Layer 1');
  await typeInto(page, '48');
  await focusOn(page, 'Activation', 'Layer 1');
  // Letters choose in a menu, as the browsers have it.
  await page.keyboard.type('tanh');
  await focusOn(page, 'Duplicate', 'Layer 2');
  await page.keyboard.press('Enter');
  await until(
    page,
    () =>
      document.activeElement?.closest('[role=group]')?.querySelector('h3')?.textContent ===
      'Layer 3',
  );
  await typeInto(page, '40');
  await focusOn(page, 'Activation', 'Layer 3');
  await page.keyboard.type('leaky');
  await focusOn(page, 'Move up', 'Layer 3');
  await page.keyboard.press('Enter');
  await focusOn(page, 'Remove', 'Layer 3');
  await page.keyboard.press('Enter');
  await until(page, () => document.querySelectorAll('[data-card]').length === 3);
  const stays = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.equal(stays, 'Remove', 'the focus stays among the layers');
}

/** The hidden layers: name, units and activation of each. @param {Page} page */
function stack(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-card]')].map((card) => [
      card.querySelector('h3')?.textContent,
      card.querySelector('input')?.value,
      card.querySelector('select')?.value,
    ]),
  );
}
