import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, until, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn } from './hands.js';
import { networkLink, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

const small = { data: { name: 'mnist', train: 2000, test: 500 } };

/** Until the view says something. @param {Page} page @param {string} words */
const untilSaid = (page, words) =>
  until(
    page,
    (wanted) => document.querySelector('strata-gradients')?.textContent?.includes(wanted),
    words,
  );

/** @param {string} text as the page writes it: `2.1×10⁻³`, `×0.24` */
function numberOf(text) {
  const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const plain = text
    .replace(/^×/, '')
    .replace(/(^|×)10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])/, (_, sign) => `${sign ? '' : '1'}e`)
    .replace('⁻', '-')
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => `${raised.indexOf(digit)}`);
  return Number(plain);
}

/** The table, from the output back to the first layer. @param {Page} page */
const cells = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('strata-gradients tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent?.trim() ?? ''),
    ),
  );

inEachBrowser('gradients', (at) => {
  test('the law of a sigmoid stack is drawn, and what arrives is what the table has', () =>
    at.onPage(
      async (page) => {
        await page.select('#view', 'gradients');
        await untilSaid(page, '0.25⁴ = 3.9×10⁻³');
        const before = await cells(page);
        await press(page, 'Step');
        await untilSaid(page, 'at step 1');
        const rows = await cells(page);
        const values = rows.map(([, value = '']) => numberOf(value));
        const lead = await page.evaluate(
          () => document.querySelector('strata-gradients .lead')?.textContent ?? '',
        );
        const share = numberOf(/arrives (\S+) of/.exec(lead)?.[1] ?? '');
        const [last = 0, first = 0] = [values[0], values.at(-1)];
        assert.equal(rows.length, 5);
        assert.ok(share < 0.25 ** 4 * 4, lead);
        assert.ok(Math.abs(share / (first / last) - 1) < 0.1, `${lead} ${first} ${last}`);
        // Before the first step, the view showed what that step then had.
        assert.deepEqual(
          rows.map((row) => row.slice(0, 4)),
          before.map((row) => row.slice(0, 4)),
        );
        const law = numberOf(rows.at(-1)?.[3] ?? '');
        assert.ok(Math.abs(law / (last * 0.25 ** 4) - 1) < 0.06, `${law}`);
        const drawn = await page.evaluate(() =>
          ['.law', '.first', '.layer', '.twin'].map(
            (part) => document.querySelectorAll(`.waterfall ${part}`).length,
          ),
        );
        assert.deepEqual(drawn, [1, 5, 5, 0]);
        await focusOn(page, 'Gradient of the loss by each layer’s');
        await page.keyboard.press('ArrowDown');
        await until(
          page,
          (old) => document.querySelector('strata-gradients tbody td')?.textContent !== old,
          rows[0]?.[1],
        );
        assert.deepEqual(await violations(page), []);
      },
      { hash: networkLink([16, 16, 16, 16], small, 'sigmoid'), ready: untilTested },
    ));

  test('the flow of one step only says so, until there is a line', () =>
    at.onPage(
      async (page) => {
        const said = (/** @type {RegExp} */ wanted, /** @type {number} */ count) =>
          until(
            page,
            (pattern, number) =>
              [...document.querySelectorAll('strata-flow .alone')].filter(({ textContent }) =>
                new RegExp(pattern).test(textContent ?? ''),
              ).length === number,
            wanted.source,
            count,
          );
        await press(page, 'Step');
        await said(/^only step 1$/, 3);
        await press(page, 'Step');
        await said(/./, 0);
      },
      { hash: networkLink([16, 16], small, 'sigmoid'), ready: untilTested },
    ));

  test('a twin stands beside it, the same until it differs', () =>
    at.onPage(
      async (page) => {
        await page.select('#view', 'gradients');
        await untilSaid(page, '0.25² = 0.063');
        await press(page, 'Twin');
        await untilSaid(page, 'twin B');
        await press(page, 'Step');
        await untilSaid(page, 'at step 1');
        // As long as nothing differs, both have the same.
        await until(page, () =>
          [...document.querySelectorAll('strata-gradients tbody tr')].every(
            ({ children }) => children[1]?.textContent === children[5]?.textContent,
          ),
        );
        await page.select('#field-layers-1-activation', 'relu');
        await untilSaid(page, 'product of the slopes');
        await press(page, 'Step');
        await untilSaid(page, 'at step 2');
        await until(page, () => {
          const last = document.querySelector('strata-gradients tbody tr:last-child')?.children;
          return last?.[5] && last[1]?.textContent !== last[5].textContent;
        });
        assert.equal(
          await page.evaluate(() => document.querySelectorAll('.waterfall .twin').length),
          1,
        );
      },
      { hash: networkLink([16, 16], small, 'sigmoid'), ready: untilTested },
    ));

  test('no bound, no way back, and no gradient are said', () =>
    at.onPage(
      async (page) => {
        await page.select('#view', 'gradients');
        await untilSaid(page, 'The slope of square has no bound');
        await page.select('#field-layers-1-activation', 'step');
        await untilSaid(page, 'arrives nothing');
        const zero = await cells(page);
        assert.equal(zero[1]?.[1], '0');
        await page.select('#field-layers-1-activation', 'none');
        await untilSaid(page, 'Without activations');
      },
      { hash: networkLink([16], small, 'square'), ready: untilTested },
    ));

  test('one layer has nothing on the way back', () =>
    at.onPage(
      async (page) => {
        await page.select('#view', 'gradients');
        await untilSaid(page, 'nothing lies on the way back');
        assert.equal((await cells(page)).length, 1);
      },
      { hash: networkLink([], small), ready: untilTested },
    ));
});
