import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { closeTab, openTab, until, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { typeInto } from './hands.js';
import { englishIn, textsOf } from './leftovers.js';

/** @typedef {import('./browser.js').Page} Page */

const square = /** @type {const} */ ({ type: 'activation', name: 'square' });
const explosive = `#e=${encodeLink(
  parseExperiment({
    strata: 1,
    data: { name: 'mnist' },
    layers: [32, 16, 10].flatMap((units, i) => [
      { type: 'linear', units },
      ...(i < 2 ? [square] : []),
    ]),
    optimizer: { name: 'sgd', lr: 0.5 },
  }),
)}`;

/** A link whose checksum fits, whatever is in it. @param {unknown} content */
function linkTo(content) {
  const json = Buffer.from(JSON.stringify(content));
  // Gzip ends with the same checksum, least significant byte first, and the length.
  const sum = gzipSync(json).subarray(-8, -4).reverse();
  return `1${Buffer.concat([sum, json]).toString('base64url')}`;
}

/** @param {Page} page */
const speakGerman = (page) =>
  page.evaluateOnNewDocument(() => localStorage.setItem('strata-language', 'de'));

/** @param {Page} page @param {string} part */
const untilText = (page, part) =>
  until(page, (wanted) => document.body.innerText.includes(wanted), part);

/** @param {Page} page */
const untilGerman = (page) => untilText(page, 'auf 10.000 Testbildern');

/** @param {Page} page @param {string} selector */
const clickOn = (page, selector) =>
  page.evaluate((wanted) => {
    const target = document.querySelector(wanted);
    if (!target) throw new Error(`There is no ${wanted}.`);
    target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  }, selector);

/** @param {Page} page @param {string} id @param {string} text */
async function fill(page, id, text) {
  await page.evaluate((field) => document.getElementById(field)?.focus(), id);
  await typeInto(page, text);
}

/** @param {Page} page @param {string} where said when English is left */
async function onlyGerman(page, where) {
  const texts = await textsOf(page);
  assert.ok(texts.length > 20, where);
  const left = texts.flatMap((text) => {
    const found = englishIn(text);
    return found ? [`${where}: “${text}” has “${found}”`] : [];
  });
  assert.deepEqual(left, []);
}

describe('English that is left over', () => {
  test('is found in sentences, with whatever in their places, and in labels', () => {
    for (const text of [
      'Run',
      'Paused at step 1.234.',
      'Bereit. Läuft jetzt auch ohne Netz. Link copied. It is in the address bar too.',
      '0 is too small; give a whole number from 1 to 8.192.',
      'layers[0].units: „x“ is not a number.',
      'Absolute value',
      '3 earlier runs',
    ]) {
      assert.ok(englishIn(text), text);
    }
    for (const text of ['step', 'relu', 'Schritt', 'Start', 'linear', 'nn.Threshold()']) {
      assert.equal(englishIn(text), undefined);
    }
  });
});

inEachBrowser('German', (at) => {
  /** @param {(page: Page) => Promise<void>} use @param {import('./each-browser.js').Visit} [visit] */
  const inGerman = (use, visit) =>
    at.onPage(use, { prepare: speakGerman, ready: untilGerman, ...visit });

  test('nothing stays English, whatever is opened', () =>
    inGerman(async (page) => {
      await onlyGerman(page, 'at first');
      const menus = await page.evaluate(() =>
        [...document.querySelectorAll('[popover]:not(#tip)')].map(({ id }) => id),
      );
      assert.ok(menus.length >= 3, `${menus}`);
      for (const id of menus) {
        await page.evaluate((one) => document.getElementById(one)?.showPopover(), id);
        await onlyGerman(page, id);
        await page.evaluate((one) => document.getElementById(one)?.hidePopover(), id);
      }
      for (const [selector, dialog] of [
        ['[data-tip=help]', 'dialog.help[open]'],
        ['[data-tip=mixups]', 'dialog.mixups[open]'],
        ['[data-tip=enlarge]', 'dialog.enlarge[open]'],
        ['[data-tip=draw-pick]', 'dialog.pick[open]'],
      ]) {
        await clickOn(page, selector ?? '');
        await until(page, (wanted) => document.querySelector(wanted) !== null, dialog ?? '');
        await onlyGerman(page, selector ?? '');
        await page.keyboard.press('Escape');
      }
    }));

  test('what is there already changes with the language', () =>
    at.onPage(async (page) => {
      await clickOn(page, '[data-tip=step]');
      await untilWords(page, 'Paused at step 1.');
      await fill(page, 'field-layers-0-units', '0');
      await page.select('.language', 'de');
      await untilText(page, '0 ist zu klein; erlaubt ist eine ganze Zahl von 1 bis 8.192.');
      // What is heard does not change more often than every five seconds.
      await until(page, () =>
        document.querySelector('strata-speech')?.textContent?.includes('In einem Feld'),
      );
      await onlyGerman(page, 'after the change');
      assert.equal(await page.title(), 'Strata: neuronale Netze zum Ausprobieren');
    }));

  test('formulas in explanations have German words', () =>
    inGerman(async (page) => {
      await page.hover('#field-init');
      await until(page, () =>
        document
          .querySelector('#tip math')
          ?.textContent?.includes('Kaiming vor Gleichrichtern, sonst Xavier'),
      );
      await onlyGerman(page, 'an explanation');
    }));

  test('the picker says names, words in formulas and parameters in German', () =>
    inGerman(async (page) => {
      await clickOn(page, '[data-tip=picker]');
      for (const [name, wanted] of [
        ['prelu', 'gelernt'],
        ['abs', 'Betrag'],
        ['hardtanh', 'max_val'],
      ]) {
        await clickOn(page, `#function-${name}`);
        await until(
          page,
          (part) =>
            document.querySelector('strata-activation-details')?.textContent?.includes(part),
          wanted ?? '',
        );
        await onlyGerman(page, name ?? '');
      }
      await page.focus('strata-activation-details [role=spinbutton]');
      await typeInto(page, '2');
      await untilText(page, '1 ist zu klein; es muss größer sein als min_val, 2.');
    }));

  test('mistakes in fields are said in German, and a thousand is not read as one', () =>
    inGerman(async (page) => {
      for (const [id, text, wanted] of [
        ['field-layers-0-units', '0', '0 ist zu klein; erlaubt ist eine ganze Zahl'],
        ['field-layers-0-units', '1,5', '1,5 ist keine ganze Zahl'],
        [
          'field-batch',
          'abc',
          '„abc“ ist keine Zahl; erlaubt ist eine ganze Zahl von 1 bis 60.000.',
        ],
        ['field-optimizer-lr', '1.000', '„1.000“ lässt sich auf zwei Arten lesen'],
        ['field-epochs', '', 'Leer; erlaubt ist eine ganze Zahl von 1 bis 1.000.'],
      ]) {
        await fill(page, id ?? '', text ?? '');
        await untilText(page, wanted ?? '');
        await onlyGerman(page, `${text} in ${id}`);
      }
      await fill(page, 'field-layers-0-units', '1.000');
      await until(
        page,
        () =>
          /** @type {HTMLInputElement} */ (document.getElementById('field-layers-0-units'))
            .value === '1000',
      );
    }));

  test('a run, what is kept of it and its table are German', () =>
    inGerman(async (page) => {
      for (const wanted of ['Schritt 1.', 'Schritt 2.']) {
        await clickOn(page, '[data-tip=step]');
        await untilWords(page, `Angehalten bei ${wanted}`);
      }
      await onlyGerman(page, 'after two steps');
      await clickOn(page, 'strata-save .popover button:nth-of-type(5)');
      await until(page, () => document.querySelector('dialog.run-table[open] tbody td') !== null);
      await onlyGerman(page, 'the table');
      await page.keyboard.press('Escape');
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (
          document.querySelector('[data-card] strata-tiles button')
        ).click(),
      );
      await until(page, () => document.querySelector('.equation') !== null);
      await onlyGerman(page, 'inside a unit');
      await page.keyboard.press('Escape');
      await clickOn(page, '[data-tip=reset]');
      await untilWords(page, 'Zurück bei den Anfangsgewichten');
      await untilText(page, '1 früherer Lauf');
      await clickOn(page, '.opener');
      await onlyGerman(page, 'earlier runs');
    }));

  test('an explosion is explained in German', () =>
    inGerman(
      async (page) => {
        await clickOn(page, 'button.run');
        await until(page, () => {
          const verdicts = [...document.querySelectorAll('.cures small')];
          return (
            verdicts.length === 4 &&
            verdicts.every((one) => /erreicht|hält bei|endlich/.test(one.textContent ?? ''))
          );
        });
        await onlyGerman(page, 'an explosion');
      },
      { hash: explosive },
    ));
});

inEachBrowser(
  'German trouble',
  (at) => {
    /** @param {string} hash @param {string} wanted what the alarm says, or one line of it @param {() => void} [spoil] */
    async function alarm(hash, wanted, spoil) {
      spoil?.();
      const { page } = await openTab(at.browser);
      await speakGerman(page);
      await page.goto(at.server.url + hash);
      await until(
        page,
        (part) => document.querySelector('.alarm')?.textContent?.includes(part),
        wanted,
      );
      await onlyGerman(page, wanted);
      await closeTab(page);
    }
    const spoilt = (/** @type {RegExp} */ path) => () => {
      at.server.mischief.push({ path, status: 404 });
    };

    test('a damaged link is said in German', async () => {
      const whole = explosive.slice(0, -2);
      await alarm(whole, 'Der Link ist abgeschnitten oder verändert.');
      await alarm('#e=7abc', 'Der Link hat Version 7; dieses Programm liest Version 1.');
      await alarm('#e=', 'Der Link enthält kein Experiment.');
    });

    test('a link to what is no experiment is said in German', () =>
      alarm(
        `#e=${linkTo([{ strata: 1, data: { name: 'mnist' }, layers: [], batch: 0.5 }])}`,
        'batch: 0,5 ist keine ganze Zahl; erlaubt ist eine ganze Zahl von 1 bis 60.000.',
      ));

    test('a failed download is said in German', () =>
      alarm(
        '',
        'Ein Teil der Bilder ließ sich nicht herunterladen (der Server antwortete mit 404).',
        spoilt(/train-12000-images/),
      ));

    test('data that are not there are said in German', () =>
      alarm('', 'liegen keine gepackten Daten', spoilt(/manifest\.json$/)));

    test('an engine that does not load is said in German', () =>
      alarm('', 'Die Maschine ließ sich nicht von', spoilt(/\.wasm$/)));
  },
  { fresh: true },
);
