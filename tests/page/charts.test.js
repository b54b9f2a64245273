import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint, press, standing, until, violations } from './browser.js';
import {
  catchFiles,
  openMenu,
  reading,
  saved,
  tableRows,
  testedSteps,
  toCrosshair,
  train,
} from './curves.js';
import { inEachBrowser } from './each-browser.js';
import { focusOn, typeInto } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

inEachBrowser('charts', (at) => {
  test('one crosshair walks along both by keyboard, and says what was known at its step', () =>
    at.onPage(async (page) => {
      await train(page, 'Epoch', 1875);
      await toCrosshair(page);
      const end = await reading(page);
      assert.equal(end.step, 1875);
      assert.match(end.words, /^Step 1,875 Accuracy: test [\d.]+ %, train [\d.]+ %\. Loss: test/);
      assert.deepEqual(
        end.shown.map(([first]) => first),
        ['Step 1,875', 'test', 'train'],
      );
      // The figure above follows a little later.
      await until(
        page,
        (accuracy) => document.querySelector('.result .accuracy b')?.textContent === accuracy,
        end.shown[1]?.[1],
      );
      const [, left, top, bottom] = /^M([\d.]+) ([\d.]+)V([\d.]+)$/.exec(end.line ?? '') ?? [];
      assert.ok(Number(bottom) - Number(top) > 150, 'through both charts');
      assert.equal(end.dots.length, 4);
      // The train loss ends with the last whole group of steps.
      const off = end.dots.map(([, x]) => Number(left) - Number(x));
      assert.equal(off.filter((one) => one === 0).length, 3);
      assert.ok(off.every((one) => one >= 0 && one < 2));

      await page.keyboard.press('Home');
      const start = await reading(page);
      assert.equal(start.step, 0);
      assert.equal(start.shown[2]?.[2], '–', 'no train loss before the first step');
      assert.ok(Number(start.shown[1]?.[1]) < 30);
      await page.keyboard.down('Shift');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.up('Shift');
      const first = await reading(page);
      assert.equal(first.step, 1, 'with Shift from point to point');
      assert.match(first.shown[2]?.[2] ?? '', /^2\.\d{3}$/);
      await page.keyboard.press('ArrowRight');
      const test = await reading(page);
      assert.equal(
        test.step,
        (await testedSteps(page)).find((step) => step > 1),
      );
      assert.notEqual(test.shown[1]?.[1], first.shown[1]?.[1], 'without, from test to test');
      await page.keyboard.press('ArrowLeft');
      assert.equal((await reading(page)).step, 0);
      await page.keyboard.press('End');
      assert.equal((await reading(page)).step, 1875);
      assert.deepEqual(await violations(page), []);
      assert.match(
        await page.evaluate(() => document.getElementById('tip')?.textContent ?? ''),
        /Values of all curves/,
      );
      // The explanation first, then the crosshair.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      assert.equal((await reading(page)).line, null);
      assert.equal(await page.evaluate(() => document.activeElement?.localName), 'body');
    }));

  test('the crosshair follows the pointer, and goes with it', () =>
    at.onPage(async (page) => {
      await train(page, 'Epoch', 1875);
      const box = await (await page.$('.hair'))?.boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await until(page, () => document.querySelector('.reading') !== null);
      const middle = await reading(page);
      assert.ok(middle.step > 600 && middle.step < 1200, String(middle.step));
      assert.equal(middle.shown[0]?.[0], `Step ${middle.step.toLocaleString('en-GB')}`);
      const bounds = await page.evaluate(() => {
        const { left, right } = /** @type {Element} */ (
          document.querySelector('.reading')
        ).getBoundingClientRect();
        return left >= 0 && right <= innerWidth;
      });
      assert.ok(bounds, 'within the window');
      await page.mouse.move(box.x + 40, box.y + 20);
      await until(
        page,
        (step) => Number(document.querySelector('.hair')?.getAttribute('aria-valuenow')) < step / 2,
        middle.step,
      );
      await page.mouse.move(5, 5);
      await until(page, () => document.querySelector('.reading') === null);
    }));

  test('the reading stays within the column of the results, wherever the pointer is', () =>
    at.onPage(async (page) => {
      await train(page, 'Epoch', 1875);
      for (const width of [360, 700, 1024, 1100, 1280, 1440]) {
        await page.setViewport({ width, height: 800 });
        await until(page, () => {
          const [chart, place] = ['.chart.losses .uplot', '.chart.losses'].map((one) =>
            document.querySelector(one)?.getBoundingClientRect(),
          );
          return chart?.width === place?.width;
        });
        const outside = await page.evaluate(async () => {
          const crosshair = /** @type {import('../../web/ui/element.js').PageElement} */ (
            document.querySelector('strata-crosshair')
          );
          const hair = /** @type {Element} */ (crosshair.querySelector('.hair'));
          const { left, width } = hair.getBoundingClientRect();
          const column = /** @type {Element} */ (hair.closest('.right')).getBoundingClientRect();
          const found = [];
          for (let share = 0; share <= 100; share += 4) {
            const clientX = left + (width * share) / 100;
            hair.dispatchEvent(new PointerEvent('pointermove', { clientX }));
            await crosshair.updateComplete;
            const box = crosshair.querySelector('.reading')?.getBoundingClientRect();
            const within =
              box && box.left >= column.left && box.right <= column.right && box.top >= column.top;
            if (!within) found.push(`${share} %: ${box?.left} to ${box?.right}`);
          }
          return found;
        });
        assert.deepEqual(outside, [], `${width} wide`);
      }
    }));

  test('the dots are on the lines, also between two tests', () =>
    at.onPage(async (page) => {
      await train(page, 'Epoch', 1875);
      const [wanted, dot] = await page.evaluate(async () => {
        const { session } = /** @type {import('../../web/ui/element.js').PageElement} */ (
          document.querySelector('strata-page')
        );
        const { x, y } = session.run.curves.accuracies;
        const crosshair = /** @type {any} */ (document.querySelector('strata-crosshair'));
        // The steepest part of the line that is in sight, somewhere between its ends; its end, where tests are few.
        const rises = y.map((value, i) => ((y[i - 1] ?? 0) > 80 ? value - (y[i - 1] ?? 0) : 0));
        const steepest = Math.max(...rises);
        const at = steepest > 0 ? rises.indexOf(steepest) : y.length - 1;
        const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [x[at - 1], x[at], y[at - 1], y[at]];
        const step = session.run.curves.losses.x.filter((one) => one > x0 && one < x1).at(-1) ?? 0;
        crosshair.step = step;
        await crosshair.updateComplete;
        const [chart] = crosshair.charts();
        const curves = /** @type {Element} */ (document.querySelector('.run-curves'));
        const top = chart.over.getBoundingClientRect().top - curves.getBoundingClientRect().top;
        const value = y0 + ((step - x0) / (x1 - x0)) * (y1 - y0);
        const drawn = document.querySelector('.hairline circle.test')?.getAttribute('cy');
        return [top + chart.valToPos(value, 'y'), Number(drawn)];
      });
      assert.ok(Math.abs((wanted ?? 0) - (dot ?? 0)) < 0.01, `${dot} instead of ${wanted}`);
    }));

  test('the accuracy stays in sight when it falls, and a slow run when earlier ones were long', () =>
    at.onPage(async (page) => {
      await train(page, 'Epoch', 1875);
      // The charts follow the run by a frame or more.
      await until(page, () => {
        const [{ scales }] = /** @type {any} */ (
          document.querySelector('strata-crosshair')
        ).charts();
        return scales.y.min === 80 && scales.x.max === 1875;
      });
      await focusOn(page, 'Units', 'Layer 1');
      await typeInto(page, '1');
      await press(page, 'Step');
      await until(
        page,
        () =>
          /** @type {any} */ (
            document.querySelector('strata-page')
          ).session.run.curves.accuracies.x.at(-1) === 1876,
      );
      await until(
        page,
        () =>
          /** @type {any} */ (document.querySelector('strata-crosshair')).charts()[0].scales.y
            .min === 0,
      );

      await press(page, 'Reset');
      await page.select('.speed select', '100');
      await press(page, 'Step');
      await until(
        page,
        () =>
          /** @type {any} */ (document.querySelector('strata-crosshair')).charts()[0].scales.x
            .max === 10,
      );
      await page.select('.speed select', 'Infinity');
      await until(
        page,
        () =>
          /** @type {any} */ (document.querySelector('strata-crosshair')).charts()[0].scales.x
            .max === 1876,
      );
    }));

  test('own digits have a line of their own, dashed, and a place in the reading', () =>
    at.onPage(async (page) => {
      const seen = (/** @type {string} */ what) =>
        until(
          page,
          (wanted) =>
            document.querySelector('canvas.seen')?.getAttribute('aria-label')?.includes(wanted),
          what,
        );
      // The page shows a test image of its own accord, which would come over the drawing.
      await seen('test image');
      const box = await (await page.$('strata-draw canvas'))?.boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width / 2, box.y + 20);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height - 20, { steps: 8 });
      await page.mouse.up();
      await seen('your drawing');
      await press(page, 'Keep this digit');
      await until(page, () => document.activeElement?.matches('.which') ?? false);
      await page.keyboard.press('1');
      await until(page, () => document.querySelector('.key .own') !== null);
      await train(page, 'Epoch', 1875);
      await toCrosshair(page);
      await until(page, () =>
        /Your digits: (0|100)\.0 %/.test(
          document.querySelector('.hair')?.getAttribute('aria-valuetext') ?? '',
        ),
      );
      const { shown, dots } = await reading(page);
      assert.equal(shown[3]?.[0], 'your digits');
      assert.equal(dots.filter(([line]) => line === 'own').length, 1);
    }));

  test('charts are saved as pictures, the log as files, and both are there as a table', () =>
    at.onPage(
      async (page) => {
        await train(page, 'Epoch', 1875);
        const weights = await fingerprint(page);
        for (const item of [
          'Save chart as PNG',
          'Save chart as SVG',
          'Save log as CSV',
          'Save log as JSON',
        ]) {
          await openMenu(page, item);
        }
        const files = await saved(page, 4);
        const base = 'strata-784-64-32-10-relu-lr-0.1-seed-1';
        assert.deepEqual(
          [...files.keys()].sort(),
          ['csv', 'json', 'png', 'svg'].map((kind) => `${base}.${kind}`),
        );
        const text = (/** @type {string} */ kind) => String(files.get(`${base}.${kind}`));

        const lines = text('csv').trimEnd().split('\r\n');
        assert.equal(lines[0], 'step,epoch,train_loss,test_loss,train_accuracy,test_accuracy');
        assert.ok(lines.length > 150);
        const [step, epoch, ...last] = (lines.at(-1) ?? '').split(',').map(Number);
        assert.deepEqual([step, epoch], [1875, 1]);
        const { testAccuracy } = await standing(page);
        assert.ok(Math.abs(100 * (last.at(-1) ?? 0) - testAccuracy) <= 0.051);
        assert.ok((last.at(-2) ?? 0) > 0.9);

        const log = JSON.parse(text('json'));
        assert.equal(log.fingerprint, weights);
        assert.equal(log.pristine, true);
        assert.equal(log.experiment.layers[0].units, 64);
        assert.equal(log.experiment.optimizer.momentum, 0, 'defaults are written out');
        assert.equal(log.train_loss_every, 9);
        assert.equal(log.last.step, 1875);
        assert.ok(log.last.train_loss > 0 && log.last.train_loss < 1);
        assert.equal(log.log.length, lines.length - 1);
        assert.equal(log.log.at(-1).step, 1875);

        const png = files.get(`${base}.png`) ?? Buffer.alloc(0);
        assert.equal(png.toString('latin1', 1, 4), 'PNG');
        assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1440, 960]);

        const drawn = await page.evaluate((svg) => {
          const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
          return {
            root: picture.documentElement.localName,
            title: picture.querySelector('title')?.textContent,
            lines: [...picture.querySelectorAll('path')].filter(
              (path) => (path.getAttribute('d')?.match(/L/g)?.length ?? 0) > 100,
            ).length,
          };
        }, text('svg'));
        assert.deepEqual(drawn, {
          root: 'svg',
          title: '784-64-32-10 relu, lr 0.1, seed 1',
          lines: 2,
        });

        const rows = await tableRows(page);
        const tested = await testedSteps(page);
        assert.equal(rows.length, Math.min(tested.length, 100));
        assert.deepEqual([rows[0]?.[0], rows.at(-1)?.[0]], ['0', '1,875']);
        assert.equal(rows.at(-1)?.[5], `${testAccuracy.toFixed(1)} %`);
        await openMenu(page, 'Show as table');
        await until(page, () => document.querySelector('dialog.run-table[open]') !== null);
        assert.match(
          await page.evaluate(() => document.querySelector('caption')?.textContent ?? ''),
          /^784-64-32-10 relu, lr 0\.1, seed 1: \d+ steps/,
        );
        assert.deepEqual(await violations(page), []);
      },
      { prepare: catchFiles },
    ));
});
