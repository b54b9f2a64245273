// What the page gives to be copied does in other places what it says.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadData } from '../../web/engine/data/load-data.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { writers } from '../../web/engine/export/writers.js';
import { encodeLink } from '../../web/engine/link.js';
import { loadEngine } from '../../web/engine/load.js';
import { replay } from '../../web/engine/replay.js';
import { fingerprint, press, until, untilOpen, untilReady, untilWords } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { call, frameOf, onHost, told, untilTold } from './host-page.js';

/** @typedef {import('./browser.js').Page} Page */

const experiment = parseExperiment({
  strata: 1,
  data: { name: 'mnist', train: 640, test: 200 },
  layers: [
    { type: 'linear', units: 16 },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: 10 },
  ],
});
const hash = `#e=${encodeLink(experiment)}`;
const steps = 20;
const visit = { hash, ready: (/** @type {Page} */ page) => untilReady(page) };

/** Of the weights at the end, in Node. */
let trained = '';
/** What Node writes. */
let script = '';
before(async () => {
  const claim = { steps, testAccuracy: 0, fingerprint: '0'.repeat(16) };
  trained = (await replay(experiment, claim)).found.fingerprint;
  const engine = await loadEngine();
  const { pytorch } = writers;
  assert.ok('script' in pytorch);
  script = pytorch.script(engine, experiment, await loadData(engine, experiment));
});

/** What is to be copied in that form. @param {Page} page @param {string} form */
async function formed(page, form) {
  await page.locator(`dialog.share label ::-p-text(${form})`).click();
  const found = await until(
    page,
    (wanted) => {
      const dialog = document.querySelector('dialog.share');
      const [chosen] = [...(dialog?.querySelectorAll('label') ?? [])].filter((one) =>
        one.querySelector('[name=share-form]:checked'),
      );
      const text = dialog?.querySelector('textarea')?.value ?? '';
      return chosen?.textContent?.trim() === wanted && text !== '' && text;
    },
    form,
  );
  return String(found);
}

/** @param {Page} page in which Strata is */
async function trains(page) {
  await untilOpen(page);
  await untilReady(page);
  await press(page, 'Run');
  await untilWords(page, `Finished after step ${steps}.`);
  assert.equal(await fingerprint(page), trained);
}

/** What is pasted from the clipboard. @param {Page} page */
async function pasted(page) {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'pasted';
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
  return until(page, () => {
    const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('#pasted'));
    return field?.value;
  });
}

inEachBrowser('what is copied', (at) => {
  test('is on the clipboard, and it is said so', () =>
    at.onPage(async (page) => {
      await press(page, 'Share');
      const text = await formed(page, 'Element');
      await press(page, 'Copy');
      await until(page, () =>
        document.querySelector('dialog.share .act')?.textContent?.includes('Copied.'),
      );
      await page.keyboard.press('Escape');
      assert.equal(await pasted(page), text);
    }, visit));

  test('is selected where the browser refuses, and it is said what to do', () =>
    at.onPage(
      async (page) => {
        await press(page, 'Share');
        const text = await formed(page, 'Link');
        await press(page, 'Copy');
        await until(page, () =>
          document.querySelector('dialog.share .act')?.textContent?.includes('copy it by hand'),
        );
        const selected = await page.evaluate(() => {
          const field = /** @type {HTMLTextAreaElement} */ (document.activeElement);
          return field.value.slice(field.selectionStart, field.selectionEnd);
        });
        assert.equal(selected, text);
      },
      {
        ...visit,
        prepare: (page) =>
          page.evaluateOnNewDocument(() => {
            navigator.clipboard.writeText = () =>
              Promise.reject(new DOMException('Not here.', 'NotAllowedError'));
          }),
      },
    ));

  test('opens the same experiment: as a link, in Markdown, in a frame, as an element', () =>
    at.onPage(async (page) => {
      await press(page, 'Share');
      const link = await formed(page, 'Link');
      const markdown = await formed(page, 'Markdown');
      const frame = await formed(page, 'Frame');
      const element = await formed(page, 'Element');
      assert.equal(link, at.server.url + hash);
      const [, name = '', target] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(markdown) ?? [];
      assert.match(name, /^Strata: .*16.*[Tt]anh/);
      assert.equal(target, link);
      await at.onPage(trains, visit);
      await onHost(at.browser, `<!doctype html><title>Host</title>${frame}`, async (host) =>
        trains(await frameOf(host)),
      );
      await onHost(at.browser, `<!doctype html><title>Host</title>${element}`, async (host) => {
        await host.waitForSelector('strata-playground');
        await call(host, 'run');
        await untilTold(host, 'done');
        const result = (await told(host)).find(({ type }) => type === 'done');
        assert.deepEqual([result.steps, result.fingerprint], [steps, trained]);
      });
    }, visit));

  test('as a script for PyTorch is the one that Node writes', () =>
    at.onPage(async (page) => {
      await press(page, 'Share');
      await page.waitForSelector('strata-share [name=share-form]');
      const before = await page.evaluate(async () => {
        /** @type {any} */
        const share = document.querySelector('strata-share');
        const forms = [...share.querySelectorAll('[name=share-form]')];
        forms.find((one) => one.parentElement.textContent.trim() === 'PyTorch').click();
        await share.updateComplete;
        return [
          share.querySelector('textarea').value,
          share.querySelector('[data-tip=share-copy]').ariaDisabled,
        ];
      });
      assert.deepEqual(before, ['', 'true'], 'what is not written yet cannot be copied');
      assert.equal(await formed(page, 'PyTorch'), script);
      await press(page, 'Copy');
      await until(page, () =>
        document.querySelector('dialog.share .act')?.textContent?.includes('Copied.'),
      );
    }, visit));

  test('cannot be a script where none can be written: it is said why, there alone', () =>
    at.onPage(async (page) => {
      await press(page, 'Share');
      await page.waitForSelector('strata-share [name=share-form]');
      /** What is said after these forms were chosen, one right after the other. */
      const saidAfter = (/** @type {string[]} */ ...names) =>
        page.evaluate(async (names) => {
          window.Worker = /** @type {any} */ (
            class {
              constructor() {
                throw new Error('No worker may be made here.');
              }
            }
          );
          /** @type {any} */
          const share = document.querySelector('strata-share');
          const forms = [...share.querySelectorAll('[name=share-form]')];
          for (const name of names)
            forms.find((one) => one.parentElement.textContent.trim() === name).click();
          await new Promise((resolve) => setTimeout(resolve));
          await share.updateComplete;
          return share.querySelector('.act [role=status]').textContent;
        }, names);
      const why = 'It could not be written. No worker may be made here.';
      assert.equal(await saidAfter('PyTorch', 'Link'), '');
      assert.equal(await saidAfter('PyTorch'), why);
    }, visit));
});
