import { StrataError } from '../../engine/errors.js';
import { decodeLink, encodeLink } from '../../engine/link.js';
import { sentence } from '../../engine/sentences.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';

/** @typedef {import('./session.js').Session} Session */

const MARK = '#e=';
/** The data sets that there are views of. */
const SHOWN = ['mnist'];

/** The address bar: it opens an experiment, and follows its edits. */
export class Address {
  /** @type {unknown} */
  #error = null;
  /** Whether the document is being replaced by that of the address. */
  #opening = false;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** What is wrong with the link the page was opened with, as a sentence; empty if nothing is. */
  get problem() {
    const error = this.#error;
    if (error === null) return '';
    const said = error instanceof Error ? faultWords(error) : String(error);
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
      if (this.#error !== null) this.closeProblem();
      return;
    }
    this.#error = null;
    this.#opening = true;
    try {
      this.session.experiment.load(shown(decodeLink(hash).experiment));
      this.session.say(() => t('note.opened'));
    } catch (error) {
      this.#error = error;
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
    this.#error = null;
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
    this.#error = null;
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

/** @param {import('../../engine/experiment/index.js').Experiment} experiment @throws {StrataError} if its data cannot be shown */
function shown(experiment) {
  const { name } = experiment.data;
  if (SHOWN.includes(name)) return experiment;
  throw new StrataError('data-not-shown', sentence('error.data-not-shown', { data: name }));
}
