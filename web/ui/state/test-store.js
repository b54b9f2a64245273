import { Changing } from './listeners.js';

/** @typedef {import('../../worker/protocol.js').Verdict} Verdict */
/** @typedef {import('./session.js').Session} Session */

/** Milliseconds between two drawings of what tests found. */
const PAUSE = 250;
const SHOWN = { mistakes: 8, cell: 24 };
/** So many more are shown when they are asked for. */
const MORE = 48;

/** What the last test found: the confusion, and images behind it. */
export class TestStore extends Changing {
  /** The cell whose images are shown; null: the surest mistakes. @type {{ truth: number, answer: number } | null} */
  cell = null;
  /** @type {Verdict[]} */
  shown = [];
  /** How many are to be shown at most. */
  #most = SHOWN.mistakes;
  /** Whether `shown` is what a test found. */
  known = false;
  /** The test that `shown` is of. */
  #test = /** @type {object | null} */ (null);
  #generation = -1;
  #busy = false;

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
    session.run.subscribe(() => this.#refresh());
  }

  /** @returns {number} a round share below the worst class's, where axes begin */
  get lowest() {
    const cells = this.session.run.test?.confusion ?? new Uint32Array();
    const size = Math.sqrt(cells.length);
    let worst = 1;
    for (let truth = 0; truth < size; truth++) {
      const row = cells.subarray(truth * size, (truth + 1) * size);
      const all = row.reduce((sum, cell) => sum + cell, 0);
      if (all > 0) worst = Math.min(worst, (row[truth] ?? 0) / all);
    }
    return [0.95, 0.9, 0.8, 0.5].find((low) => low <= worst) ?? 0;
  }

  /** @returns {number} how many images there are to show */
  get total() {
    const cells = this.session.run.test?.confusion ?? new Uint32Array();
    const size = Math.sqrt(cells.length);
    if (this.cell) return cells[this.cell.truth * size + this.cell.answer] ?? 0;
    return cells.reduce((sum, cell, at) => sum + (at % (size + 1) === 0 ? 0 : cell), 0);
  }

  /** @returns {number} how many more `showMore` will show */
  get further() {
    return Math.max(0, Math.min(MORE, this.total - this.shown.length));
  }

  /** @param {{ truth: number, answer: number } | null} cell */
  open(cell) {
    this.cell = cell;
    this.#most = cell ? SHOWN.cell : SHOWN.mistakes;
    this.#test = null;
    this.#refresh();
  }

  showMore() {
    this.#most += MORE;
    this.#test = null;
    this.#refresh();
  }

  async #refresh() {
    const { run } = this.session;
    const generation = run.snapshot?.generation ?? -1;
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#test = null;
      this.shown = [];
      this.known = false;
      this.changed();
    }
    if (this.#busy || !run.test || run.test === this.#test) return;
    this.#busy = true;
    this.#test = run.test;
    const shown = await this.session.ask('verdicts', this.cell, this.#most);
    if (shown) {
      this.shown = shown;
      this.known = true;
    }
    this.changed();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    this.#busy = false;
    this.#refresh();
  }
}
