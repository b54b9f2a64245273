import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { encodeLink } from '../../web/engine/link.js';
import { replay } from '../../web/engine/replay.js';
import { press, until, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { tabTo } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */
/** @typedef {import('../../web/engine/link.js').Claim} Claim */

const document_ = {
  strata: 1,
  data: { name: 'mnist', train: 4000, test: 1000 },
  layers: [
    { type: 'linear', units: 16 },
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 10 },
  ],
  epochs: 3,
};

/** What the engine comes to in Node. @type {Claim} */
let claim;
before(async () => {
  const nothing = { steps: 375, testAccuracy: 0, fingerprint: '0'.repeat(16) };
  ({ found: claim } = await replay(document_, nothing));
  assert.equal(claim.checkpoints?.length, 2);
});

/** @param {Partial<Claim>} change @param {object} [experiment] */
const linkTo = (change, experiment = {}) =>
  `#e=${encodeLink({ ...document_, ...experiment }, { ...claim, ...change })}`;

/** Until the claim's verdict has these words. @param {Page} page @param {string} words */
const untilVerdict = (page, words) =>
  until(
    page,
    (wanted) => document.querySelector('.claimed [role=status]')?.textContent?.includes(wanted),
    words,
  );

/** @param {Page} page */
const untilClaimed = (page) => until(page, () => document.querySelector('.claimed') !== null);

/** @param {Page} page */
async function check(page) {
  await tabTo(page, '.claimed [data-tip=check-claim]');
  await page.keyboard.press('Enter');
}

inEachBrowser('a claim', (at) => {
  test('is checked from the keyboard, and found identical to Node’s', () =>
    at.onPage(
      async (page) => {
        await check(page);
        await untilVerdict(page, 'Identical to the last bit. 375 steps');
        await until(page, () => document.activeElement?.textContent === 'Check again');
        assert.deepEqual(await violations(page), []);
        await press(page, 'Close what the link claims');
        await until(page, () => document.querySelector('.claimed') === null);
      },
      { hash: linkTo({}), ready: untilClaimed },
    ));

  test('that was tampered with is caught, and it is said where', () =>
    at.onPage(
      async (page) => {
        const [first = '', second = ''] = claim.checkpoints ?? [];
        for (const [link, words] of /** @type {const} */ ([
          [linkTo({ testAccuracy: 0.999 }), 'the weights are the same, but'],
          [linkTo({ fingerprint: '0123456789abcdef' }), 'in epoch 3 the weights came out as'],
          [linkTo({ checkpoints: [first, '01234567'] }), 'the weights differ from epoch 2 on'],
          [linkTo({}, { seed: 2 }), 'the weights differ from epoch 1 on'],
          [linkTo({ steps: 0, checkpoints: [] }), 'before the first step the weights came out as'],
          [linkTo({ steps: 376, checkpoints: [first, second] }), 'ends after 375 steps, not 376'],
        ])) {
          await page.evaluate((hash) => {
            location.hash = hash;
          }, link);
          await until(
            page,
            () =>
              document.querySelector('.claimed [data-tip=check-claim]') !== null &&
              document.querySelector('.claimed [role=status]')?.textContent === '',
          );
          await check(page);
          await untilVerdict(page, words);
        }
        assert.deepEqual(await violations(page), []);
      },
      { hash: linkTo({}), ready: untilClaimed },
    ));

  test('can be stopped, and goes with another link', () =>
    at.onPage(
      async (page) => {
        await check(page);
        await until(page, () => document.activeElement?.textContent === 'Stop checking');
        await until(page, () => {
          const bar = /** @type {HTMLProgressElement | null} */ (
            document.querySelector('.claimed progress')
          );
          return bar !== null && bar.value > 0;
        });
        await page.keyboard.press('Enter');
        await until(page, () => document.activeElement?.textContent === 'Replay and check');
        await page.evaluate(
          (hash) => {
            location.hash = hash;
          },
          `#e=${encodeLink(document_)}`,
        );
        await untilWords(page, 'Opened the experiment');
        assert.equal(await page.evaluate(() => document.querySelector('.claimed')), null);
      },
      { hash: linkTo({ steps: 100_000, checkpoints: [] }, { epochs: 800 }), ready: untilClaimed },
    ));
});
