import { theme } from '../theme.js';
import '../words/embed.js';
import { told } from '../words/told.js';
import { speakAsBefore, words } from '../words/words.js';
import { hidingStyles } from './hiding.js';
import { Lock } from './lock.js';

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('./address-options.js').Options} Options */

/** What the address of the embedded page says, applied to the page. */
export class AppliedOptions {
  #sheet = new CSSStyleSheet();
  #lock;
  /** What was said last: the reader may have chosen otherwise since. @type {Pick<Options, 'theme' | 'lang'>} */
  #last = { theme: null, lang: null };

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    this.#lock = new Lock(session);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  /**
   * Opens what the address leads to, and shows it as the address has it. Without a link, the experiment stays as it is.
   *
   * @param {Options} options
   * @returns {Promise<void> | undefined} ends once the page speaks another language, if it is to
   */
  apply({ link, rest, hide, lock, theme: scheme, lang, problems }) {
    const { address } = this.session;
    address.rest = rest;
    address.restProblem =
      problems.length === 0
        ? null
        : () => problems.map(({ option, problem }) => `${option}: ${told(problem)}.`).join('\n');
    if (link) address.open(link);
    // A reload is to find the experiment.
    else address.follow();
    this.#sheet.replaceSync(hide.length > 0 ? hidingStyles(hide) : '');
    this.#lock.fix(lock, hide);
    this.session.changed();
    const { theme: lastScheme, lang: lastLang } = this.#last;
    this.#last = { theme: scheme, lang };
    if (scheme !== lastScheme) theme.show(scheme);
    if (lang === lastLang) return undefined;
    // Where a language cannot be fetched, the page speaks the one it has.
    return lang ? words.speak(lang).catch(() => {}) : speakAsBefore();
  }
}
