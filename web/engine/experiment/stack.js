/**
 * Layers as one line of text, `linear:128,leaky_relu:negative_slope=0.2,linear:10`: layers are separated by commas, what
 * belongs to a layer by colons. `linear` is followed by its units, other parameters are written `name=value`; numbers
 * are JSON's, arrays are written `0.9/0.999`.
 */
import { StrataError } from '../errors.js';
import { tables } from '../tables.js';
import { minimalLayer } from './canonical.js';
import { checkLayers } from './parse.js';
import { nameProblem, show } from './words.js';

/** @typedef {import('./index.js').Layer} Layer */
/** @typedef {string | number | boolean | (string | number | boolean)[]} Value */

const MAX_TEXT = 65536;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * @param {string} text such as `linear:128,relu,linear:10`
 * @returns {Layer[]} with every default filled in. Whether they fit data is parseExperiment's to say.
 * @throws {StrataError} `layers-invalid`; one line for each part of the text that is wrong
 */
export function parseLayers(text) {
  const parts = split(text);
  const faults = [];
  const layers = parts.map((part, i) => {
    try {
      return parseLayer(part);
    } catch (error) {
      faults.push(`layer ${i + 1}, ${show(part)}: ${/** @type {Error} */ (error).message}`);
      return {};
    }
  });
  const { value, problems } = faults.length > 0 ? { value: [], problems: [] } : checkLayers(layers);
  for (const { path, message } of problems) {
    const [, index, field] = /^\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    const where =
      index === undefined ? '' : `layer ${Number(index) + 1}, ${show(parts[Number(index)])}: `;
    faults.push(`${where}${field ? `${field}: ` : ''}${message}`);
  }
  if (faults.length > 0)
    throw new StrataError('layers-invalid', faults.join('\n'), { path: 'layers' });
  return [...value];
}

/**
 * @param {readonly Layer[]} layers valid layers, as in an experiment
 * @returns {string} the shortest text from which parseLayers makes the same
 */
export function formatLayers(layers) {
  return layers
    .map((layer) => {
      const { type, name, units, ...rest } = minimalLayer(layer);
      const parameters = Object.entries(rest).map(([key, value]) => `${key}=${value}`);
      return [type === 'linear' ? `linear:${units}` : name, ...parameters].join(':');
    })
    .join(',');
}

/**
 * Reads an optimiser or initialiser, `sgd:momentum=0.9:nesterov=true`.
 *
 * @param {string} text
 * @returns {Record<string, Value>} for the field `optimizer` or `init` of a document, which is where it is checked
 * @throws {StrataError} `layers-invalid` if it is not of this form
 */
export function parseNamed(text) {
  const [name = '', ...parameters] = text.split(':').map((word) => word.trim());
  return { name, ...parseParameters(parameters, ['name']) };
}

/** @param {string} text */
function split(text) {
  if (typeof text !== 'string' || text.trim() === '' || text.length > MAX_TEXT) {
    const message = `${show(text)} is not a list of layers such as linear:128,relu,linear:10`;
    throw new StrataError('layers-invalid', message, { path: 'layers' });
  }
  return text.split(',').map((part) => part.trim());
}

/** @param {string} part */
function parseLayer(part) {
  const [name = '', ...words] = part.split(':').map((word) => word.trim());
  if (name === 'linear') {
    const [units, ...parameters] = words[0]?.includes('=') ? ['', ...words] : words;
    if (!units) return { type: 'linear', ...parseParameters(parameters, ['type']) };
    return {
      type: 'linear',
      units: parseValue(units),
      ...parseParameters(parameters, ['type', 'units']),
    };
  }
  const names = ['linear', ...tables.activations.map((row) => row.name)];
  if (!names.includes(name)) throw invalid(nameProblem(name, names));
  return { type: 'activation', name, ...parseParameters(words, ['type', 'name']) };
}

/**
 * @param {readonly string[]} words each `name=value`
 * @param {readonly string[]} taken names that are not parameters
 * @returns {Record<string, Value>}
 */
function parseParameters(words, taken) {
  /** @type {Map<string, Value>} */
  const parameters = new Map();
  for (const word of words) {
    const [, key, value] = /^(\w+)\s*=\s*(.+)$/.exec(word) ?? [];
    if (key === undefined || value === undefined) {
      throw invalid(`${show(word)} is not of the form name=value`);
    }
    if (taken.includes(key)) throw invalid(`${key} cannot be given here`);
    if (parameters.has(key)) throw invalid(`${key} is given more than once`);
    const items = value.split('/').map((item) => parseValue(item.trim()));
    parameters.set(key, items.length > 1 ? items : /** @type {Value} */ (items[0]));
  }
  return Object.fromEntries(parameters);
}

/**
 * @param {string} word
 * @returns {string | number | boolean} a number or boolean if it is written as one
 */
export function parseValue(word) {
  if (word === 'true' || word === 'false') return word === 'true';
  return NUMBER.test(word) ? Number(word) : word;
}

/** @param {string | import('../sentences.js').Sentence} message */
function invalid(message) {
  return new StrataError('layers-invalid', message, { path: 'layers' });
}
