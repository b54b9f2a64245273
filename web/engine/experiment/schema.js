/**
 * The experiment document, version 1, as Valibot schemas made from the engine's tables. Names, parameters, defaults and
 * bounds of layers, losses, optimisers and initialisers are the rows'; a table's first row is the default.
 */
import * as v from 'valibot';
import { sentence } from '../sentences.js';
import { tables } from '../tables.js';
import {
  batchFaults,
  dataOptions,
  hasValues,
  lossFaults,
  targetFaults,
  valueLosses,
} from './data.js';
import { datasetOf, datasets } from './datasets.js';
import {
  choice,
  flag,
  handedOn,
  innerVariant,
  notWanted,
  number,
  object,
  optionObject,
  parameterFields,
  rule,
  variant,
} from './fields.js';
import { goalFaults, goalList } from './goals.js';
import { networkFaults } from './network.js';
import { shown } from './words.js';

/** @typedef {import('../tables.js').ActivationRow} ActivationRow */
/** @typedef {import('./fields.js').Schema} Schema */

const VERSION = 1;

/** Bounds of the numbers that no table has. 1,000 epochs of MNIST are hours even on a fast machine. */
export const bounds = {
  units: { min: 1, max: tables.limits.units, integer: true },
  /** No more than data.train, which a rule below asks for. */
  batch: { min: 1, max: Math.max(...datasets.map(({ train }) => train.max)), integer: true },
  epochs: { min: 1, max: 1000, integer: true },
  /** A share. 1, which few networks reach, asks for nothing. */
  target_accuracy: { min: 0, max: 1, integer: false },
  seed: { min: 0, max: 2 ** 32 - 1, integer: true },
};

/** What stands where the document says nothing. */
export const defaults = {
  bias: true,
  loss: first(tables.losses),
  optimizer: first(tables.optimizers),
  init: first(tables.initializers),
  schedule: first(tables.schedules),
  clip: first(tables.clips),
  batch: 32,
  epochs: 1,
  target_accuracy: 1,
  seed: 1,
};

export const linear = optionObject(
  {
    type: v.literal('linear'),
    units: number(bounds.units),
    bias: v.optional(flag(), defaults.bias),
  },
  sentence('problem.layer'),
);

const activation = innerVariant(
  'name',
  tables.activations.map(activationOption),
  sentence('problem.activation'),
  { name: namesOf(tables.activations) },
);

const layer = variant(
  'type',
  [linear, activation],
  suchAs('problem.layer-such-as', '{ "type": "linear", "units": 10 }'),
  { type: ['linear', 'activation'], name: namesOf(tables.activations) },
);

const most = tables.limits.layers;

/** Layers whatever they are used for: their number and each one's own fields. */
export const layers = v.pipe(
  v.array(layer, ({ input }) => notWanted(input, sentence('problem.layers'))),
  v.check(
    (list) => list.length >= 1 && list.length <= most,
    ({ input }) => handedOn(sentence('problem.layer-count', { count: input.length, most })),
  ),
  v.description(handedOn(sentence('problem.layers-counted', { most }))),
);

/** @type {Record<string, Schema>} */
const learning = {
  loss: lossField(defaults.loss),
  optimizer: named(tables.optimizers, 'problem.optimizer-such-as'),
  init: named(tables.initializers, 'problem.init-such-as'),
  schedule: named(tables.schedules, 'problem.schedule-such-as'),
  clip: named(tables.clips, 'problem.clip-such-as'),
};

/** @param {string} usual */
function lossField(usual) {
  return v.optional(choice(namesOf(tables.losses)), usual);
}

const seed = v.optional(number(bounds.seed), defaults.seed);

const data = variant('name', dataOptions, suchAs('problem.data-such-as', exampleOf(datasets)), {
  name: namesOf(datasets),
});

/** @param {string} loss that goes without saying */
function documentOf(loss) {
  return v.pipe(
    object(
      {
        strata: v.pipe(
          v.literal(VERSION, ({ input }) => versionProblem(input)),
          v.description(handedOn(sentence('problem.version', { version: VERSION }))),
        ),
        data,
        layers,
        ...learning,
        loss: lossField(loss),
        batch: v.optional(number(bounds.batch), defaults.batch),
        epochs: v.optional(number(bounds.epochs), defaults.epochs),
        target_accuracy: v.optional(number(bounds.target_accuracy), defaults.target_accuracy),
        seed,
        goals: goalList(bounds),
      },
      sentence('problem.document'),
    ),
    rule(['data', 'layers'], (value) => {
      const { input, outputs } = datasetOf(value.data.name) ?? {};
      return networkFaults(value.layers, { input, outputs, name: value.data.name });
    }),
    rule(['data', 'loss'], lossFaults),
    rule(['data', 'target_accuracy'], targetFaults),
    rule(['data', 'batch'], batchFaults),
    rule(['data', 'goals'], goalFaults),
  );
}

const documents = { classes: documentOf(defaults.loss), values: documentOf(defaultLoss(true)) };

/** A whole document. */
export const experiment = v.pipe(
  v.lazy((input) => {
    const { name } = /** @type {any} */ (input)?.data ?? {};
    return hasValues(name) ? documents.values : documents.classes;
  }),
  v.description(handedOn(sentence('problem.document'))),
);

/**
 * @param {boolean} values whether data have numbers to aim at
 * @returns {string} the loss where the document names none
 */
export function defaultLoss(values) {
  return values ? (valueLosses[0] ?? '') : first(tables.losses);
}

/**
 * Only what a network is made from.
 * @param {number} input numbers per input row
 */
export function sections(input) {
  return v.pipe(
    object({ layers, ...learning, seed }, 'an experiment document or its sections'),
    rule(['layers'], (value) => networkFaults(value.layers, { input })),
  );
}

/** @param {ActivationRow} row */
function activationOption(row) {
  const option = optionObject(
    {
      type: v.literal('activation'),
      name: v.literal(row.name),
      ...parameterFields(row.params),
    },
    sentence('problem.layer'),
  );
  return withOrder(option, row);
}

/**
 * Adds what a row's rule says of its first two parameters.
 * @param {ReturnType<typeof optionObject>} option
 * @param {{ params: readonly import('../tables.js').Param[], rule?: string }} row
 */
function withOrder(option, { params, rule: order = 'ANY' }) {
  const [lower, upper] = params.map((param) => param.name);
  if (order === 'ANY' || lower === undefined || upper === undefined) return option;
  const inOrder = rule([lower, upper], (value) => {
    const fits = order === 'LESS' ? value[lower] < value[upper] : value[lower] <= value[upper];
    const key = order === 'LESS' ? 'problem.not-greater' : 'problem.not-at-least';
    const values = { value: shown(value[upper]), name: lower, bound: shown(value[lower]) };
    return fits ? [] : [{ keys: [upper], message: sentence(key, values) }];
  });
  return withRule(option, inOrder);
}

/**
 * @param {readonly { name: string, params: readonly import('../tables.js').Param[], rule?: string }[]} rows
 * @param {import('../sentences.js').SentenceKey} key of what they are
 * @returns {Schema}
 */
function named(rows, key) {
  const description = suchAs(key, exampleOf(rows));
  const options = rows.map((row, i) => {
    const { name, params } = row;
    const literal = v.literal(name);
    const option = optionObject(
      { name: i === 0 ? v.optional(literal, name) : literal, ...parameterFields(params) },
      description,
    );
    return 'nesterov' in option.entries ? withRule(option, nesterovRule()) : withOrder(option, row);
  });
  return v.optional(variant('name', options, description, { name: namesOf(rows) }), () => ({}));
}

/** As torch.optim.SGD demands. */
function nesterovRule() {
  return rule(['nesterov', 'momentum'], ({ nesterov, momentum }) => {
    const message = sentence('problem.nesterov');
    return nesterov && !(momentum > 0) ? [{ keys: ['nesterov'], message }] : [];
  });
}

/**
 * @param {ReturnType<typeof optionObject>} option
 * @param {ReturnType<typeof rule>} action
 */
function withRule(option, action) {
  return /** @type {ReturnType<typeof optionObject>} */ (
    /** @type {unknown} */ (v.pipe(option, action))
  );
}

/** @param {unknown} value */
function versionProblem(value) {
  const newer = typeof value === 'number' && Number.isInteger(value) && value > VERSION;
  const key = newer ? 'problem.version-later' : 'problem.version-unknown';
  return handedOn(sentence(key, { value: shown(value), version: VERSION }));
}

/**
 * @param {import('../sentences.js').SentenceKey} key
 * @param {string} example as it stands in a document
 */
function suchAs(key, example) {
  return sentence(key, { example });
}

/** @param {readonly { name: string }[]} rows @returns {string} the first of them, as it stands in a document */
function exampleOf(rows) {
  return `{ "name": "${first(rows)}" }`;
}

/** @param {readonly { name: string }[]} rows */
function namesOf(rows) {
  return rows.map(({ name }) => name);
}

/** @param {readonly { name: string }[]} rows */
function first(rows) {
  return rows[0]?.name ?? '';
}
