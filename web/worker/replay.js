/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {import('./protocol.js').LastStep} LastStep */
/** @typedef {import('./protocol.js').Memory} Memory */

/** So many steps before the end are measured. */
const MEASURED = 6;

/**
 * The last steps of a run that ended in a number that is not finite, taken once more from what was remembered, and
 * measured: they have the same bits.
 */
export class Replay {
  /** @type {LastStep[]} */
  steps = [];
  /** The network as it was before the step that failed. @type {import('../engine/network.js').State | null} */
  before = null;
  done = false;
  #net;
  #run;
  #diagnosis;
  #end;

  /**
   * @param {Engine} engine
   * @param {DataStore} store
   * @param {Experiment} experiment
   * @param {Memory} memory of a step before the last
   * @param {number} end the step that failed
   */
  constructor(engine, store, experiment, { state, place }, end) {
    const { batch, seed } = experiment;
    this.store = store;
    this.#net = engine.createNetwork(experiment, { input: store.input });
    this.#run = engine.createRun(this.#net, store, {
      batch,
      seed,
      epochs: Number.POSITIVE_INFINITY,
    });
    this.#diagnosis = engine.diagnose(this.#net);
    this.#net.restore(state);
    this.#run.goOn(place);
    this.#end = end;
  }

  /** Goes on by some steps. @param {number} steps */
  work(steps) {
    const left = this.#end - MEASURED - this.#run.step;
    if (left > 0) {
      this.#run.advance(Math.min(left, steps));
      return;
    }
    this.#measure();
    if (this.#run.step >= this.#end || this.#run.done) this.#finish();
  }

  #measure() {
    const step = this.#run.step + 1;
    if (step === this.#end) this.before = this.#net.state();
    const outputs = this.#outputs();
    this.#diagnosis.watch(true);
    const { steps, loss } = this.#run.advance(1);
    this.#diagnosis.watch(false);
    this.steps.push({
      step,
      loss: steps > 0 ? loss : Number.NaN,
      sizes: outputs.map(rootMeanSquare),
      largest: outputs.map(largest),
      norms: this.#diagnosis.norms(),
    });
    if (steps === 0) this.#finish();
  }

  /** Every linear layer's output over the batch of the step to come. */
  #outputs() {
    const { store } = this;
    const batch = this.#run.nextBatch;
    const size = batch.length * store.input;
    const inputs = store.numbers ? new Float32Array(size) : new Uint8Array(size);
    for (const [to, from] of batch.entries()) {
      inputs.set(store.rows('train', from, 1).inputs, to * store.input);
    }
    const trace = this.#diagnosis.trace(inputs);
    return this.#linear.map((i) => trace[i] ?? new Float32Array());
  }

  get #linear() {
    return this.#net.sections.layers.flatMap(({ type }, i) => (type === 'linear' ? [i] : []));
  }

  #finish() {
    this.done = true;
    this.dispose();
  }

  dispose() {
    this.#run.dispose();
    this.#net.dispose();
  }
}

/** @param {Float32Array} values @returns {number} in size */
function largest(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** @param {Float32Array} values */
function rootMeanSquare(values) {
  const sum = values.reduce((total, value) => total + value * value, 0);
  return Math.sqrt(sum / values.length);
}
