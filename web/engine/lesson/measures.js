import { Scene } from './scene.js';

/** @typedef {import('./scene.js').Subject} Subject */

/**
 * A figure of a network that a lesson can state something about.
 *
 * @typedef {object} Measure
 * @property {string} name
 * @property {'none' | 'linear' | 'activation' | 'activations'} layer which layer it is of: `activations` is of one
 *   activation or, if none is named, of all
 * @property {'share' | 'number' | 'count' | 'step'} form how it is written; shares are from 0 to 1
 * @property {(scene: Scene, layer: number | undefined) => number} take NaN where it cannot be told
 */

/** All there are. @type {readonly Measure[]} */
export const measures = [
  /** Test images that are right. */
  { name: 'accuracy', layer: 'none', form: 'share', take: (scene) => scene.test.accuracy },
  /** Places where a network with one input and piecewise linear activations bends. */
  {
    name: 'kinks',
    layer: 'none',
    form: 'count',
    take: ({ subject, line }) => (subject.net.input === 1 ? line.kinks.length : Number.NaN),
  },
  /** How far such a network is from straight between those places, as a part of its largest output. */
  { name: 'bend', layer: 'none', form: 'number', take: ({ line }) => line.bend },
  /** Pieces of the plane in which a network with such activations is linear: of its two inputs, or through three images. */
  { name: 'regions', layer: 'none', form: 'count', take: ({ regions }) => regions },
  /** The smallest of the outputs for the test rows. */
  {
    name: 'smallest_output',
    layer: 'none',
    form: 'number',
    take: (scene) => scene.outputs.reduce((least, one) => Math.min(least, one)),
  },
  /** The largest of them. */
  {
    name: 'largest_output',
    layer: 'none',
    form: 'number',
    take: (scene) => scene.outputs.reduce((most, one) => Math.max(most, one)),
  },
  /** Outputs for the test rows that are below 0. */
  {
    name: 'negative_outputs',
    layer: 'none',
    form: 'count',
    take: (scene) => scene.outputs.filter((one) => one < 0).length,
  },
  /** The loss, as a mean over the test rows. */
  { name: 'loss', layer: 'none', form: 'number', take: (scene) => scene.test.loss },
  /** The step at which a number was not finite; Infinity if all were. */
  {
    name: 'nonfinite_step',
    layer: 'none',
    form: 'step',
    take: ({ subject }) => subject.nonFinite?.step ?? Number.POSITIVE_INFINITY,
  },
  /** Units that have no slope for any training image. */
  { name: 'dead', layer: 'activations', form: 'share', take: (scene, at) => scene.dead(at) },
  /** Training images, of all units and the first thousand images, for which the slope is below 0.01. */
  { name: 'flat', layer: 'activation', form: 'share', take: (scene, at) => scene.view(at).flat },
  /** Outputs, of all units and the first thousand training images, that are 0. */
  { name: 'zeros', layer: 'activation', form: 'share', take: (scene, at) => scene.zeros(at) },
  /** Mean of an activation's outputs over the first thousand training images. */
  {
    name: 'mean',
    layer: 'activation',
    form: 'number',
    take: (scene, at) => scene.view(at).output.mean,
  },
  /** Standard deviation of those outputs. */
  {
    name: 'deviation',
    layer: 'activation',
    form: 'number',
    take: (scene, at) => scene.view(at).output.deviation,
  },
  /** The smallest of those outputs. */
  {
    name: 'smallest',
    layer: 'activation',
    form: 'number',
    take: (scene, at) => scene.view(at).output.min,
  },
  /** The largest of those outputs. */
  {
    name: 'largest',
    layer: 'activation',
    form: 'number',
    take: (scene, at) => scene.view(at).output.max,
  },
  /** The largest slope of an activation over the first thousand training images. */
  {
    name: 'steepest',
    layer: 'activation',
    form: 'number',
    take: (scene, at) => scene.steepest(at),
  },
  /** Slopes, of all units and the first thousand training images, that are neither 0 nor 1. */
  {
    name: 'part_slopes',
    layer: 'activation',
    form: 'share',
    take: (scene, at) => scene.partSlopes(at),
  },
  /** Norm of the next step's gradient of the loss by a linear layer's output. */
  { name: 'gradient', layer: 'linear', form: 'number', take: (scene, at) => scene.gradient(at) },
  /** That norm at the first linear layer, divided by that at the last one. */
  {
    name: 'gradient_ratio',
    layer: 'none',
    form: 'number',
    take: (scene) => scene.gradient(scene.linear.at(0)) / scene.gradient(scene.linear.at(-1)),
  },
  /** How far the outputs are from those of the one linear layer that remains without activations, as a part of the largest. */
  {
    name: 'collapse_gap',
    layer: 'none',
    form: 'number',
    take: (scene) => scene.collapse.gap,
  },
  /** Rank of the matrix of that one layer. */
  { name: 'collapse_rank', layer: 'none', form: 'count', take: (scene) => scene.collapse.rank },
  /** Units of a linear layer that differ from all before them in a weight or their bias. */
  {
    name: 'different_units',
    layer: 'linear',
    form: 'count',
    take: (scene, at) => scene.differentUnits(at),
  },
  /** The learnt parameter of an activation, such as prelu's slope. */
  { name: 'slope', layer: 'activation', form: 'number', take: (scene, at) => scene.slope(at) },
  /**
   * Of the first 64 training images: the largest difference between the gradient of the whole batch and the mean of
   * the images' own, as a part of the largest gradient.
   */
  { name: 'batch_gap', layer: 'none', form: 'number', take: (scene) => scene.batchGap() },
];

/** @param {string} name @returns {Measure | undefined} */
export function measureNamed(name) {
  return measures.find((one) => one.name === name);
}

/**
 * Takes several measures of the same moment.
 *
 * @param {Subject} subject left as it is
 * @param {readonly { measure: string, layer?: number }[]} wanted
 * @returns {number[]}
 */
export function takeMeasures(subject, wanted) {
  const scene = new Scene(subject);
  return wanted.map(
    ({ measure, layer }) => measureNamed(measure)?.take(scene, layer) ?? Number.NaN,
  );
}
