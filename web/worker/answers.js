import { claimOf } from './claim.js';
import { viewAnswers } from './view-answers.js';

/** Answers to the page's questions. */

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('./feed.js').Supply} Feed */
/** @typedef {import('./protocol.js').Memory} Memory */
/** @typedef {import('./protocol.js').Verdict} Verdict */
/** @typedef {import('./session.js').Session} Session */
/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Images */

/**
 * What there is to ask.
 *
 * @typedef {object} Scene
 * @property {Engine | null} engine
 * @property {Session | null} session
 * @property {Feed | null} feed
 * @property {boolean} resting whether no training goes on, and nothing has failed
 * @property {object} desk of a page, which looks at one view at a time
 */

/** What lets go of the lock that is held for a page. @type {WeakMap<object, (nothing: null) => void>} */
const ends = new WeakMap();

/** @param {object} desk of a page that needs no lock any more */
export function letGo(desk) {
  ends.get(desk)?.(null);
}

/** By question; each answers null, or nothing, as long as it cannot be told. */
export const answers = {
  ...viewAnswers,

  /**
   * Test images that have arrived.
   *
   * @param {Scene} scene
   * @param {number} first of those to choose from
   * @param {number} most how many
   * @param {number | null} label only this class; null: all
   * @returns {import('./protocol.js').TestImages | null}
   */
  testImages: ({ feed }, first, most, label) =>
    feed && !feed.store.numbers ? testImagesOf(feed.store, first, most, label) : null,

  /**
   * The first images of the last step's batch.
   *
   * @param {Scene} scene
   * @param {number} most how many
   */
  batch: ({ session }, most) => (session && !session.store.numbers ? batchOf(session, most) : null),

  /**
   * Rows of few numbers, all of them.
   *
   * @param {Scene} scene
   * @param {'train' | 'test'} split
   */
  rows: ({ feed }, split) =>
    feed?.store.numbers ? feed.store.rows(split, 0, feed.store.count(split)) : null,

  /**
   * Test images of the last test: those in a cell of the confusion, or all mistakes, those the network was surest of
   * first.
   *
   * @param {Scene} scene
   * @param {{ truth: number, answer: number } | null} cell
   * @param {number} most how many
   * @returns {Verdict[]}
   */
  verdicts: ({ session }, cell, most) => session?.passes.verdicts(session.store, cell, most) ?? [],

  /**
   * What this run can be gone on from.
   *
   * @param {Scene} scene
   * @returns {Memory | null} null before the first step
   */
  memory({ session }) {
    if (!session || session.step === 0) return null;
    if (!session.nonFinite) session.remember();
    return session.memories.at(-1) ?? null;
  },

  /** As of `network.parameters()`, at this moment. @param {Scene} scene */
  parameters: ({ session }) => session?.net.parameters() ?? null,

  /**
   * What the run has come to, as a link says it.
   *
   * @param {Scene} scene
   * @returns {import('../engine/link.js').Claim | null} null too while it goes on
   */
  claim: ({ session, resting }) => (session && resting ? claimOf(session) : null),

  /**
   * Holds a lock as long as the worker is there: who gets it next knows that it has ended, however silently.
   *
   * @param {Scene} _scene
   * @param {string} lock
   * @returns {Promise<void>} ends once it is held
   */
  hold: ({ desk }, lock) =>
    new Promise((held) => {
      navigator.locks.request(lock, () => {
        held();
        return new Promise((end) => ends.set(desk, end));
      });
    }),

  /**
   * What the worker has fetched: modules and images.
   *
   * @param {Scene} _scene
   * @returns {string[]} addresses
   */
  fetched: (_scene) => performance.getEntriesByType('resource').map(({ name }) => name),

  /**
   * An activation and its derivative.
   *
   * @param {Scene} scene
   * @param {string} name
   * @param {Record<string, number | string>} parameters
   * @param {number} reach over −reach … reach
   * @param {number} count in so many points
   * @returns {import('./protocol.js').Curve | null}
   */
  curve({ engine }, name, parameters, reach, count) {
    if (!engine) return null;
    const x = Float32Array.from({ length: count }, (_, i) => reach * ((2 * i) / (count - 1) - 1));
    return {
      f: engine.activate(name, parameters, x),
      slope: engine.activateGrad(name, parameters, x),
    };
  },
};

/**
 * @param {Session} session
 * @param {number} most
 * @returns {Images | null} null if they have not arrived
 */
function batchOf({ store, run }, most) {
  const indices = run.lastBatch.subarray(0, most);
  if (indices.some((index) => index >= store.count('train'))) return null;
  const images = new Uint8Array(indices.length * store.input);
  const labels = new Uint8Array(indices.length);
  for (const [to, index] of indices.entries()) {
    const one = store.read('train', index, 1);
    images.set(one.images, to * store.input);
    labels.set(one.labels, to);
  }
  return { images, labels };
}

/**
 * @param {import('../engine/store.js').DataStore} store
 * @param {number} first
 * @param {number} most
 * @param {number | null} label
 * @returns {import('./protocol.js').TestImages | null} null if none have arrived
 */
function testImagesOf(store, first, most, label) {
  const count = store.count('test');
  if (count === 0) return null;
  // Labels are looked at where they are: a copy would bring all the images along.
  const all = store.engine.heap.u8(store.locate('test', 0, count).labels, count);
  const found = Uint32Array.from(all.keys()).filter((i) => label === null || all[i] === label);
  const indices = found.slice(first, first + most);
  const images = new Uint8Array(indices.length * store.input);
  for (const [to, index] of indices.entries()) {
    images.set(store.read('test', index, 1).images, to * store.input);
  }
  const labels = Uint8Array.from(indices, (index) => all[index] ?? 0);
  return { images, labels, indices, total: found.length };
}
