// A link that nobody's page has made opens nothing and runs nothing: a sentence says what is wrong with it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { oneFile } from '../../web/engine/data/one-file.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { handmade } from '../doc/handmade.js';
import { openTab, untilReady, untilSaid } from './browser.js';
import { inEachBrowser } from './each-browser.js';

/** @typedef {import('./browser.js').Page} Page */

const layers = [{ type: 'linear', units: 10 }];
const doc = { strata: 1, data: { name: 'mnist' }, layers };
const link = encodeLink(doc);
/** What would be run if a text became part of the page. */
const markup = `<img src="x" onerror="hacked = 1"><script>hacked = 1</script>`;
const activation = (/** @type {string} */ name) => ({ type: 'activation', name });

/** @type {Record<string, [string, string]>} hash, and what is said */
const bad = {
  'cut off': [`#e=${link.slice(0, 40)}`, 'The link is cut off or altered.'],
  'with another letter': [`#e=${link.slice(0, 30)}x${link.slice(31)}`, 'cut off or altered'],
  'that is only begun': ['#e', 'cut off or altered'],
  'in capitals': [`#E=${link}`, 'cut off or altered'],
  'behind a slash': [`#/e=${link}`, 'cut off or altered'],
  empty: ['#e=', 'The link holds no experiment.'],
  'too long': [`#e=1${'A'.repeat(100_000)}`, 'The link is longer than 98,304 characters.'],
  'of a later version': [
    `#e=2${link.slice(1)}`,
    'The link is of version 2; this program reads version 1.',
  ],
  'that is a script': [`#e=javascript:hacked=1`, 'cut off or altered'],
  'that is markup': [`#e=${markup}`, 'cut off or altered'],
  'of an activation that is markup': [
    `#e=${handmade(JSON.stringify([{ ...doc, layers: [activation(markup), ...layers] }]))}`,
    'layers[0].name: "<img src=',
  ],
  'of a field that is markup': [
    `#e=${handmade(JSON.stringify([{ ...doc, [markup]: 1 }]))}`,
    'unknown field',
  ],
  'with a prototype': [`#e=${handmade('[{"__proto__":{"seed":7},"strata":1}]')}`, 'data: missing'],
  'whose claim is markup': [
    `#e=${handmade(JSON.stringify([doc, [1, 0.5, markup]]))}`,
    'The claim does not fit: fingerprint must be 16 hexadecimal digits.',
  ],
  'of too large a network': [
    `#e=${handmade(JSON.stringify([{ ...doc, layers: [{ type: 'linear', units: 1e9 }, ...layers] }]))}`,
    'layers[0].units',
  ],
  'to a lesson that is a script': [
    '#lesson=javascript:hacked=1',
    'There is no lesson “javascript:hacked=1”.',
  ],
};

/** @param {Page} page */
const opened = (page) =>
  page.evaluate(() => ({
    document: /** @type {import('../../web/ui/element.js').PageElement} */ (
      document.querySelector('strata-page')
    ).session.experiment.document,
    hacked: /** @type {any} */ (globalThis).hacked ?? null,
    foreign: document.querySelectorAll('img[src=x]').length,
    seed: /** @type {any} */ ({}).seed ?? null,
  }));

const { data } = parseExperiment(firstExperiment);
/** Pages that open links: what they are called, and the data of their first experiment. */
const pages = /** @type {const} */ ([
  ['', 'the page', data],
  ['embed.html', 'the page in a frame', data],
  ['strata.html', 'the one file', { ...data, ...oneFile }],
]);

inEachBrowser('a link', (at) => {
  /** One tab for all: each link is opened in a new document. @type {Awaited<ReturnType<typeof openTab>>} */
  let tab;
  /** @type {string[]} */
  const dialogs = [];
  before(async () => {
    tab = await openTab(at.browser);
    tab.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
  });
  for (const [path, place, data] of pages) {
    for (const [name, [hash, said]] of Object.entries(bad)) {
      test(`${name} is told by a sentence, and the first experiment is there, in ${place}`, async () => {
        const { page, faults } = tab;
        // To another fragment of the same address a tab only scrolls.
        await page.goto('about:blank');
        await page.goto(at.server.url + path + hash);
        await untilSaid(page, '.alarm', said);
        await untilReady(page);
        assert.deepEqual(await opened(page), {
          document: { ...parseExperiment(firstExperiment), data },
          hacked: null,
          foreign: 0,
          seed: null,
        });
        assert.deepEqual([dialogs.splice(0), faults.splice(0)], [[], []]);
      });
    }
  }

  test('whose goal has markup for a title shows it as a title', () =>
    at.onPage(
      async (page) => {
        await untilSaid(page, 'strata-goals', markup);
        const { hacked, foreign } = await opened(page);
        assert.deepEqual([hacked, foreign], [null, 0]);
      },
      {
        hash: `#e=${encodeLink({ ...doc, goals: [{ title: markup, test_accuracy: 0.9 }] })}`,
        ready: (page) => untilReady(page),
      },
    ));
});
