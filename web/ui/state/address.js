import { decodeLink, encodeLink } from '../../engine/link.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';

/** @typedef {import('./session.js').Session} Session */

const MARK = '#e=';

/** The address bar: it opens an experiment, and follows its edits. */
export class Address {
  /** @type {(() => string) | null} */
  #problem = null;
  /** Whether the document is being replaced by that of the address. */
  #opening = false;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** What is wrong with the link the page was opened with, as a sentence; empty if nothing is. */
  get problem() {
    const said = this.#problem?.() ?? '';
    if (said === '') return said;
    return /[.?!]$/.test(said) ? said : `${said}.`;
  }

  /**
   * Opens the experiment of a link, if there is one.
   *
   * @param {string} hash the address's part from # on
   */
  open(hash) {
    if (!hash.startsWith(MARK)) {
      // What was wrong with a link is of no interest once another address is there.
      if (this.#problem !== null) this.closeProblem();
      return;
    }
    this.#problem = null;
    this.#opening = true;
    try {
      this.session.experiment.load(decodeLink(hash).experiment);
      this.session.say(() => t('note.opened'));
    } catch (error) {
      this.#problem = () => (error instanceof Error ? faultWords(error) : String(error));
      this.session.changed();
    } finally {
      this.#opening = false;
    }
  }

  /** The experiment has been edited. */
  follow() {
    if (!this.#opening) this.#put();
  }

  /** Puts the experiment into the address bar and, if the browser allows it, on the clipboard. */
  async share() {
    const { session } = this;
    session.experiment.settle();
    const link = this.#put();
    this.#problem = null;
    const { faulty } = session.experiment;
    const which = () => (faulty ? ` ${t('note.link-valid')}` : '');
    try {
      await navigator.clipboard.writeText(link);
      session.say(() => `${t('note.link-copied')}${which()}`);
    } catch {
      session.say(() => `${t('note.link-ready')}${which()}`);
    }
  }

  closeProblem() {
    this.#problem = null;
    this.session.changed();
  }

  /** @returns {string} the address, which now holds the present experiment */
  #put() {
    const link = new URL(location.href);
    link.hash = `e=${encodeLink(this.session.experiment.document)}`;
    history.replaceState(null, '', link);
    return link.href;
  }
}
