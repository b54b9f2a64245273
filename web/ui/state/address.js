import { linkTo } from '#place';
import { decodeLink, encodeLink, meansLink } from '../../engine/link.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';

/** @typedef {import('../../engine/link.js').Claim} Claim */
/** @typedef {import('../../worker/protocol.js').Experiment} Experiment */
/** @typedef {import('../share/claimed.js').Claimed} Claimed */
/** @typedef {import('./session.js').Session} Session */

const LESSON = '#lesson=';

/** What showing a claim takes, fetched when there is one. */
async function fetchParts() {
  const [claimed] = await Promise.all([
    import('../share/claimed.js'),
    import('../share/claimed-view.js'),
  ]);
  return claimed;
}

/** The address bar: it opens an experiment or a lesson, and follows its edits. */
export class Address {
  /** What is wrong with the link. @type {(() => string) | null} */
  #problem = null;
  /** What is wrong with the rest of the address, as `refuse` takes it. @type {(() => string) | null} */
  restProblem = null;
  /** Whether the document is being replaced by that of the address. */
  #opening = false;
  /** What the link that was opened claims, once it can be shown. @type {Claimed | null} */
  claimed = null;
  /** What the address says beside the experiment or lesson, from `&` on. Links that are shared do without. */
  rest = '';
  /** Whether the window about the link is open. */
  sharing = false;
  /** Counts the links that were opened. */
  #opened = 0;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** What is wrong with the address, as sentences, one a line; empty if nothing is. */
  get problem() {
    const said = [this.#problem, this.restProblem].map((one) => one?.() ?? '').filter(Boolean);
    return said.map((one) => (/[.?!]$/.test(one) ? one : `${one}.`)).join('\n');
  }

  /** Whether the page keeps the experiment it had, because the link was of no use. */
  get keeps() {
    return this.#problem !== null;
  }

  /**
   * Opens the experiment or the lesson of a link, if there is one.
   *
   * @param {string} hash the address's part from # on
   */
  open(hash) {
    this.#opened++;
    this.dismiss();
    if (hash.startsWith(LESSON)) {
      this.session.lessons.follow(lessonOf(hash));
      return;
    }
    if (!meansLink(hash)) {
      this.accept();
      return;
    }
    this.#problem = null;
    this.#opening = true;
    try {
      const { experiment, claim } = decodeLink(hash);
      this.session.lessons.drop();
      this.session.experiment.load(experiment);
      this.session.say(() => t('note.opened'));
      if (claim) this.#claim(experiment, claim);
    } catch (error) {
      this.refuse(() => (error instanceof Error ? faultWords(error) : String(error)));
    } finally {
      this.#opening = false;
    }
  }

  /** @param {Experiment} experiment @param {Claim} claim */
  async #claim(experiment, claim) {
    const opened = this.#opened;
    const parts = await fetchParts().catch(() => null);
    // Another link may have been opened meanwhile.
    if (opened !== this.#opened) return;
    if (parts === null) return this.refuse(() => t('check.lacking'));
    this.claimed = new parts.Claimed(experiment, claim, this.session.data);
    this.session.changed();
  }

  /** What was claimed is of no interest any more. */
  dismiss() {
    if (this.claimed === null) return;
    this.claimed.stop();
    this.claimed = null;
    this.session.changed();
  }

  /** The experiment has been edited, or a lesson opened or closed. */
  follow() {
    const { link } = this.session.lessons;
    if (!this.#opening) this.#show(link === null ? this.#experiment : lessonHash(link));
  }

  /** The link was of no use. @param {() => string} problem a sentence in the language of the page, which may change */
  refuse(problem) {
    this.#problem = problem;
    this.session.changed();
  }

  /** Another address is there: what was wrong with the link before is of no interest. */
  accept() {
    if (this.#problem === null) return;
    this.#problem = null;
    this.session.changed();
  }

  /** @returns {string} of the lesson, as long as its network is the one that is shown, or else of the experiment */
  get link() {
    return linkTo(this.#shared);
  }

  get #shared() {
    const { link: lesson, open } = this.session.lessons;
    const whole = lesson !== null && open?.tried === null && !open.strayed;
    return whole ? lessonHash(lesson) : this.#experiment;
  }

  /**
   * Puts the link into the address bar and, if the browser allows it, on the clipboard, and shows what else can be done
   * with it.
   */
  async share() {
    const { session } = this;
    session.experiment.settle();
    const { link } = this;
    this.#show(this.#shared);
    this.#problem = null;
    const { faulty } = session.experiment;
    const which = () => (faulty ? ` ${t('note.link-valid')}` : '');
    const [copied] = await Promise.allSettled([
      copy(link),
      import('../share/share-view.js').then(() => {
        this.sharing = true;
      }),
    ]);
    const told = copied.status === 'fulfilled' ? 'note.link-copied' : 'note.link-ready';
    session.say(() => `${t(told)}${which()}`);
  }

  /** The window about the link has been closed. */
  unshare() {
    this.sharing = false;
    this.session.changed();
  }

  closeProblem() {
    this.#problem = null;
    this.restProblem = null;
    this.session.changed();
  }

  get #experiment() {
    return `e=${encodeLink(this.session.experiment.document)}`;
  }

  /** @param {string} hash in the address bar */
  #show(hash) {
    // Relative to itself: what is in a frame as text has its base in the page around it, where it may not go.
    history.replaceState(null, '', new URL(`#${hash}${this.rest}`, location.href));
  }
}

/** @param {string} text onto the clipboard, which not every frame has */
async function copy(text) {
  await navigator.clipboard.writeText(text);
}

/** @param {string} hash @returns {string} what stands behind the mark */
function lessonOf(hash) {
  const text = hash.slice(LESSON.length);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} link */
function lessonHash(link) {
  return `lesson=${encodeURIComponent(link).replaceAll('%2F', '/')}`;
}
