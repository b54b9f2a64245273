/**
 * The experiment document: everything that determines a run, as one JSON object.
 *
 * @typedef {{ type: 'linear', units: number, bias: boolean }} LinearLayer
 * @typedef {{ type: 'activation', name: string, readonly [parameter: string]: number | string }} ActivationLayer
 * @typedef {Readonly<LinearLayer> | Readonly<ActivationLayer>} Layer
 * @typedef {{ readonly name: string, readonly [parameter: string]: number | string | boolean | readonly number[] }} Named
 *   an optimiser or initialiser with its parameters as in the tables; `betas[0]` and `betas[1]` are the array `betas`
 *
 * @typedef {object} Sections what a network is made from
 * @property {readonly Layer[]} layers from the input to the output
 * @property {string} loss name of a loss; by default cross_entropy, or mse_loss for data with numbers to aim at
 * @property {Named} optimizer
 * @property {Named} init initialiser of the linear layers' weights
 * @property {Named} schedule of the learning rate, counted in optimiser steps
 * @property {Named} clip how gradients are limited before an update
 * @property {number} seed 0 to 2³² − 1; weights, order of images and random activations follow from it
 *
 * @typedef {object} Data
 * @property {string} name of a data set; which of the fields below it has follows from its row in the tables
 * @property {number} train the set's first so many rows are trained on
 * @property {number} test and its first so many test rows tested; of `points` and `samples` the last so many of all
 * @property {readonly number[]} [classes] mnist: only their images are used, of both
 * @property {number} [noise] mnist: share of the training images' pixels that are replaced by arbitrary ones, 0 to 1;
 *   generated sets: standard deviation of normal noise in training and test rows alike, of points' coordinates or of
 *   the target (of `age`, of its logarithm)
 * @property {number} [label_noise] sets of classes that are not given: share of the training rows' labels that are
 *   replaced by another of the classes
 * @property {readonly (readonly number[])[]} [points] `points`: 1 to 1,000 of [x1, x2, class], the class being 0 or 1;
 *   `samples`: of [x, y]; coordinates from −1e9 to 1e9
 *
 * @typedef {object} Rest
 * @property {1} strata the document's version
 * @property {Data} data
 * @property {number} batch rows per step, 1 to data.train; of `points` and `samples` a larger one is all of them
 * @property {number} epochs passes over the training rows, 1 to 1,000
 * @property {number} target_accuracy training ends after the first epoch whose test accuracy is as high, 0 to 1; 1: never,
 *   and the only choice for data with numbers to aim at
 * @property {readonly Goal[]} [goals] what the run is to come to, 1 to 8; see `judgeGoals`. The run is the same without them
 *
 * @typedef {object} Goal what a run is to come to, all of it together; at least one of `test_accuracy` and `test_loss`
 * @property {string} [title] for those who are to reach it, 1 to 80 characters in one line
 * @property {number} [test_accuracy] at least this, 0 to 1; not for data with numbers to aim at
 * @property {number} [test_loss] at most this, 0 to 1e9
 * @property {number} [parameters] of the network, at most this many, 1 to 64 million
 * @property {number} [steps] at most this many, 1 to 1e9
 * @property {number} [epochs] at most this many, 1 to 1,000
 *
 * @typedef {Readonly<Sections & Rest>} Experiment with every default filled in
 *
 * @typedef {object} Problem one thing that is wrong with a document
 * @property {string} path where, such as `layers[1].negative_slope`; empty for the document as a whole
 * @property {unknown} value what stands there; undefined if it is missing or cannot be read
 * @property {string} message what is wrong and what is allowed, such as `"abc" is not a number`
 * @property {import('../sentences.js').Sentence} [sentence] the message in parts, to be said in other languages
 */

export { canonical } from './canonical.js';
export { datasetOf, datasets, inputOf, isLoaded } from './datasets.js';
export { countParameters, flopPerImage } from './network.js';
export { ExperimentError, parseExperiment, parseSections, problems } from './parse.js';
export { bounds, defaults } from './schema.js';
export { formatLayers, parseLayers, parseNamed, parseValue } from './stack.js';
