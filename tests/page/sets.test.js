import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datasets, parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { withSet } from '../../web/ui/state/sets.js';
import {
  closeTab,
  openTab,
  press,
  standing,
  until,
  untilReady,
  untilWords,
  violations,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { englishIn, textsOf } from './leftovers.js';
import { sideways, widen } from './openings.js';
import { languages, speak, toggle, untilTrained } from './setups.js';

/** @typedef {import('./browser.js').Page} Page */

/** One set of each kind, and those that are drawn. */
const kinds = ['circle', 'sine', 'age', 'points', 'samples'];
const others = datasets.map(({ name }) => name).filter((name) => name !== 'mnist');

/** @param {string} name of a data set @param {object} [parts] of the experiment */
const linkTo = (name, parts = {}) => {
  const { layers, ...rest } = parseExperiment(
    withSet(parseExperiment({ ...firstExperiment, epochs: 1000 }), name),
  );
  return `#e=${encodeLink(parseExperiment({ ...rest, layers, ...parts }))}`;
};

/** Until that set is there and its weights have been tested, in whatever language. @param {Page} page @param {string} name */
const untilShown = (page, name) =>
  until(
    page,
    (wanted) => {
      const select = document.querySelector('strata-set-choice select');
      const figure = document.querySelector('.result .accuracy b')?.textContent;
      return (
        select instanceof HTMLSelectElement &&
        select.value === wanted &&
        document.querySelector('strata-set') !== null &&
        document.querySelector('strata-page > footer') !== null &&
        figure !== undefined &&
        figure !== '–'
      );
    },
    name,
  );

/** What the network makes of the data: as a picture, or as a number. @param {Page} page */
const seen = (page) =>
  page.evaluate(() => {
    const field = document.querySelector('strata-set canvas.field');
    if (field instanceof HTMLCanvasElement) return field.toDataURL();
    return document.querySelector('.measured tfoot b')?.textContent ?? '';
  });

/** @param {Page} page */
const steps = async (page) => (await standing(page)).step;

/** Trains for some steps. @param {Page} page @param {number} least */
async function trainFor(page, least) {
  // At full speed the run would be over before it could be stopped.
  await page.select('.speed select', '100');
  await toggle(page);
  await until(
    page,
    (wanted) => {
      const text = document.querySelector('[role=status]')?.textContent ?? '';
      return Number(/Step\s+([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '')) >= wanted;
    },
    least,
  );
  await toggle(page);
  await untilWords(page, 'Paused at step');
}

/** How many points the document has. @param {Page} page @param {number} count */
const untilPoints = (page, count) =>
  until(
    page,
    (wanted) =>
      document.querySelector('.own-points .aside')?.textContent?.startsWith(`${wanted} `) ?? false,
    count,
  );

inEachBrowser('data sets', (at) => {
  /** @param {string} name @param {(page: Page) => Promise<void>} use @param {object} [parts] */
  const onSet = (name, use, parts) =>
    at.onPage(use, { hash: linkTo(name, parts), ready: (page) => untilShown(page, name) });

  for (const name of others) {
    test(`${name} opens by link, trains, and its picture changes`, () =>
      onSet(name, async (page) => {
        const before = await until(page, async () => {
          const field = document.querySelector('strata-set canvas.field');
          const age = document.querySelector('.measured tfoot b')?.textContent ?? '–';
          return field instanceof HTMLCanvasElement ? field.width > 100 : age !== '–';
        }).then(() => seen(page));
        await trainFor(page, 50);
        assert.notEqual(await seen(page), before);
        const values = datasets.find((one) => one.name === name)?.kind === 'VALUES';
        const found = await page.evaluate(() => ({
          confusion: document.querySelectorAll('.matrix [data-cell]').length,
          mistakes: document.querySelector('strata-mistakes') !== null,
          unit: document.querySelector('.result .accuracy')?.textContent?.includes('%'),
          accuracies: document.querySelector('.chart.accuracies')?.checkVisibility(),
          answers: document.querySelectorAll('strata-answer li').length,
          nan: document.body.innerText.includes('not a number'),
        }));
        assert.deepEqual(found, {
          confusion: values ? 0 : 4,
          mistakes: !values,
          unit: !values,
          accuracies: !values,
          answers: values ? 1 : 2,
          nan: false,
        });
      }));
  }

  test('are chosen from a menu with a network that fits, and undo brings MNIST back', () =>
    at.onPage(
      async (page) => {
        for (const [name, said, answers] of /** @type {const} */ ([
          ['sine', 'Now Sine: 1 output, mse_loss, batch 32, 1,000 epochs.', 1],
          ['xor', 'Now Exclusive or: 2 outputs, cross_entropy, batch 32, 1,000 epochs.', 2],
        ])) {
          await page.select('strata-set-choice select', name);
          await untilWords(page, said);
          await untilShown(page, name);
          const rows = await page.$$('strata-answer li');
          assert.equal(rows.length, answers);
          // The rows are those of this set, not of the one before.
          // By script: what explains the button may lie where it is now.
          await page.$eval('[data-tip=set-next]', (button) =>
            /** @type {HTMLElement} */ (button).click(),
          );
          await until(page, () =>
            document.querySelector('.verdict')?.textContent?.includes('truly'),
          );
        }
        await trainFor(page, 20);
        await press(page, 'Undo');
        await untilShown(page, 'sine');
        await press(page, 'Undo');
        await until(page, () => document.querySelector('canvas.pad') !== null);
        await until(page, () => document.body.innerText.includes('on 10,000 test images'));
        const answers = await page.$$('strata-answer li');
        assert.equal(answers.length, 10);
      },
      { ready: (page) => untilReady(page) },
    ));

  test('a place that is chosen with pointer or keys flows through the network', () =>
    onSet('circle', async (page) => {
      const verdict = () => page.$eval('strata-answer ol', (list) => list.textContent ?? '');
      const chosen = () =>
        page.$eval('.picture .cross', (cross) => cross.getAttribute('style') ?? '');
      const [before, place] = [await verdict(), await chosen()];
      const picture = await page.$('strata-plane canvas.data');
      const box = (await picture?.boundingBox()) ?? assert.fail();
      await page.mouse.click(box.x + 0.1 * box.width, box.y + 0.9 * box.height);
      await until(
        page,
        (old) => document.querySelector('strata-answer ol')?.textContent !== old,
        before,
      );
      const pressed = await chosen();
      assert.notEqual(pressed, place);
      await picture?.focus();
      await page.keyboard.press('ArrowRight');
      await until(
        page,
        (old) => document.querySelector('.picture .cross')?.getAttribute('style') !== old,
        pressed,
      );
      await until(page, () =>
        [...document.querySelectorAll('strata-plane [aria-live]')].some((one) =>
          /^x1 −1\.\d\d, x2 −1\.\d\d$/.test(one.textContent ?? ''),
        ),
      );
      assert.ok((await page.$$('strata-tiles [data-unit]')).length > 0);
    }));

  test('a unit is looked into, and its numbers are a table', () =>
    onSet('moons', async (page) => {
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (
          document.querySelector('[data-card] strata-tiles button')
        ).click(),
      );
      await until(page, () => document.querySelector('.inspector .equation') !== null);
      const inside = await page.$eval('.inspector', (one) => one.textContent ?? '');
      assert.match(inside, /x1.*x2|x2.*x1/s);
      await trainFor(page, 20);
      await press(page, 'Numbers behind the pictures');
      await until(page, () => document.querySelector('#numbers-what') !== null);
      for (const [which, part] of /** @type {const} */ ([
        [0, 'response to the chosen example'],
        [3, 'by true class'],
        [4, 'What goes into the network'],
      ])) {
        await page.select('#numbers-what', `${which}`);
        await until(
          page,
          (text) => document.querySelector('dialog.numbers')?.textContent?.includes(text),
          part,
        );
      }
    }));

  test('a point is placed and removed by keyboard, and the network learns it', () =>
    onSet('points', async (page) => {
      await untilPoints(page, 8);
      await page.focus('strata-plane canvas.data');
      for (const key of /** @type {const} */ (['ArrowLeft', 'ArrowUp', ' ']))
        await page.keyboard.press(key);
      await untilPoints(page, 9);
      await trainFor(page, 20);
      assert.ok((await steps(page)) >= 20);
      await until(page, () =>
        document.querySelector('.progress.data')?.textContent?.includes('9 + 9 examples'),
      );
      await page.focus('strata-plane canvas.data');
      await page.keyboard.press('Delete');
      await untilPoints(page, 8);
      await press(page, 'Undo');
      await untilPoints(page, 9);
      await press(page, 'class 1');
      const box =
        (await (await page.$('strata-plane canvas.data'))?.boundingBox()) ?? assert.fail();
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await untilPoints(page, 10);
      await press(page, 'Clear all but one');
      await untilPoints(page, 1);
      await press(page, 'Clear all but one');
      await untilWords(page, 'One point has to stay.');
    }));

  test('pasted points are taken, and what is wrong with them is said by line', () =>
    onSet('points', async (page) => {
      await press(page, 'Paste CSV');
      await until(page, () => document.activeElement?.matches('dialog.paste textarea'));
      await page.keyboard.type('x1,x2,kind\n0.5,1,red\n-0.5,oops,blue\n');
      await press(page, 'Use these points');
      await until(page, () =>
        document
          .querySelector('#paste-fault')
          ?.textContent?.includes('Line 3, column 2: "oops" is not a number.'),
      );
      assert.deepEqual(await violations(page), []);
      await page.evaluate(() => {
        const field = document.querySelector('dialog.paste textarea');
        if (field instanceof HTMLTextAreaElement) field.value = '';
      });
      await page.focus('dialog.paste textarea');
      await page.keyboard.type('x1,x2,kind\n0.5,1,red\n-0.5,0,blue\n1,1,red\n');
      await press(page, 'Use these points');
      await untilPoints(page, 3);
      await untilWords(page, 'Class 0 is “red”, class 1 is “blue”.');
      await until(page, () =>
        document.querySelector('.own-points')?.textContent?.includes('trained on and tested on'),
      );
      await press(page, 'Paste CSV');
      await until(page, () => document.activeElement?.matches('dialog.paste textarea'));
      await page.keyboard.type('0,0,0\n1,1,5\n0,1,5\n');
      await press(page, 'Use these points');
      await untilWords(page, 'Class 0 is “0”, class 1 is “5”.');
      await press(page, 'Paste CSV');
      await until(page, () => document.activeElement?.matches('dialog.paste textarea'));
      await page.keyboard.type('0;1,5\n1;2\n');
      await press(page, 'Use these points');
      await untilShown(page, 'samples');
      await untilPoints(page, 2);
      await press(page, 'Undo');
      await untilShown(page, 'points');
      await untilPoints(page, 3);
    }));

  test('numbers that are aimed at have a loss and no accuracy, in what is kept and saved too', () =>
    onSet('sine', async (page) => {
      await trainFor(page, 50);
      const status = await page.$eval('[role=status]', (one) => one.textContent ?? '');
      assert.match(status, /Test loss\s*\d+\.\d+/);
      await until(page, () =>
        /\d/.test(document.querySelector('.result .accuracy b')?.textContent ?? ''),
      );
      await press(page, 'Save the run, or show it as a table');
      await press(page, 'Show as table');
      await until(page, () => document.querySelector('dialog.run-table tbody td') !== null);
      const heads = await page.$$eval('dialog.run-table thead th', (all) =>
        all.map((one) => one.textContent),
      );
      assert.deepEqual(heads, ['step', 'epoch', 'train loss', 'test loss']);
      await page.keyboard.press('Escape');
      await page.focus('.hair');
      await page.keyboard.press('Home');
      const heard = await page.$eval('.hair', (one) => one.getAttribute('aria-valuetext') ?? '');
      assert.doesNotMatch(heard, /ccuracy|not a number/);
      await press(page, 'Reset');
      await until(page, () => document.querySelector('[data-tip=earlier]') !== null);
      const facts = await page.$eval('.earlier .facts p', (one) => one.textContent ?? '');
      assert.match(facts, /^test loss [\d.]+ after \d+ steps$/);
    }));

  for (const language of languages) {
    test(`nothing scrolls sideways or stays English, and axe finds nothing, in ${language}`, async () => {
      for (const name of kinds) {
        const { page, faults } = await openTab(at.browser, {
          scheme: language === 'de' ? 'dark' : 'light',
        });
        await speak(page, language);
        await page.goto(at.server.url + linkTo(name));
        await untilShown(page, name);
        await page.select('.speed select', '100');
        await toggle(page);
        await untilTrained(page);
        await toggle(page);
        for (const width of [1280, 768, 360]) {
          await widen(page, width);
          assert.deepEqual(await sideways(page), [], `${name} at ${width}`);
          assert.deepEqual(await violations(page), [], `${name} at ${width}`);
        }
        if (language === 'de') {
          const left = (await textsOf(page)).filter((text) => englishIn(text));
          assert.deepEqual(left, [], name);
        }
        assert.deepEqual(faults, []);
        await closeTab(page);
      }
    });
  }
});
