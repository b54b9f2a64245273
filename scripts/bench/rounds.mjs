import { ScriptError } from '../process.mjs';
import { competition, MOST_WITHHELD, objection, spreadOf, withoutRounds } from './statistics.mjs';

/** @typedef {{ measure: () => import('./calibration.mjs').Sample }} Calibration shows how fast the machine is at the moment */

/**
 * @template Sample
 * @typedef {object} Measured one task's outcome
 * @property {string} name
 * @property {Sample[]} samples by round
 * @property {number} spread of its figures, without what all figures of a round have in common
 * @property {string | null} withheld why the figure is not to be reported
 */

/** How often the rounds asked for may be repeated before figures that still vary are withheld. */
const ATTEMPTS = 3;

/** The machine is too busy for figures to mean anything. */
export class BusyError extends ScriptError {}

/**
 * Measures several things alternately, so that a disturbance hits all of them. Where figures cannot be trusted, as many
 * rounds again are added; all of them count.
 *
 * @template Sample
 * @param {object} plan
 * @param {number} plan.rounds
 * @param {number} [plan.bound] of spreads
 * @param {{ name: string, mayVary?: boolean, measure: (round: number) => Promise<Sample> }[]} plan.tasks with names all
 *   different; one that may vary has no say in whether the machine is too busy
 * @param {(sample: Sample) => number} plan.figure what must not vary
 * @param {Calibration} plan.calibration
 * @returns {Promise<Measured<Sample>[]>} by task
 * @throws {BusyError}
 */
export async function measureAlternately({ rounds, bound, tasks, figure, calibration }) {
  /** @type {Sample[][]} */
  const samples = tasks.map(() => []);
  /** @type {number[]} */
  const shares = [];
  for (let attempt = 1; ; attempt++) {
    for (let round = 0; round < rounds; round++) {
      for (const [i, { measure }] of tasks.entries()) {
        shares.push(calibration.measure().share);
        samples[i]?.push(await measure(samples[i].length));
      }
    }
    const figures = withoutRounds(samples.map((series) => series.map(figure)));
    const measured = tasks.map(({ name }, i) => {
      const spread = spreadOf(figures[i] ?? []);
      return { name, samples: samples[i] ?? [], spread, withheld: objection(spread, bound) };
    });
    const counted = measured.filter((_, i) => !tasks[i]?.mayVary);
    const varying = counted.filter(({ withheld }) => withheld !== null);
    const against = competition(shares);
    if (against === null && varying.length === 0) return measured;
    if (attempt < ATTEMPTS) continue;
    const why = against ?? tooMany(varying, counted.length);
    if (why === null) return measured;
    throw new BusyError(
      `The machine is too busy to trust these figures: over ${attempt * rounds} rounds, ${why}. Nothing is reported.`,
    );
  }
}

/**
 * @param {Measured<unknown>[]} varying
 * @param {number} all how many figures there are
 */
function tooMany(varying, all) {
  const [first] = varying;
  if (first === undefined || varying.length <= MOST_WITHHELD * all) return null;
  return `${varying.length} of ${all} figures kept varying: ${first.name} ${first.withheld}`;
}

/** @param {Measured<unknown>[]} measured @returns {string[]} a line per figure that is not reported */
export function withheldLines(measured) {
  return measured.flatMap(({ name, withheld }) =>
    withheld === null ? [] : [`Not reported: ${name} ${withheld}`],
  );
}
