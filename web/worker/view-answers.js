import { activity } from './views/activity.js';
import { batch, example } from './views/batch.js';
import { collapse } from './views/collapse.js';
import { compare } from './views/compare.js';
import { death } from './views/death.js';
import { gradients } from './views/gradients.js';
import { kinks } from './views/kinks.js';
import { outputs } from './views/outputs.js';
import { regions } from './views/regions.js';
import { start } from './views/start.js';
import { clear, further } from './views/work.js';

/** @typedef {import('./answers.js').Scene} Scene */

/**
 * What the views beside the stack show. Each is computed in parts: the page asks again, with the same ticket, until all is
 * done. Another ticket begins anew.
 */
export const viewAnswers = {
  /** @param {Scene} scene @param {number} ticket @param {number} most test images */
  collapse: (scene, ticket, most) => further(scene, ticket, (session) => collapse(session, most)),

  /** @param {Scene} scene @param {number} ticket @param {number} most training images */
  activity: (scene, ticket, most) => further(scene, ticket, (session) => activity(session, most)),

  /** @param {Scene} scene @param {number} ticket @param {import('./views/death.js').Question} question */
  death: (scene, ticket, question) => further(scene, ticket, (session) => death(session, question)),

  /** @param {Scene} scene @param {number} ticket */
  batchParts: (scene, ticket) => further(scene, ticket, batch),

  /** @param {Scene} scene @param {number} ticket */
  gradients: (scene, ticket) => further(scene, ticket, gradients),

  /** Norms of the last step that was measured, at rest those of the weights there are; the next is measured too. @param {Scene} scene */
  stepNorms({ session, resting }) {
    if (!session) return null;
    session.measure = true;
    if (resting) session.foresee();
    return session.norms;
  },

  /** @param {Scene} scene */
  batchExample: ({ engine }) => engine && example(engine),

  /** @param {Scene} scene @param {number} ticket @param {readonly import('./views/start.js').Named[]} inits */
  starts: (scene, ticket, inits) => further(scene, ticket, (session) => start(session, inits)),

  /** @param {Scene} scene @param {number} ticket */
  outputs: (scene, ticket) => further(scene, ticket, outputs),

  /** @param {Scene} scene @param {number} ticket @param {readonly string[]} names @param {number} steps */
  comparison: (scene, ticket, names, steps) =>
    further(scene, ticket, (session) => compare(session, names, steps)),

  /** @param {Scene} scene @param {number} ticket */
  kinks: (scene, ticket) => further(scene, ticket, kinks),

  /** @param {Scene} scene @param {number} ticket @param {number} side @param {readonly [number, number, number] | null} images */
  regions: (scene, ticket, side, images) =>
    further(scene, ticket, (session) => regions(session, side, images)),

  /** Nobody looks any more. @param {Scene} scene */
  viewLeft: ({ desk }) => clear(desk),
};
