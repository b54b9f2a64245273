import { drawnFrom } from '../../worker/protocol.js';
import { words } from '../words/words.js';
import { Changing } from './listeners.js';
import { isGiven, kindOf } from './sets.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('../../engine/store.js').ClassRows | import('../../engine/store.js').ValueRows} Rows */
/** @typedef {readonly [number, number]} Range */

/** What flows before anything is chosen, and what given points can be placed in at least. */
const start = { plane: [0.5, 0.5], line: [1], table: null, images: null };
const reach = { plane: 1.5, line: 3, table: 0, images: 0 };
/** The range is a little larger than the data's, as the worker has it. */
const MARGIN = 0.05;

/** The numbers that flow through the network where the data are not images, and the data's rows. */
export class PointStore extends Changing {
  /** @type {Float32Array | null} */
  values = null;
  /** What the chosen example is in truth, a class or a number; null for what is in no data. @type {number | null} */
  truth = null;
  /** Counts what has been chosen. */
  serial = 0;
  /** Null while they are not known. @type {{ train: Rows, test: Rows } | null} */
  rows = null;
  /** What the rows are of, and what has been asked for. */
  #known = '';
  #asked = '';
  #name = '';
  /** The place among the test rows that was shown last. */
  #place = -1;
  /** Whether a test row is to be chosen as soon as there are some. */
  #wished = false;

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
    session.experiment.subscribe(() => this.#edited());
    session.run.subscribe(() => this.#fetch());
  }

  get kind() {
    return kindOf(this.session.experiment.document);
  }

  /** @returns {Range | null} of the inputs that views are over; null before the data are known */
  get range() {
    const { document } = this.session.experiment;
    const { input = 1, inputs } = this.#inputs();
    if (input > 2 || inputs.length === 0) return null;
    let [low, high] = isGiven(document)
      ? [-reach[this.kind], reach[this.kind]]
      : [inputs[0] ?? 0, inputs[0] ?? 0];
    for (const one of inputs) {
      low = Math.min(low, one);
      high = Math.max(high, one);
    }
    const margin = MARGIN * (high - low || 1);
    return [low - margin, high + margin];
  }

  /** Given points are in the document; others the worker makes. */
  #inputs() {
    const { data } = this.session.experiment.document;
    const input = this.kind === 'plane' ? 2 : this.kind === 'line' ? 1 : 4;
    const given = data.points?.flatMap((point) => point.slice(0, input));
    return { input, inputs: given ?? this.rows?.train.inputs ?? [] };
  }

  /**
   * @param {readonly number[]} values
   * @param {number | null} [truth]
   */
  choose(values, truth = null) {
    this.values = Float32Array.from(values);
    this.truth = truth;
    this.serial++;
    this.changed();
  }

  /** Chooses the next test row, once there are some; after the last comes the first again. */
  chooseTest() {
    const test = this.rows?.test;
    this.#wished = !test;
    if (!test) return;
    const answers = 'labels' in test ? test.labels : test.targets;
    const input = test.inputs.length / answers.length;
    this.#place = (this.#place + 1) % answers.length;
    const at = this.#place * input;
    this.choose([...test.inputs.subarray(at, at + input)], answers[this.#place] ?? null);
  }

  #edited() {
    const { document } = this.session.experiment;
    const { kind } = this;
    words.about(kind === 'images');
    if (document.data.name !== this.#name) {
      this.#name = document.data.name;
      const values = start[kind];
      this.values = values && Float32Array.from(values);
      this.truth = null;
      this.serial++;
      this.#place = -1;
    }
    const known = this.#key();
    if (known !== this.#known) {
      this.rows = null;
      this.truth = null;
    }
    this.changed();
    this.#fetch();
  }

  #key() {
    const { document } = this.session.experiment;
    return JSON.stringify([document.data, drawnFrom(document)]);
  }

  /** The rows there are, once they are other ones. */
  async #fetch() {
    const key = this.#key();
    if (this.kind === 'images' || key === this.#known || key === this.#asked) return;
    if (!this.session.run.snapshot?.kernels) return;
    this.#asked = key;
    // The worker is told of an edit after this, and would answer with the rows before it.
    await new Promise((resolve) => setTimeout(resolve));
    const [train, test] = await Promise.all([
      this.session.ask('rows', 'train'),
      this.session.ask('rows', 'test'),
    ]);
    this.#asked = '';
    if (!train || !test || key !== this.#key()) return;
    this.#known = key;
    this.rows = { train, test };
    if (this.values === null || this.#wished) this.chooseTest();
    else this.changed();
  }
}
