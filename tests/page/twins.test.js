import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, standing, until, untilWords, violations } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { choose, focusOn, typeInto } from './hands.js';
import { languages, networkLink, speak, toggle, untilTested } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

/** @param {Page} page @returns {Promise<[name: string, a: string, b: string][]>} the table of both sides */
const sides = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('strata-beside tbody tr')].map(
      (row) =>
        /** @type {[string, string, string]} */ (
          [...row.children].map((cell) => cell.textContent ?? '')
        ),
    ),
  );

/** @param {Page} page @param {number} step reached by the network that is shown */
const untilStep = (page, step) =>
  until(
    page,
    (wanted) =>
      Number(
        /Step\s+([\d,]+)/
          .exec(document.querySelector('[role=status]')?.textContent ?? '')?.[1]
          ?.replaceAll(',', '') ?? 0,
      ) >= wanted,
    step,
  );

/** Until both rest at the same step, with every figure of the weights as they are. @param {Page} page */
const untilBeside = (page) =>
  until(page, () => {
    const rows = [...document.querySelectorAll('strata-beside tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent ?? ''),
    );
    const steps = rows.find(([name]) => name === 'Step');
    return (
      steps !== undefined &&
      steps[1] === steps[2] &&
      steps[1] !== '0' &&
      rows.every((row) => !row.includes('–')) &&
      document.querySelector('strata-beside .stale') === null
    );
  });

inEachBrowser('twins', (at) => {
  test('without a difference are the same network, to the last figure', () =>
    at.onPage(async (page) => {
      await press(page, 'Twin');
      await until(page, () => document.querySelector('strata-beside') !== null);
      await press(page, 'Run');
      await untilStep(page, 200);
      await press(page, 'Pause');
      await untilWords(page, 'Paused at step');
      await untilBeside(page);
      for (const [name, a, b] of await sides(page)) assert.equal(a, b, name);
      assert.equal((await sides(page)).length, 6);
      const gap = await page.evaluate(
        () => document.querySelector('strata-beside .figure')?.ariaLabel ?? '',
      );
      assert.match(gap, /Last: 0\.0 points\./);
    }));

  test('with a difference keep step, show either, and refuse a second difference', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Twin');
        await choose(page, 'Layer 1', 'Activation', 'tanh');
        await until(page, () =>
          document
            .querySelector('strata-twin-switch')
            ?.textContent?.includes('one difference: the layers'),
        );
        await focusOn(page, 'Learning rate');
        await typeInto(page, '0.02');
        await until(page, () =>
          document
            .querySelector('.alarm')
            ?.textContent?.includes('A second difference (optimiser) would leave it open'),
        );
        const rate = () =>
          page.$eval(
            '#field-optimizer-lr',
            (field) => /** @type {HTMLInputElement} */ (field).value,
          );
        assert.equal(await rate(), '0.1');
        await press(page, 'Change both');
        await until(page, () => document.querySelector('.alarm') === null);
        assert.equal(await rate(), '0.02');

        await press(page, 'Run');
        await untilStep(page, 300);
        await press(page, 'Pause');
        await untilWords(page, 'Paused at step');
        await untilBeside(page);
        const before = await sides(page);
        const losses = before.find(([name]) => name === 'train loss');
        assert.notEqual(losses?.[1], losses?.[2]);

        await page.evaluate(() =>
          /** @type {HTMLElement} */ (
            document.querySelectorAll('input[name=twin-shown]')[1]
          ).click(),
        );
        const activation = () =>
          page.$eval('.card select', (field) => /** @type {HTMLSelectElement} */ (field).value);
        await until(
          page,
          () =>
            /** @type {HTMLSelectElement | null} */ (document.querySelector('.card select'))
              ?.value === 'relu',
        );
        assert.equal(await activation(), 'relu');
        assert.equal(await rate(), '0.02', 'changed in both');
        assert.deepEqual(await sides(page), before, 'A and B stay who they are');
        const { step } = await standing(page);
        await press(page, 'Step');
        await untilStep(page, step + 1);
        await untilBeside(page);
        await press(page, 'Close the twin');
        await until(page, () => document.querySelector('strata-confusion') !== null);
        assert.equal(await activation(), 'relu', 'the one that was shown is there');
        await press(page, 'Step');
        await untilStep(page, step + 2);
      },
      { hash: networkLink([32, 16], { epochs: 1000 }) },
    ));

  test('stand beside one another, with what each computes', () =>
    at.onPage(
      async (page) => {
        await until(page, () => document.querySelector('.lesson') !== null);
        await until(page, () => document.querySelectorAll('.twins .funnel').length === 2);
        await press(page, 'Run');
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        await untilBeside(page);
        await until(
          page,
          () =>
            document.querySelectorAll('.twins .reached:not(.stale)').length === 2 &&
            document.querySelector('.twins progress') === null,
        );
        const shown = await page.evaluate(() => ({
          reached: [...document.querySelectorAll('.twins .reached b')].map(
            (one) => one.textContent,
          ),
          figures: [...document.querySelectorAll('.twins .figure')].map((one) => one.textContent),
          painted: [...document.querySelectorAll('.computed canvas')].map((one) => {
            const canvas = /** @type {HTMLCanvasElement} */ (one);
            const { data } = /** @type {CanvasRenderingContext2D} */ (
              canvas.getContext('2d')
            ).getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(data.buffer)).size;
          }),
        }));
        const accuracies = (await sides(page)).find(([name]) => name === 'test accuracy')?.slice(1);
        assert.deepEqual(
          shown.reached.map((one) => `${one} %`),
          accuracies?.map((one) => one.replace(/\s/, ' ')),
        );
        const [difference, gap, rank] = shown.figures;
        const [a = 0, b = 0] = shown.reached.map(Number);
        assert.ok(
          Math.abs(Number.parseFloat((difference ?? '').replace('−', '-')) - (b - a)) < 0.11,
        );
        assert.match(gap ?? '', /^\d(\.\d)?×10⁻⁷$/, 'rounding');
        assert.equal(rank, '10');
        assert.equal(shown.painted.length, 20);
        assert.ok(Math.min(...shown.painted) > 20, `${shown.painted} colours`);
      },
      { hash: '#lesson=linear-stack', ready: untilTested },
    ));

  test('of which one stopped have the figures of its last steps, and no gap by chance', () =>
    at.onPage(
      async (page) => {
        await until(page, () => document.querySelectorAll('.twins .funnel').length === 2);
        await press(page, 'Run');
        await until(page, () => document.querySelector('.lesson .outcomes') !== null);
        await until(
          page,
          () =>
            document.querySelector('.twins .view-figures')?.textContent?.includes('×10') ?? false,
        );
        const shown = await page.evaluate(() => ({
          names: [...document.querySelectorAll('.twins dt')].map((one) => one.textContent),
          gradients: document.querySelector('.twins .figure.two')?.textContent?.trim(),
          gap: document.querySelector('strata-beside .aside')?.textContent,
          chart: document.querySelector('strata-beside .figure')?.checkVisibility(),
        }));
        assert.equal(shown.names[2], 'no slope on 300 examples');
        assert.match(shown.gradients ?? '', /B\s1\.2×10²¹$/);
        assert.match(shown.gap ?? '', /^B stopped at step 11, before both were tested/);
        assert.equal(shown.chart, false);
      },
      { hash: '#lesson=square-explodes', ready: untilTested },
    ));

  for (const language of languages) {
    test(`have room in ${language}, and are without fault`, () =>
      at.onPage(
        async (page) => {
          await page.evaluate(() =>
            /** @type {HTMLElement} */ (
              document.querySelector('strata-twin-switch button')
            ).click(),
          );
          await until(page, () => document.querySelector('strata-beside') !== null);
          await page.evaluate(() => {
            const select = /** @type {HTMLSelectElement} */ (
              document.querySelector('.card select')
            );
            select.value = 'tanh';
            select.dispatchEvent(new Event('change', { bubbles: true }));
          });
          await toggle(page);
          await until(page, () => document.querySelector('strata-beside canvas') !== null);
          await toggle(page);
          await page.select('#view', 'twins');
          await until(page, () => document.querySelectorAll('.twins .funnel').length === 2);
          for (const width of [1280, 768, 360]) {
            await page.setViewport({ width, height: 800 });
            await until(page, (wanted) => innerWidth === wanted, width);
            // Charts are fitted to a new width in the frame after it.
            await until(page, () => document.documentElement.scrollWidth <= innerWidth);
            const high = await page.evaluate(() => document.documentElement.scrollHeight);
            if (width === 1280) assert.equal(high, 800);
            assert.deepEqual(await violations(page), [], `at ${width}`);
          }
        },
        {
          hash: networkLink([32, 16], { epochs: 1000 }),
          prepare: (page) => speak(page, language),
          ready: untilTested,
        },
      ));
  }
});
