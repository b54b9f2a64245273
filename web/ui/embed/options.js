import { theme } from '../theme.js';
import '../words/embed.js';
import { told } from '../words/told.js';
import { words } from '../words/words.js';
import { hidingStyles } from './hiding.js';
import { Lock } from './lock.js';

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('./address-options.js').Options} Options */

/** @type {WeakMap<Session, Lock>} */
const locks = new WeakMap();
/** @type {CSSStyleSheet | null} */
let sheet = null;

/**
 * Opens what the address leads to, and shows it as the address has it, again whenever that becomes another.
 *
 * @param {Session} session
 * @param {Options} options
 */
export function applyOptions(session, options) {
  const { address } = session;
  const lock = locks.get(session) ?? new Lock(session);
  locks.set(session, lock);
  address.rest = options.rest;
  address.open(options.link);
  hide(options.hide);
  lock.fix(options.lock, options.hide);
  if (options.theme) theme.show(options.theme);
  // Where a language cannot be fetched, the page speaks the one it has.
  if (options.lang && options.lang !== words.language) words.speak(options.lang).catch(() => {});
  const { problems } = options;
  if (problems.length === 0) return;
  const before = address.problem === '' ? null : address.problem;
  address.refuse(
    () =>
      [before, ...problems.map(({ option, problem }) => `${option}: ${told(problem)}.`)]
        .filter(Boolean)
        .join('\n'),
    before !== null && address.keeps,
  );
}

/** @param {readonly string[]} names */
function hide(names) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(names.length > 0 ? hidingStyles(names) : '');
}
