import { readFileSync, statSync } from 'node:fs';
import { StrataError } from '../../web/engine/errors.js';
import {
  datasetOf,
  ExperimentError,
  parseExperiment,
  parseLayers,
  parseNamed,
  parseValue,
} from '../../web/engine/experiment/index.js';
import { experimentOf } from '../../web/engine/import/experiment.js';
import { decodeLink } from '../../web/engine/link.js';
import { quoted, UsageError } from './arguments.mjs';
import { defaultLayers } from './help.mjs';
import { textOf } from './text.mjs';

/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../web/engine/link.js').Claim} Claim */
/** @typedef {import('./arguments.mjs').Values} Values */

/** Larger files are neither experiment documents nor networks as files. */
const MAX_FILE = 2 ** 28;

/** Which option speaks for which part of the document. The longest path that fits is the one meant. */
const optionOf = {
  layers: '--layers',
  loss: '--loss',
  optimizer: '--optimizer',
  'optimizer.lr': '--lr',
  init: '--init',
  schedule: '--schedule',
  clip: '--clip',
  batch: '--batch',
  epochs: '--epochs',
  target_accuracy: '--target',
  seed: '--seed',
  data: '--data',
  'data.train': '--train',
  'data.test': '--test',
};

/**
 * The experiment that the arguments describe: LINK or FILE (or the default network), overridden by options.
 *
 * @param {string | undefined} source
 * @param {Values} values
 * @returns {{ experiment: Experiment, claim?: Claim | undefined }} with the link's claim where nothing overrides it
 * @throws {UsageError}
 */
export function experimentFrom(source, values) {
  const start = source === undefined ? {} : read(source);
  const chosen = datasetOf(values.data);
  const data = chosen ? { name: chosen.name } : (start.experiment?.data ?? { name: 'mnist' });
  const base = { ...(start.experiment ?? { strata: 1 }), data };
  const layers =
    start.experiment && values.layers === undefined
      ? start.experiment.layers
      : parsed('--layers', () => parseLayers(String(values.layers ?? defaultLayers(data.name))));
  try {
    const experiment = parseExperiment(overridden({ ...base, layers }, values));
    const changed =
      start.experiment && JSON.stringify(experiment) !== JSON.stringify(start.experiment);
    return { experiment, claim: changed ? undefined : start.claim };
  } catch (error) {
    throw new UsageError(inOptions(/** @type {ExperimentError} */ (error), values));
  }
}

/**
 * @param {Record<string, any>} doc
 * @param {Values} values
 */
function overridden(doc, values) {
  const result = { ...doc };
  for (const name of ['optimizer', 'init', 'schedule', 'clip']) {
    const text = values[name];
    if (text !== undefined) result[name] = parsed(`--${name}`, () => parseNamed(String(text)));
  }
  const { lr, train, test, batch, epochs, target: target_accuracy, seed } = numbers(values);
  return {
    ...result,
    ...(values.loss !== undefined && { loss: values.loss }),
    ...(lr !== undefined && { optimizer: { ...result.optimizer, lr } }),
    ...given({ batch, epochs, target_accuracy, seed }),
    data: { ...doc.data, ...given({ train, test }) },
  };
}

/** @param {Values} values */
function numbers(values) {
  return Object.fromEntries(
    Object.entries(given(values)).map(([name, text]) => [name, parseValue(String(text))]),
  );
}

/** @param {Record<string, unknown>} values */
function given(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/**
 * @param {string} source LINK or FILE
 * @returns {{ experiment?: Experiment, claim?: Claim | undefined }}
 */
function read(source) {
  const file = fileAt(source);
  if (file?.isFile() && file.size > MAX_FILE) {
    throw new UsageError(`${quoted(source)} is too large to be an experiment document`);
  }
  if (file?.isFile()) {
    const bytes = contentOf(source);
    return parsed(quoted(source), () => ({
      experiment: savedIn(bytes) ?? parseExperiment(textOf(bytes)),
    }));
  }
  if (file || !/^\d|#\S*e(?:=|%3D)/i.test(source)) {
    throw new UsageError(`${quoted(source)} is neither a file nor a link`);
  }
  return parsed('the link', () => decodeLink(source));
}

/** @param {Buffer} bytes of a file @returns {Experiment | null} what a network's file says it comes from */
function savedIn(bytes) {
  try {
    return experimentOf(bytes);
  } catch (error) {
    const { code } = /** @type {StrataError} */ (error);
    // Then it is to be a document, and is told what it lacks.
    if (code === 'import-kind') return null;
    throw error;
  }
}

/** @param {string} path */
function fileAt(path) {
  try {
    return statSync(path);
  } catch {
    // Whatever the reason (links are too long for file names, for one), there is no file to read.
    return undefined;
  }
}

/** @param {string} path */
function contentOf(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new UsageError(`${quoted(path)} cannot be read: ${message}`);
  }
}

/**
 * @template T
 * @param {string} what
 * @param {() => T} parse
 * @returns {T}
 */
function parsed(what, parse) {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    throw new UsageError(`${what}: ${error.message}`);
  }
}

/**
 * @param {ExperimentError} error
 * @param {Values} values
 * @returns {string} the problems, with options for paths where the value came from one
 */
function inOptions(error, values) {
  if (!(error instanceof ExperimentError)) throw error;
  const problems = error.problems.map(({ path, message }) => {
    const [, option] =
      Object.entries(optionOf)
        .filter(([prefix, name]) => path.startsWith(prefix) && values[name.slice(2)] !== undefined)
        .at(-1) ?? [];
    const rest = Object.keys(optionOf).includes(path.replace(/\.name$/, '')) ? '' : ` (${path})`;
    return option ? `${option}${rest}: ${message}` : `${path}: ${message}`;
  });
  return problems.join('; ');
}
