/** What the address of the embedded page says beside the experiment: `embed.html#e=…&hide=…&lock=…&theme=…&lang=…`. */
import { meansLink } from '../../engine/link.js';
import { sentence } from '../../engine/sentences.js';
import { schemes } from '../schemes.js';
import { languages } from '../words/words.js';
import { allNames } from './parts.js';

/** @typedef {import('../../engine/sentences.js').Sentence} Sentence */

/**
 * @typedef {object} Options
 * @property {string} link `#e=…` or `#lesson=…` as the page itself has it, empty if neither is there
 * @property {string} rest what else the address says, each behind an `&`
 * @property {string[]} hide among `allNames` of parts.js
 * @property {string[]} lock among them too
 * @property {import('../schemes.js').Scheme | null} theme null: as the reader has it
 * @property {import('../words/words.js').Language | null} lang null: as the reader has it
 * @property {{ option: string, problem: Sentence }[]} problems
 */

/** What may be said, and which words are allowed for it. @type {Record<string, readonly string[]>} */
const allowed = {
  hide: allNames,
  lock: allNames,
  theme: schemes,
  lang: Object.keys(languages),
};

const LESSON = 'lesson=';

/**
 * @param {string} hash the address's part from # on
 * @returns {Options} what is not known is left out, and named as a problem
 */
export function readOptions(hash) {
  const parts = hash.replace(/^#/, '').split('&').filter(Boolean);
  const link = parts.find((part) => meansLink(part) || part.startsWith(LESSON));
  const others = parts.filter((part) => part !== link);
  /** @type {Options['problems']} */
  const problems = [];
  /** @type {Record<string, string[]>} */
  const said = { hide: [], lock: [], theme: [], lang: [] };
  for (const part of others) {
    const [, option = part, text = ''] = /^([^=]*)=(.*)$/.exec(part) ?? [];
    const words = Object.hasOwn(allowed, option) ? allowed[option] : undefined;
    if (!words) {
      problems.push({ option, problem: unknown(option, Object.keys(allowed)) });
      continue;
    }
    for (const word of wordsIn(text)) {
      if (words.includes(word)) said[option]?.push(word);
      else problems.push({ option, problem: unknown(word, words) });
    }
  }
  return /** @type {Options} */ ({
    link: link === undefined ? '' : `#${link}`,
    rest: others.map((part) => `&${part}`).join(''),
    hide: said.hide,
    lock: said.lock,
    theme: said.theme?.at(-1) ?? null,
    lang: said.lang?.at(-1) ?? null,
    problems,
  });
}

/** @param {string} word @param {readonly string[]} words that are known */
function unknown(word, words) {
  const wanted = sentence('problem.one-of', { names: words.join(', ') });
  return sentence('problem.unknown-name', { value: JSON.stringify(word), wanted });
}

/** @param {string} text @returns {string[]} */
function wordsIn(text) {
  return decoded(text)
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
