/**
 * What page and worker say to each other. The page calls the methods of {@link PairCalls}, which answer at once, and
 * asks for a {@link Snapshot} once per animation frame; everything that takes time is seen in snapshots only.
 */

import { datasetOf } from '../engine/experiment/index.js';

/** @typedef {import('../engine/experiment/index.js').Experiment} Experiment */

/**
 * Where training stands.
 * - `loading`: the engine is not there yet
 * - `ready`: at the starting weights
 * - `running`; `waiting`: would be running but for images that have not arrived
 * - `paused`; `finished`: the experiment's epochs are done; `reached`: its target accuracy; `nonfinite`: a number became infinite or NaN
 *
 * @typedef {'loading' | 'ready' | 'running' | 'waiting' | 'paused' | 'finished' | 'reached' | 'nonfinite'} Phase
 */

/**
 * @typedef {{ code: string, message: string, sentence?: import('../engine/sentences.js').Sentence }} Fault an error as it
 *   crosses the threads; `message` is a sentence, `sentence` the same in parts, to be said in other languages
 */

/**
 * @typedef {object} TestPoint over the first `images` test images
 * @property {number} step
 * @property {number} loss
 * @property {number} accuracy NaN where there are no classes
 * @property {number | null} trainAccuracy over the first 1,000 training images; null if none had arrived
 * @property {number} images
 * @property {Uint32Array} confusion [classes · classes], row = true class; empty where there are none
 * @property {Experiment} experiment whose network was tested: an edit may have replaced that since
 *
 * @typedef {{ index: number, truth: number, answer: number, confidence: number, pixels: Uint8Array | Float32Array }} Verdict
 *   on a test image: what the network took it for, and how surely; numbers in place of pixels where the data are
 *
 * @typedef {import('../engine/diagnosis.js').LayerNorms} LayerNorms
 */

/**
 * @typedef {{ layer: number, first: number, count: number, raw: boolean }} TileRequest units of a linear layer, to be drawn
 *   as images: what they look for in the input, times the pixels' spread unless `raw`
 *
 * @typedef {object} ViewRequest what the page shows now
 * @property {readonly TileRequest[]} tiles of linear layers, in the order of the stack; edges are drawn between neighbours
 * @property {Uint8Array | Float32Array | null} digit whose way through the network is shown: pixels, or numbers where the data
 *   are
 * @property {{ layer: number, unit: number } | null} unit of a linear layer that is looked into
 * @property {{ serial: number, pixels: Uint8Array } | null} [own] the digits that the student keeps, [n · 784]; `serial` tells one
 *   set of them from another
 * @property {readonly [number, number] | null} [range] of inputs that are one number or two, as wide as the data unless given
 *
 * @typedef {{ layer: number, first: number, count: number, scale: number, pixels: Int8Array, width: number, height: number }} Tiles
 *   images of the input or, where it is one number or two, of what comes out over their range, from the lower left; in parts
 *   of scale / 127, −128 where it is not a number
 * @typedef {{ from: number, to: number, list: Float32Array }} Edges the strongest weights between two linear layers, as
 *   triples: unit before, unit, weight
 *
 * @typedef {object} LayerView a layer's input over some training images; of an activation, the pre-activations
 * @property {number} low bounds of the histogram
 * @property {number} high
 * @property {Uint32Array} counts
 * @property {number} below
 * @property {number} above
 * @property {number} left share below 0
 * @property {number} largest size
 * @property {number} size root mean square
 * @property {number} dead activation: share of units whose derivative is 0 for all these images
 * @property {number} flat activation: share of all pairs of image and unit whose derivative is nearly 0
 *
 * @typedef {object} Views
 * @property {number} step
 * @property {LayerView[]} layers one per layer of the document; none while there are no images
 * @property {Tiles[]} tiles
 * @property {Edges[]} edges
 * @property {{ width: number, height: number, low: number, high: number, values: Float32Array } | null} field what the network
 *   puts out over the range of one input or two, [width · height · outputs] from the lower left
 * @property {Float32Array[] | null} outputs of every layer for the digit
 * @property {Float32Array | null} answer for the digit
 * @property {{ layer: number, unit: number, weights: Float32Array, bias: number } | null} unit
 * @property {{ serial: number, answers: Int8Array } | null} own the class each of the student's digits is taken for, −1
 *   where the outputs are not finite
 * @property {{ step: number, layers: LayerNorms[] } | null} norms of the last step that was measured
 * @property {[layer: number, slope: number][]} learnt slopes of PReLU
 */

/**
 * @typedef {object} DataState
 * @property {number} train images that have arrived
 * @property {number} test
 * @property {number} trainGoal images that the experiment asks for
 * @property {number} testGoal
 * @property {number} bytes received of `bytesGoal`, packed
 * @property {number} bytesGoal 0 before it is known
 * @property {{ attempt: number, attempts: number } | null} retrying which attempt at a file that has failed is under way
 * @property {Fault | null} failure why the download ended early
 */

/**
 * @typedef {{ kept: number[], layers: number, whole: boolean }} Inherited of so many linear layers, counted from 0, those
 *   that kept weights; `whole`: all of these weights
 *
 * @typedef {{ step: number, layer: number, what: 'weight' | 'activation' | 'gradient' }} NonFinite
 *
 * @typedef {object} LastStep one of the last steps before a number was not finite
 * @property {number} step
 * @property {number} loss before it, NaN if it could not be told
 * @property {number[]} sizes root mean square of each linear layer's output over the batch
 * @property {number[]} largest of these outputs in size, by linear layer
 * @property {LayerNorms[]} norms of every layer
 *
 * @typedef {{ done: boolean, steps: number, failedAt: number | null, accuracy: number | null }} TrialResult of a cure that
 *   is tried: the step at which it failed too, or else its test accuracy after so many steps
 *
 * @typedef {{ steps: LastStep[], trials: TrialResult[] }} Aftermath of a number that was not finite
 */

/**
 * @typedef {object} Snapshot
 * @property {Phase} phase
 * @property {number} generation counts the networks; points of an earlier one are of no use
 * @property {number} step optimiser steps since the starting weights
 * @property {number} epoch epochs since the starting weights, with fractions
 * @property {number} stepsPerEpoch 0 before the engine is there
 * @property {number} imagesPerEpoch training images that are left of those the experiment asks for; 0 before that is known
 * @property {boolean} pristine whether the experiment alone determines the weights: nothing was changed on the way
 * @property {Inherited | null} inherited what the network has of the one before the last edit
 * @property {number} epochGoal epochs after which Run stops by itself
 * @property {Float64Array} losses pairs (step, mean train loss since the pair before), those since the last snapshot
 * @property {TestPoint[]} tests those since the last snapshot
 * @property {number | null} imagesPerSecond over the last half second of training
 * @property {string | null} fingerprint of the weights; null while they change
 * @property {NonFinite | null} nonFinite
 * @property {Aftermath | null} aftermath once the last steps have been measured
 * @property {DataState} data
 * @property {string} kernels the engine's build, empty before it is there
 * @property {import('../engine/load.js').Backend | null} backend what it computes with
 * @property {Fault | null} fault what keeps the engine from working
 * @property {Views | null} views where they have changed
 * @property {number} memory bytes that the engine holds
 * @property {[key: string, value: number][]} found what has been measured for a lesson
 * @property {boolean} resting nothing is under way: the next snapshot will be the same unless something is called
 */

/**
 * One network's way through a lesson.
 * @typedef {{ course: import('../engine/lesson/plan.js').Course, plan: import('../engine/lesson/plan.js').Plan }} Way
 */

/**
 * What a run of the same experiment goes on from.
 *
 * @typedef {object} Memory
 * @property {import('../engine/network.js').State} state
 * @property {import('../engine/run.js').Place} place
 * @property {boolean} pristine
 * @property {readonly string[]} [checkpoints] of the first epochs, as in a claim; none in what earlier versions kept
 */

/**
 * @typedef {{ images: Uint8Array, labels: Uint8Array, indices: Uint32Array, total: number }} TestImages `indices` are their
 *   places among all test images, `total` is how many there are to choose from
 */

/** @typedef {{ f: Float32Array, slope: Float32Array }} Curve values of an activation and of its derivative */

/**
 * @typedef {'start' | 'configure' | 'conduct' | 'run' | 'pause' | 'step' | 'epoch' | 'speed' | 'look' | 'tryCures' | 'resume' | 'reset' | 'retry'} Verb
 * @typedef {{ [V in Verb]: [V, ...Parameters<TrainerCalls[V]>] }[Verb]} Order
 */

/**
 * @typedef {import('./views/compare.js').CompareView} CompareView
 * @typedef {import('./views/compare.js').CompareRow} CompareRow
 * @typedef {import('./views/death.js').DeathView} DeathView
 * @typedef {import('./views/death.js').Deed} Deed
 * @typedef {import('./views/death.js').Question} DeathQuestion
 * @typedef {import('./views/gradients.js').GradientsView} GradientsView
 * @typedef {import('./views/start.js').StartView} StartView
 * @typedef {import('./views/outputs.js').OutputsView} OutputsView
 * @typedef {import('./views/kinks.js').KinksView} KinksView
 * @typedef {import('./views/kinks.js').Hinge} Hinge
 * @typedef {import('./views/regions.js').RegionsView} RegionsView
 */

/**
 * @typedef {typeof import('./answers.js').answers} Answers
 * @typedef {keyof Answers} Question
 */

/**
 * @template {Question} Q
 * @typedef {Parameters<Answers[Q]> extends [any, ...infer Rest] ? Rest : never} Words
 */

/**
 * @template {Question} Q
 * @typedef {ReturnType<Answers[Q]>} Answer
 */

/**
 * @typedef {object} TrainerCalls
 * @property {(options: { data: string, experiment: Experiment }) => void} start `data` is the address of the packed images
 * @property {(experiment: Experiment) => void} configure changes the experiment; see `changeOf` for what that does
 * @property {() => void} run
 * @property {() => void} pause
 * @property {() => void} step one optimiser step more; ends a run after its next step
 * @property {() => void} epoch to the end of the present epoch
 * @property {(stepsPerSecond: number) => void} speed Infinity for as fast as possible
 * @property {(request: ViewRequest) => void} look what the snapshots' views are to show
 * @property {(experiments: readonly Experiment[]) => void} tryCures tries these in the background while nothing is trained
 * @property {(memory: Memory) => void} resume goes on from there, as soon as there is a network
 * @property {() => void} reset back to the starting weights
 * @property {(way: Way | null) => void} conduct measures on the way from the start on what a lesson asks for, and ends there
 * @property {() => void} retry goes on with a download that failed
 * @property {(order: Order) => void} obey does one of these
 * @property {() => Snapshot} pull
 * @property {<Q extends Question>(question: Q, ...words: Words<Q>) => Answer<Q>} ask see answers.js
 *
 * @typedef {'a' | 'b' | 'both'} Which of two twins
 *
 * @typedef {object} PairCalls the page's network and, once it is started, its twin
 * @property {TrainerCalls} a
 * @property {TrainerCalls} b
 * @property {(orders: [Which, Order][]) => void} obey does several things one after the other, with no training in
 *   between; twins that are paused together rest at the same step
 */

/** @typedef {'nothing' | 'epochs' | 'optimizer' | 'recipe' | 'layers' | 'network' | 'data'} Change */

/** @param {Change} change @returns {boolean} whether all steps stay what they are */
export function isSameRun(change) {
  return change === 'nothing' || change === 'epochs';
}

/** @param {Experiment} experiment @returns {number} the seed, where data are drawn from it; else 0 */
export function drawnFrom({ data, seed }) {
  const { name, noise = 0, label_noise = 0 } = data;
  const drawn = noise > 0 || label_noise > 0 || datasetOf(name)?.source === 'GENERATED';
  return drawn ? seed : 0;
}

/**
 * How deep a change of the experiment goes: `epochs` and `optimizer` take effect at the next step; `recipe` and `layers`
 * make another network, which goes on with the weights that fit; `network` starts anew from the seed, `data` also needs
 * other images.
 *
 * @param {Experiment} before
 * @param {Experiment} after
 * @returns {Change}
 */
export function changeOf(before, after) {
  const differs = (/** @type {(one: Experiment) => unknown} */ part) =>
    JSON.stringify(part(before)) !== JSON.stringify(part(after));
  if (differs((one) => [one.data, drawnFrom(one)])) return 'data';
  if (differs(({ init, seed }) => [init, seed])) return 'network';
  if (differs(({ layers }) => layers)) return 'layers';
  if (differs(({ loss, optimizer, batch }) => [loss, optimizer.name, batch])) return 'recipe';
  if (differs(({ optimizer, schedule, clip }) => [optimizer, schedule, clip])) return 'optimizer';
  return differs((one) => [one.epochs, one.target_accuracy]) ? 'epochs' : 'nothing';
}
