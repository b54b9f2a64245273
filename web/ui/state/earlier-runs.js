import { parseExperiment } from '../../engine/experiment/index.js';
import { eachCurve, thinned } from './curves.js';
import { change, newName, recall } from './database.js';
import { Changing } from './listeners.js';
import { freeName, nameOf } from './run-names.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../worker/protocol.js').Snapshot} Snapshot */
/** @typedef {import('./run-store.js').RunStore} RunStore */

/**
 * @typedef {object} EarlierRun
 * @property {string} id
 * @property {string} name
 * @property {boolean} named by the student, who then decides when it goes
 * @property {number} colour a place among the swatches
 * @property {number} dash a place among the dashes
 * @property {boolean} shown
 * @property {Experiment} experiment of its last step
 * @property {string | null} fingerprint of the last weights, if they were at rest
 * @property {number} step how many it has taken
 * @property {number} epochs
 * @property {boolean} failed a number was no longer finite
 * @property {import('./curves.js').Curves} curves
 */

/**
 * @typedef {object} Shelf where runs are kept between visits
 * @property {() => Promise<unknown>} read
 * @property {(become: (kept: unknown) => readonly EarlierRun[]) => Promise<void>} change other tabs change them too
 *
 * @typedef {(runs: readonly EarlierRun[]) => readonly EarlierRun[]} Change
 */

const KEY = 'earlier';
/** So many runs are kept. */
export const MOST = 8;
/** A curve of an earlier run has no more points than this. */
const POINTS = 400;
const DASHES = 4;
const NAME = 80;

/** @type {Shelf} */
const browserShelf = { read: () => recall(KEY), change: (become) => change(KEY, become) };

/** The runs before the present one, the oldest first: what they were and how they went. */
export class EarlierRuns extends Changing {
  /** @type {readonly EarlierRun[]} */
  runs = [];
  /** The run that was removed last, and its place. @type {{ run: EarlierRun, place: number } | null} */
  removed = null;
  /** The experiment of the run's last step. @type {Experiment | null} */
  #experiment = null;
  /** How many changes are still to be stored. */
  #pending = 0;
  #shelf;
  /** Ends when all that was to be stored has been. */
  #stored;

  /**
   * @param {{ run: RunStore, experiment: { document: Experiment } }} session
   * @param {Shelf} [shelf]
   */
  constructor(session, shelf = browserShelf) {
    super();
    this.session = session;
    this.#shelf = shelf;
    this.#stored = this.#load();
  }

  /** @returns {Experiment} of the present run's last step */
  get trained() {
    return this.#experiment ?? this.session.experiment.document;
  }

  /** Those whose curves are drawn: what other data gave cannot be compared. */
  get shown() {
    const { name } = this.session.experiment.document.data;
    return this.runs.filter(({ shown, experiment }) => shown && experiment.data.name === name);
  }

  /**
   * The worker tells of a run: if it is another one, the present one becomes an earlier one.
   *
   * @param {Snapshot} snapshot
   * @param {boolean} current whether it is of the document as it is now
   */
  notice(snapshot, current) {
    const { run, experiment } = this.session;
    const other = snapshot.generation !== run.snapshot?.generation;
    if (other) this.add();
    // Edits after the last step have had no part in the run.
    const stepped = other || snapshot.step === 0 || snapshot.step !== run.snapshot?.step;
    if (current && stepped) this.#experiment = experiment.document;
  }

  /** The page shows another run, of the document as it is now. */
  turn() {
    this.#experiment = this.session.experiment.document;
  }

  /** The present run becomes an earlier one, if it has taken a step. */
  add() {
    const { run } = this.session;
    const { snapshot } = run;
    const experiment = this.#experiment;
    if (run.empty || !snapshot || !experiment) return;
    const { step, epoch, fingerprint, nonFinite } = snapshot;
    const taken = this.runs.map(({ name }) => name);
    const dashes = this.runs.map(({ dash }) => dash);
    const added = {
      id: newName(),
      name: freeName(nameOf(experiment), taken),
      named: false,
      colour: 0,
      dash: leastUsed(dashes),
      shown: true,
      experiment,
      fingerprint,
      step,
      epochs: epoch,
      failed: nonFinite !== null,
      curves: eachCurve(run.curves, (points) => thinned(points, POINTS)),
    };
    this.#become((runs) => [...runs, added]);
  }

  /**
   * @param {string} id
   * @param {string} text the new name; the run's own name again if empty
   */
  rename(id, text) {
    const name = text.trim().slice(0, NAME);
    const others = this.runs.filter((run) => run.id !== id).map((run) => run.name);
    this.#change(id, (run) =>
      name === ''
        ? { name: freeName(nameOf(run.experiment), others), named: false }
        : { name, named: name === run.name ? run.named : true },
    );
  }

  /** @param {string} id @param {number} colour */
  recolour(id, colour) {
    this.#change(id, () => ({ colour }));
  }

  /** @param {string} id @param {boolean} shown */
  show(id, shown) {
    this.#change(id, () => ({ shown }));
  }

  /** @param {string} id */
  remove(id) {
    const place = this.runs.findIndex((run) => run.id === id);
    const run = this.runs[place];
    if (!run) return;
    this.removed = { run, place };
    this.#become((runs) => runs.filter((one) => one.id !== id));
  }

  /** Puts the run back that was removed last. */
  putBack() {
    if (!this.removed) return;
    const { run, place } = this.removed;
    this.removed = null;
    this.#become((runs) => runs.toSpliced(place, 0, run));
  }

  /** @param {string} id @param {(run: EarlierRun) => Partial<EarlierRun>} change */
  #change(id, change) {
    const run = this.runs.find((one) => one.id === id);
    if (!run) return;
    const changed = change(run);
    this.#become((runs) => runs.map((one) => (one.id === id ? { ...one, ...changed } : one)));
  }

  /** @param {Change} change */
  #become(change) {
    this.runs = fitting(change(this.runs));
    this.#pending++;
    this.#stored = this.#stored.then(() => this.#store(change));
    this.changed();
  }

  async #load() {
    try {
      const runs = usable(await this.#shelf.read());
      if (runs.length === 0) return;
      this.runs = fitting([...runs, ...this.runs]);
      this.changed();
    } catch {
      // Where nothing may be stored, they are there until the page is closed.
    }
  }

  /** Makes the same change in what is kept, to which other tabs may have added. @param {Change} change */
  async #store(change) {
    /** @type {readonly EarlierRun[]} */
    let kept = [];
    try {
      await this.#shelf.change((stored) => {
        kept = fitting(change(usable(stored)));
        return kept;
      });
    } catch {
      kept = this.runs;
    }
    this.#pending--;
    if (this.#pending > 0) return;
    this.runs = kept;
    this.changed();
  }
}

/** @param {unknown} kept @returns {EarlierRun[]} those that this version of the page can use */
function usable(kept) {
  return (Array.isArray(kept) ? kept : []).filter(isRun);
}

/** @param {readonly EarlierRun[]} runs @returns {readonly EarlierRun[]} without the oldest, other than named ones, if they are too many */
function fitting(runs) {
  const kept = [...runs];
  while (kept.length > MOST) {
    kept.splice(
      Math.max(
        0,
        kept.findIndex(({ named }) => !named),
      ),
      1,
    );
  }
  return kept;
}

/** @param {readonly number[]} dashes those in use */
function leastUsed(dashes) {
  const uses = Array.from(
    { length: DASHES },
    (_, dash) => dashes.filter((used) => used === dash).length,
  );
  return uses.indexOf(Math.min(...uses));
}

/** @param {unknown} value @returns {value is EarlierRun} whether this version of the page can use it */
function isRun(value) {
  try {
    const { experiment, curves, name } = /** @type {EarlierRun} */ (value);
    parseExperiment(experiment);
    eachCurve(curves, (points) => thinned(points, POINTS));
    return typeof name === 'string';
  } catch {
    return false;
  }
}
