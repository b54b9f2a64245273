import { tables as generated } from './tables.gen.js';

/**
 * A number (`min` to `max`), one of two words (`choices`) or a yes/no (`flag`). A name such as `betas[0]` is an element
 * of an array.
 * @typedef {{ name: string, default: number, min: number, max: number, choices?: undefined, flag?: undefined }} NumberParam
 * @typedef {{ name: string, default: string, choices: readonly string[], flag?: undefined }} ChoiceParam
 * @typedef {{ name: string, default: boolean, flag: true, choices?: undefined }} FlagParam
 * @typedef {NumberParam | ChoiceParam | FlagParam} Param
 */

/**
 * One activation function; see c/tables/activations.def for the columns.
 * `torch` is the torch.nn module, or empty where torch.nn has no such function. `rule` says what must hold between the
 * first and the second parameter. `range` bounds f at the default parameters. `formula` is TeX.
 * @typedef {object} ActivationRow
 * @property {string} name
 * @property {string} label
 * @property {string} group
 * @property {string} torch
 * @property {'PLAIN' | 'LEARNED' | 'RANDOM'} kind
 * @property {'ANY' | 'LESS' | 'LESS_EQUAL'} rule
 * @property {readonly Param[]} params
 * @property {readonly [number, number]} range
 * @property {string} formula
 * @property {string} source
 */

/**
 * A loss. `targets` says what it has a meaning for: classes, or shares of them, alone, or numbers too.
 * @typedef {{ name: string, label: string, shape: 'ELEMENT' | 'ROW', targets: 'CLASSES' | 'NUMBERS', formula: string }} LossRow
 */
/** @typedef {{ name: string, label: string, torch: string, formula: string, states: number, params: readonly Param[] }} OptimizerRow */
/** @typedef {{ name: string, label: string, torch: string, formula: string, params: readonly Param[] }} PlainRow a schedule or a clip */
/** @typedef {{ name: string, label: string, torch: string, rule: ActivationRow['rule'], formula: string, params: readonly Param[] }} InitializerRow */

/** @typedef {{ default: number, min: number, max: number, integer: true }} RowCount */
/** @typedef {{ name: string, unit: string }} Quantity */

/**
 * A data set; see c/tables/datasets.def for the columns.
 * @typedef {object} DataRow
 * @property {string} name
 * @property {string} label
 * @property {'FILES' | 'GENERATED' | 'GIVEN'} source loaded, made by the engine, or in the document
 * @property {'CLASSES' | 'VALUES'} kind a class per row, or numbers to aim at
 * @property {number} input numbers per row
 * @property {number} outputs that a network must have
 * @property {RowCount} train training rows; of given sets the default is all of them, here 0
 * @property {RowCount} test
 * @property {{ default: number, min: number, max: number, unit: string }} noise `max` is 0 where there is none
 * @property {readonly Quantity[]} inputs one for all where they are alike
 * @property {Quantity} target
 * @property {string} formula TeX, or empty
 * @property {string} text a sentence
 */

/**
 * @typedef {object} Tables
 * @property {{ units: number, layers: number, parameters: number, input: number }} limits largest allowed counts
 * @property {readonly ActivationRow[]} activations
 * @property {readonly LossRow[]} losses
 * @property {readonly OptimizerRow[]} optimizers
 * @property {readonly InitializerRow[]} initializers
 * @property {readonly PlainRow[]} schedules of the learning rate
 * @property {readonly PlainRow[]} clips ways of limiting gradients
 * @property {readonly DataRow[]} datasets
 */

/**
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function deepFreeze(value) {
  if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) deepFreeze(child);
    Object.freeze(value);
  }
  return value;
}

/** The engine's tables, in the engine's order: a row's index is its number inside the wasm module. */
export const tables = deepFreeze(/** @type {Tables} */ (/** @type {unknown} */ (generated)));

/**
 * Index of the row of that name, or -1.
 * @param {readonly { name: string }[]} rows
 * @param {string} name
 */
export function rowIndex(rows, name) {
  return rows.findIndex((row) => row.name === name);
}
