import { ScriptError } from '../process.mjs';
import { objection } from './statistics.mjs';

/** @typedef {{ measure: () => import('./calibration.mjs').Sample }} Calibration shows how fast the machine is at the moment */

/** How often the rounds asked for may be repeated before the machine counts as too busy. */
const ATTEMPTS = 3;

/** The machine is too busy for figures to mean anything. */
export class BusyError extends ScriptError {}

/**
 * Measures several things alternately, so that a disturbance hits all of them. Where the figures cannot be trusted, as
 * many rounds again are added; all of them count.
 *
 * @template Sample
 * @param {object} plan
 * @param {number} plan.rounds
 * @param {number} [plan.bound] of spreads
 * @param {{ name: string, mayVary?: boolean, measure: (round: number) => Promise<Sample> }[]} plan.tasks with names all
 *   different; one that may vary has no say in whether the machine is too busy
 * @param {(sample: Sample) => number} plan.figure what must not vary
 * @param {Calibration} plan.calibration
 * @returns {Promise<Sample[][]>} samples by round, of each task
 * @throws {BusyError}
 */
export async function measureAlternately({ rounds, bound, tasks, figure, calibration }) {
  /** @type {Sample[][]} */
  const samples = tasks.map(() => []);
  /** @type {import('./calibration.mjs').Sample[]} */
  const loops = [];
  /** @type {string | null} */
  let against = null;
  for (let round = 0; round < ATTEMPTS * rounds; round++) {
    for (const [i, { measure }] of tasks.entries()) {
      loops.push(calibration.measure());
      samples[i]?.push(await measure(round));
    }
    if ((round + 1) % rounds > 0) continue;
    const figures = tasks.flatMap(({ name, mayVary }, i) =>
      mayVary ? [] : [[name, (samples[i] ?? []).map(figure)]],
    );
    const loop = { rates: loops.map(({ rate }) => rate), shares: loops.map(({ share }) => share) };
    against = objection(Object.fromEntries(figures), loop, bound);
    if (against === null) return samples;
  }
  throw new BusyError(
    `The machine is too busy to trust these figures: over ${ATTEMPTS * rounds} rounds, ${against}. Nothing is reported.`,
  );
}
