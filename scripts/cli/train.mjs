import { encodeLink } from '../../web/engine/link.js';
import { folderIn, rowsOf } from './data.mjs';
import { experimentFrom } from './experiment.mjs';
import { goalLines, goalVerdicts } from './goals.mjs';
import { count, duration, percent } from './progress.mjs';
import { runExperiment } from './run.mjs';

/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('./arguments.mjs').Values} Values */
/** @typedef {Awaited<ReturnType<typeof runExperiment>>['report']} Report */

/**
 * `strata train`: trains and reports.
 *
 * @param {{ source: string | undefined, values: Values }} request
 * @returns {Promise<number>} exit status
 */
export async function train({ source, values }) {
  const { experiment } = experimentFrom(source, values);
  const { engine, network, report } = await runExperiment(experiment, values);
  network.dispose();
  const named = folderIn(values) === undefined;
  const { steps, testAccuracy, fingerprint, checkpoints } = report;
  const claim = { steps, testAccuracy, fingerprint, checkpoints };
  const link = named ? linkTo(experiment, claim, engine.kernels) : null;
  const goals = goalVerdicts(experiment, { ...report, epochs: report.progress });
  const lines = [asText(report, link, rowsOf(experiment)), ...goalLines(experiment, goals)];
  console.log(values.json ? asJson(report, link, goals) : lines.join('\n'));
  return report.stopped === 'aborted' ? 130 : 0;
}

/**
 * @param {Experiment} experiment
 * @param {import('../../web/engine/link.js').Claim} claim
 * @param {string} kernels only what strict kernels came to can be found again elsewhere, so only that is claimed
 */
function linkTo(experiment, claim, kernels) {
  const certain = kernels === 'strict' && claim.steps > 0;
  return `#e=${encodeLink(experiment, certain ? claim : undefined)}`;
}

/**
 * @param {Report} report
 * @param {string | null} link null where the data were not those that the link would name
 * @param {readonly import('./goals.mjs').GoalVerdict[]} goals
 * @returns {string} one line; numbers that are not finite become null
 */
function asJson(report, link, goals) {
  const { trainLoss, testLoss, testAccuracy, steps, seconds, imagesPerSecond, fingerprint } =
    report;
  const result = {
    trainLoss,
    testLoss,
    testAccuracy,
    steps,
    seconds,
    imagesPerSecond,
    fingerprint,
    link,
  };
  const { stopped, nonFinite } = report;
  return JSON.stringify({
    ...result,
    ...(stopped && { stopped }),
    ...(nonFinite && { nonFinite }),
    ...(goals.length > 0 && { goals }),
  });
}

/** @param {number} loss */
function figure(loss) {
  return Math.abs(loss) < 1e6 ? loss.toFixed(4) : loss.toExponential(3);
}

/**
 * @param {Report} report
 * @param {string | null} link
 * @param {string} unit of what is trained on
 */
function asText(report, link, unit) {
  const lines = [
    ['train loss', figure(report.trainLoss)],
    ['test loss', figure(report.testLoss)],
    ...(report.testAccuracy === null ? [] : [['test accuracy', percent(report.testAccuracy)]]),
    ['steps', count(report.steps)],
    ['time', `${duration(report.seconds)}, ${count(report.imagesPerSecond)} ${unit}/s`],
    ['fingerprint', report.fingerprint],
    ...(link === null ? [] : [['link', link]]),
  ].map(([name = '', value]) => `${name.padEnd(14)} ${value}`);
  return [...stopReason(report), ...lines].join('\n');
}

/** @param {Report} report */
function stopReason({ stopped, nonFinite }) {
  if (stopped === 'aborted') return ['Stopped before the end; the result so far:'];
  if (stopped === 'target') return ['The target accuracy has been reached:'];
  if (stopped === null || !nonFinite) return [];
  const { step, layer, what } = nonFinite;
  const where = layer < 0 ? '' : `, layers[${layer}]`;
  return [`Stopped: in step ${count(step)} a number was no longer finite (${what}${where}).`];
}
