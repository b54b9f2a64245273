import { parseExperiment } from '../../web/engine/experiment/index.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { noData } from '../../web/worker/telling.js';

/** @typedef {import('../../web/worker/protocol.js').Snapshot} Snapshot */

const first = parseExperiment(firstExperiment);

/**
 * A test of ten images.
 *
 * @param {number} step
 * @param {number} accuracy a share
 * @param {import('../../web/engine/experiment/index.js').Experiment} [experiment]
 * @returns {import('../../web/worker/protocol.js').TestPoint}
 */
export const testAt = (step, accuracy, experiment = first) => ({
  step,
  accuracy,
  trainAccuracy: accuracy + 0.01,
  loss: 1 - accuracy,
  images: 10,
  confusion: new Uint32Array(100),
  experiment,
});

/**
 * What a worker might tell.
 *
 * @param {Partial<Omit<Snapshot, 'losses'>> & { losses?: number[] }} parts
 * @returns {Snapshot}
 */
export function snapshot({ losses = [], ...parts }) {
  return {
    phase: 'paused',
    generation: 1,
    step: losses.at(-2) ?? 0,
    epoch: 0,
    stepsPerEpoch: 10,
    imagesPerEpoch: 320,
    pristine: true,
    inherited: null,
    epochGoal: 1,
    losses: Float64Array.from(losses),
    tests: [],
    imagesPerSecond: null,
    fingerprint: null,
    nonFinite: null,
    found: [],
    aftermath: null,
    data: noData(),
    kernels: 'strict',
    backend: null,
    fault: null,
    views: null,
    memory: 0,
    resting: true,
    ...parts,
  };
}
