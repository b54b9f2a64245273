import { Pace, SLICE } from './pace.js';

/** @typedef {import('../engine/network.js').Network} Network */
/** @typedef {import('../engine/store.js').DataStore} DataStore */
/** @typedef {Omit<import('./protocol.js').TestPoint, 'experiment'>} Tested */
/** @typedef {import('./protocol.js').Verdict} Verdict */

/**
 * @typedef {object} Pass over the first `limit` test images, of which `first` are done
 * @property {number} step
 * @property {number} limit
 * @property {number} first
 * @property {number} loss sum
 * @property {number} correct
 * @property {Uint32Array} confusion
 * @property {Uint8Array} answers
 * @property {Float32Array} confidences
 * @property {number} trainLimit training images that are tested too,
 * @property {number} trainFirst of which so many are done
 * @property {number} trainCorrect
 */

/** A pass may take this share of the time since the last one. */
const SHARE = 0.02;
/** After so many times as many steps the weights have changed a lot. */
const GROWTH = 3;
/** Training images that the network is tested on too: the first so many. */
const TRAIN = 1000;
/** A pass that takes longer (milliseconds) is not cheap, and does not hold up someone who presses Run. */
const LONG = 200;
/** One that takes even longer may take this larger share of the time when the weights have changed a lot: that is seldom. */
const VERY_LONG = 400;
const LARGER_SHARE = 0.1;

/**
 * Passes over the test images: each in slices, with the weights at rest, often enough to be of interest and seldom
 * enough not to slow training down.
 */
export class TestPasses {
  #pace = new Pace();
  /** @type {Pass | null} */
  #pass = null;
  /** The last one that was finished. @type {Pass | null} */
  #last = null;
  #cost = 0;
  /** When the last one ended, or training was asked for after that. */
  #since = Number.NEGATIVE_INFINITY;

  /** @returns {Readonly<Pass> | null} the last one that was finished */
  get last() {
    return this.#last;
  }

  get busy() {
    return this.#pass !== null;
  }

  /**
   * @param {number} step
   * @param {number} now milliseconds
   * @returns {boolean} whether another pass can be afforded, sooner where the weights have changed a lot, or is cheap then
   */
  due(step, now) {
    const changed = step >= GROWTH * (this.#last?.step ?? 0) + 10;
    const share = changed && this.#cost > VERY_LONG ? LARGER_SHARE : SHARE;
    return (changed && this.#cost < LONG) || (now - this.#since) * share >= this.#cost;
  }

  /**
   * @param {number} step
   * @param {number} images how many test images there are
   */
  missing(step, images) {
    return images > 0 && !(this.#last?.step === step && this.#last.limit >= images);
  }

  /**
   * Begins a pass, unless these weights have been tested on as many images already.
   *
   * @param {number} step
   * @param {number} images how many test images there are
   * @param {number} [train] how many training images there are
   */
  begin(step, images, train = 0) {
    if (this.#pass !== null || !this.missing(step, images)) return;
    this.#pass = {
      step,
      limit: images,
      first: 0,
      loss: 0,
      correct: 0,
      confusion: new Uint32Array(),
      answers: new Uint8Array(images),
      confidences: new Float32Array(images),
      trainLimit: Math.min(TRAIN, train),
      trainFirst: 0,
      trainCorrect: 0,
    };
    this.#cost = 0;
  }

  /**
   * The weights are wanted for training: gives up a pass that would hold them for long. Time before does not count.
   *
   * @param {number} now milliseconds
   */
  makeWay(now) {
    this.#since = now;
    if (this.#pass === null) return;
    const { limit, first, trainLimit, trainFirst } = this.#pass;
    const left = limit - first + trainLimit - trainFirst;
    if (left <= this.#pace.fitting(LONG, left)) return;
    this.#cost += this.#pace.time(left);
    this.#pass = null;
  }

  /**
   * Takes the pass further by about half a slice.
   *
   * @param {Network} net
   * @param {DataStore} store
   * @param {() => number} now
   * @returns {Tested | null} the result, once there
   */
  advance(net, store, now) {
    const pass = this.#pass;
    if (pass === null) return null;
    const start = now();
    const fitting = this.#pace.fitting(SLICE / 2, 50);
    const count =
      pass.first < pass.limit ? test(pass, net, store, fitting) : train(pass, net, store, fitting);
    this.#since = now();
    this.#pace.took(count, this.#since - start);
    this.#cost += this.#since - start;
    if (pass.first < pass.limit || pass.trainFirst < pass.trainLimit) return null;
    this.#pass = null;
    this.#last = pass;
    const { step, limit, confusion, trainLimit, trainCorrect } = pass;
    const classes = confusion.length > 0;
    return {
      step,
      loss: pass.loss / limit,
      accuracy: classes ? pass.correct / limit : Number.NaN,
      trainAccuracy: classes && trainLimit > 0 ? trainCorrect / trainLimit : null,
      images: limit,
      confusion,
    };
  }

  /**
   * Images of the last finished pass that were taken for another class, those the network was surest of first.
   *
   * @param {DataStore} store
   * @param {{ truth: number, answer: number } | null} cell only these; null: all that are wrong
   * @param {number} most how many
   * @returns {Verdict[]}
   */
  verdicts(store, cell, most) {
    const last = this.#last;
    if (last === null || store.targets > 0) return [];
    const labels = store.labels('test', 0, last.limit);
    /** @type {number[]} */
    const found = [];
    for (let i = 0; i < labels.length; i++) {
      const [truth, answer] = [labels[i], last.answers[i]];
      const wanted = cell ? truth === cell.truth && answer === cell.answer : truth !== answer;
      if (wanted) found.push(i);
    }
    return found
      .sort((a, b) => (last.confidences[b] ?? 0) - (last.confidences[a] ?? 0) || a - b)
      .slice(0, most)
      .map((index) => ({
        index,
        truth: labels[index] ?? 0,
        answer: last.answers[index] ?? 0,
        confidence: last.confidences[index] ?? 0,
        pixels: store.rows('test', index, 1).inputs,
      }));
  }
}

/**
 * @param {Pass} pass gets the next test images' results
 * @param {Network} net
 * @param {DataStore} store
 * @param {number} most how many
 * @returns {number} how many they were
 */
function test(pass, net, store, most) {
  const count = Math.min(pass.limit - pass.first, most);
  const part = net.evaluateStore(store, 'test', pass.first, count);
  const { lossSum, correct, confusion, verdicts } = part;
  pass.answers.set(verdicts.answers, pass.first);
  pass.confidences.set(verdicts.confidences, pass.first);
  const before = pass.first === 0 ? null : pass.confusion;
  if (confusion) pass.confusion = confusion.map((cell, i) => cell + (before?.[i] ?? 0));
  pass.first += count;
  pass.loss += lossSum;
  pass.correct += correct ?? 0;
  return count;
}

/**
 * @param {Pass} pass gets the next training images' results
 * @param {Network} net
 * @param {DataStore} store
 * @param {number} most how many
 * @returns {number} how many they were
 */
function train(pass, net, store, most) {
  const count = Math.min(pass.trainLimit - pass.trainFirst, most);
  pass.trainCorrect += net.evaluateStore(store, 'train', pass.trainFirst, count).correct ?? 0;
  pass.trainFirst += count;
  return count;
}
