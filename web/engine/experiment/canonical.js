import { tables } from '../tables.js';
import { dataDefaults } from './data.js';
import { datasetOf } from './datasets.js';
import { parameterDefaults } from './fields.js';
import { parseExperiment } from './parse.js';
import { defaultLoss, defaults } from './schema.js';

/** @typedef {import('./index.js').Layer} Layer */

/**
 * The shortest document that means the same: fields in a fixed order, and only what differs from the defaults. Equal
 * experiments give equal canonical documents, and parseExperiment gives all of it back.
 *
 * @param {unknown} doc a document, whole or minimal, or its JSON text
 * @returns {Record<string, unknown>} plain data of the caller's own
 * @throws {import('./parse.js').ExperimentError} `experiment-invalid`, with every problem
 */
export function canonical(doc) {
  const experiment = parseExperiment(doc);
  const { strata, data, layers, loss, optimizer, init, schedule, clip } = experiment;
  const { batch, epochs, target_accuracy, seed, goals } = experiment;
  const row = datasetOf(data.name);
  const usualLoss = defaultLoss(row?.kind === 'VALUES');
  const all = data.points?.length;
  const usual = row && !all ? dataDefaults(row) : { train: all, test: all };
  return {
    strata,
    data: { name: data.name, ...differing(data, { name: data.name, ...usual }) },
    layers: layers.map(minimalLayer),
    ...differing({ loss }, { loss: usualLoss }),
    ...unlessEmpty('optimizer', minimalRow(optimizer, tables.optimizers, defaults.optimizer)),
    ...unlessEmpty('init', minimalRow(init, tables.initializers, defaults.init)),
    ...unlessEmpty('schedule', minimalRow(schedule, tables.schedules, defaults.schedule)),
    ...unlessEmpty('clip', minimalRow(clip, tables.clips, defaults.clip)),
    ...differing({ batch, epochs, target_accuracy, seed }, defaults),
    ...(goals && { goals: structuredClone(goals) }),
  };
}

/**
 * @param {Layer} layer with every default filled in
 * @returns {Record<string, unknown>}
 */
export function minimalLayer(layer) {
  if (layer.type === 'linear') {
    return { type: layer.type, units: layer.units, ...differing({ bias: layer.bias }, defaults) };
  }
  const { type, ...rest } = layer;
  return { type, ...minimalRow(rest, tables.activations, undefined) };
}

/**
 * @param {{ name: string }} value
 * @param {readonly { name: string, params: readonly import('../tables.js').Param[] }[]} rows
 * @param {string | undefined} defaultName the name that goes without saying
 */
function minimalRow(value, rows, defaultName) {
  const row = rows.find(({ name }) => name === value.name);
  return differing(value, { ...parameterDefaults(row?.params ?? []), name: defaultName });
}

/**
 * @param {object} value
 * @param {Record<string, unknown>} usual
 */
function differing(value, usual) {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, field]) => JSON.stringify(field) !== JSON.stringify(usual[key]))
      .map(([key, field]) => [key, Array.isArray(field) ? structuredClone(field) : field]),
  );
}

/**
 * @param {string} key
 * @param {object} value
 */
function unlessEmpty(key, value) {
  return Object.keys(value).length > 0 ? { [key]: value } : {};
}
