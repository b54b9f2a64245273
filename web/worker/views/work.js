import { StrataError } from '../../engine/errors.js';
import { flopPerImage } from '../../engine/experiment/index.js';

/** @typedef {import('../../engine/network.js').Network} Network */
/** @typedef {import('../answers.js').Scene} Scene */
/** @typedef {import('../session.js').Session} Session */

/**
 * What a view shows, computed in parts.
 * @template R
 * @typedef {Generator<{ share: number, found: R | null }, void>} Work `share` of it that is done, and what is known so far
 */

/**
 * @template R
 * @typedef {{ share: number, found: R | null, done: boolean }} Part
 */

/** Milliseconds of it between two looks at the messages: training goes on in between. */
const SLICE = 8;
/** Floating-point operations that take a few milliseconds. */
const FLOP = 4e7;

/** What is under way, one for each page. @type {WeakMap<object, { ticket: number, session: Session, work: Work<unknown> }>} */
const desks = new WeakMap();

/**
 * Takes a piece of work further; begins it if it is another than before.
 *
 * @template R
 * @param {Scene} scene
 * @param {number} ticket tells one piece of work from another
 * @param {(session: Session) => Work<R>} begin
 * @returns {Part<R> | null} null if it cannot be done
 */
export function further({ session, desk }, ticket, begin) {
  if (!session) return null;
  let begun = desks.get(desk);
  if (begun?.ticket !== ticket || begun.session !== session) {
    clear(desk);
    begun = { ticket, session, work: begin(session) };
    desks.set(desk, begun);
  }
  const work = /** @type {Work<R>} */ (begun.work);
  const end = session.now() + SLICE;
  let share = 0;
  /** @type {R | null} */
  let found = null;
  try {
    do {
      const { value, done } = work.next();
      if (done || !value) {
        desks.delete(desk);
        return { share: 1, found, done: true };
      }
      ({ share, found } = value);
    } while (session.now() < end);
  } catch (error) {
    desks.delete(desk);
    // Such as no memory for one network more.
    if (error instanceof StrataError) return null;
    throw error;
  }
  return { share, found, done: false };
}

/** Gives up what is under way. @param {object} desk */
export function clear(desk) {
  desks.get(desk)?.work.return();
  desks.delete(desk);
}

/**
 * The session's network as it is now, which it may leave behind meanwhile. It learns nothing.
 *
 * @param {Session} session
 * @returns {Network} to be disposed of
 */
export function copyOf({ net }) {
  const still = {
    init: { name: 'zeros' },
    optimizer: { name: 'sgd', lr: 0 },
    schedule: { name: 'constant' },
    clip: { name: 'none' },
  };
  const copy = net.engine.createNetwork({ ...net.sections, ...still }, { input: net.input });
  copy.setParameters(net.parameters());
  return copy;
}

/** @param {Network} net @returns {number} images that it takes a few milliseconds for, training or not */
export function imagesAtOnce({ sections, input }) {
  return Math.max(1, Math.min(1000, Math.floor(FLOP / flopPerImage(sections.layers, input))));
}
