import { ExperimentError, parseExperiment } from '../../engine/experiment/index.js';
import { differences, sections, twinOf } from '../../engine/lesson/twin.js';
import { t } from '../words/words.js';
import { Changing } from './listeners.js';
import { RunStore } from './run-store.js';
import { nothing, TwinLook } from './twin-look.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../engine/lesson/twin.js').Section} Section */
/** @typedef {import('../../worker/client.js').TrainingClient} TrainingClient */
/** @typedef {import('./session.js').Session} Session */

/**
 * @typedef {{ already: Section, second: Section, wanted: Experiment }} Refusal of an edit, by which the twins would differ
 *   in a second section too
 */

/**
 * A second network beside the page's: the same data, batches and seed, in step with it, and one difference. The page shows
 * one of the two at a time, which is the one that is edited: what the twins do not differ in is edited in both.
 */
export class TwinStore extends Changing {
  run = new RunStore();
  /** Which of the two the page shows: b is the one that was opened beside a. @type {'a' | 'b'} */
  shown = 'a';
  /** The experiment of the other. @type {Experiment | null} */
  document = null;
  /** @type {Refusal | null} */
  refusal = null;
  look = new TwinLook(this);
  /** The other's side of the worker, kept when the twin is closed: a worker has two networks once and for all. @type {TrainingClient | null} */
  #client = null;

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
    session.experiment.permits = (next, other) => this.#permits(next, other);
  }

  /** @returns {Section | null} in which the twins differ */
  get section() {
    if (!this.document) return null;
    const [first] = differences(this.session.experiment.document, this.document);
    return sections.find((one) => one === first) ?? null;
  }

  /** @returns {TrainingClient | null} the other's, while there is one */
  get client() {
    return this.document ? this.#client : null;
  }

  /** @returns {'A' | 'B'} what the one that is not shown is called */
  get other() {
    return this.shown === 'a' ? 'B' : 'A';
  }

  get running() {
    const phase = this.document && this.run.snapshot?.phase;
    return phase === 'running' || phase === 'waiting';
  }

  /**
   * A twin from here on, both from their starting weights.
   *
   * @param {import('../../engine/lesson/index.js').Change} change by which it differs; none: the first edit makes the difference
   * @throws {ExperimentError}
   */
  open(change = {}) {
    const document = twinOf(this.session.experiment.document, change);
    const anew = this.#client === null;
    this.shown = 'a';
    this.document = document;
    this.refusal = null;
    this.run.clear();
    if (anew) {
      this.begin();
    } else {
      this.#client?.tell('configure', document);
      this.look.askAnew();
    }
    this.session.beginAnew();
    this.changed();
  }

  /** There is one network again: the one that the page shows. */
  close() {
    this.#client?.tell('pause');
    this.#client?.tell('conduct', null);
    this.#client?.tell('look', nothing);
    this.document = null;
    this.shown = 'a';
    this.refusal = null;
    this.run.clear();
    this.changed();
  }

  /** A worker has begun. */
  begin() {
    this.#client = null;
    if (!this.document) return;
    this.#client = this.session.clientFor('b');
    this.#client.tell('start', { data: this.session.data, experiment: this.document });
    this.#client.tell('speed', this.session.speed);
    this.run.clear();
    this.look.askAnew();
    this.changed();
  }

  /** @param {import('../../worker/protocol.js').Snapshot} snapshot of the other */
  took(snapshot) {
    if (!this.document) return;
    const news = snapshot.phase !== this.run.snapshot?.phase;
    this.look.take(snapshot);
    this.run.take(snapshot);
    if (news) this.session.changed();
  }

  /**
   * The page shows the other network from here on.
   *
   * @param {TrainingClient} client the one it showed
   * @returns {{ client: TrainingClient, document: Experiment }} the other's
   */
  exchange(client) {
    const other = { client: this.#client, document: this.document };
    if (!other.client || !other.document) throw new Error('There is no twin.');
    this.shown = this.shown === 'a' ? 'b' : 'a';
    this.document = this.session.experiment.document;
    this.#client = client;
    client.tell('look', nothing);
    this.run.exchange(this.session.run);
    this.look.askAnew();
    this.refusal = null;
    this.changed();
    return { client: other.client, document: other.document };
  }

  /** The document has been edited: what is not the difference holds for both. @param {Experiment} next */
  follow(next) {
    if (!this.document) return;
    const document = this.#beside(next);
    if (document && JSON.stringify(document) !== JSON.stringify(this.document)) {
      this.document = document;
      this.#client?.tell('configure', document);
      this.look.ask();
    }
    this.changed();
  }

  /** Makes the edit that was refused, in both. */
  allow() {
    const { refusal, document } = this;
    if (!refusal || !document) return;
    const { second, wanted } = refusal;
    this.document = parseExperiment({ ...document, [second]: wanted[second] });
    this.#client?.tell('configure', this.document);
    this.look.ask();
    this.refusal = null;
    this.session.experiment.load(wanted);
    this.changed();
  }

  /** Leaves the edit that was refused. */
  dismiss() {
    this.refusal = null;
    this.changed();
  }

  /**
   * @param {Experiment} next
   * @param {boolean} [other] not an edit, but another experiment: the twin is closed rather than in its way
   * @returns {boolean} whether the document may become that
   */
  #permits(next, other = false) {
    this.refusal = null;
    if (!this.document) return true;
    const beside = this.#beside(next);
    const names = beside && differences(next, beside);
    if (names && names.length < 2) return true;
    const already = this.section;
    const second = sections.find((one) => one !== already && names?.includes(one));
    if (!already || !second || other) {
      this.close();
      this.session.say(() => t('twin.closed'));
      return true;
    }
    this.refusal = { already, second, wanted: next };
    this.changed();
    return false;
  }

  /**
   * @param {Experiment} next
   * @returns {Experiment | null} the other's document then: the sections in which twins may not differ are the same; null
   *   if that cannot be, as with other data that need other outputs
   */
  #beside(next) {
    const own = Object.fromEntries(sections.map((one) => [one, this.document?.[one]]));
    try {
      return parseExperiment({ ...next, ...own });
    } catch (error) {
      if (error instanceof ExperimentError) return null;
      throw error;
    }
  }
}
