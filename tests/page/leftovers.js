import { IntlMessageFormat } from 'intl-messageformat';
import { mnistCredit } from '../../web/engine/data/credit.js';
import { tables } from '../../web/engine/tables.js';
import german from '../../web/ui/words/de.json' with { type: 'json' };
import { everySentence } from '../doc/every-sentence.js';
import { all as english } from '../ui/english.js';

/** English that is left over where the page should speak German. */

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {{ text: string, pattern: RegExp }} Phrase */

/** Phrases with fewer letters must be all there is: as a part they are found in what is no English. */
const LETTERS = 4;

const sections = {
  activation: tables.activations,
  schedule: tables.schedules,
  clip: tables.clips,
  init: tables.initializers,
  data: tables.datasets,
};

/** What stands in documents is the same in every language. */
const names = new Set(
  [...Object.values(sections).flat(), ...tables.losses, ...tables.optimizers].flatMap((row) => [
    row.name,
    ...('params' in row ? row.params : []).flatMap(({ name, choices = [] }) => [name, ...choices]),
  ]),
);

/** @type {readonly Phrase[]} */
const phrases = [
  ...Object.entries({ ...english, ...everySentence }),
  ...Object.entries(sections).flatMap(([section, rows]) =>
    rows.map(({ name, label }) => /** @type {const} */ ([`label.${section}-${name}`, label])),
  ),
  .../** @type {const} */ (['authors', 'terms']).map(
    (what) => /** @type {const} */ ([`credit.${what}`, mnistCredit[what]]),
  ),
]
  .filter(([key, text]) => {
    const other = /** @type {Record<string, string>} */ (german)[key];
    return other !== undefined && other !== text;
  })
  .flatMap(([, text]) => variants(text));

/**
 * @param {string} sentence
 * @returns {Phrase[]} how it can read: with anything in its places, once for each of its plurals
 */
function variants(sentence) {
  const ends = readings(new IntlMessageFormat(sentence, 'en').getAst());
  return ends.flatMap((parts) => {
    const text = parts.map((part) => part ?? '').join('');
    const source = parts
      .map((part) => part?.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&') ?? '.{1,60}?')
      .join('')
      .replace(/^(\.\{1,60\}\?)+|(\.\{1,60\}\?)+$/g, '')
      .trim();
    const letters = text.replaceAll(/[^a-z]/gi, '').length;
    if (letters >= LETTERS) {
      return { text, pattern: new RegExp(`(?<![\\p{L}\\d_-])${source}(?![\\p{L}\\d_-])`, 'u') };
    }
    return letters > 0 && !parts.includes(null) ? { text, pattern: new RegExp(`^${source}$`) } : [];
  });
}

/**
 * @param {any[]} ast of a message
 * @returns {(string | null)[][]} its literal parts, null for a place
 */
function readings(ast) {
  return ast.reduce(
    (/** @type {(string | null)[][]} */ before, part) => {
      const options = part.options
        ? Object.values(part.options).flatMap((option) => readings(option.value))
        : [[part.type === 0 ? part.value : null]];
      return before.flatMap((start) => options.map((end) => [...start, ...end]));
    },
    [[]],
  );
}

/**
 * @param {string} text that the page shows
 * @returns {string | undefined} the English phrase in it
 */
export function englishIn(text) {
  if (names.has(text)) return undefined;
  return phrases.find(({ pattern }) => pattern.test(text))?.text;
}

/**
 * @param {Page} page
 * @returns {Promise<string[]>} every text that can be seen or heard, each once
 */
export function textsOf(page) {
  return page.evaluate(() => {
    const attributes = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label'];
    const texts = new Set([
      document.title,
      document.querySelector('meta[name=description]')?.getAttribute('content') ?? '',
    ]);
    for (const element of document.body.querySelectorAll('*')) {
      const heard = element.matches('option, optgroup') || element.checkVisibility();
      if (!heard || element.closest('[lang]') !== document.documentElement) continue;
      for (const name of attributes) texts.add(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) texts.add(node.textContent?.trim() ?? '');
      }
    }
    return [...texts].filter((text) => /\p{L}/u.test(text));
  });
}
