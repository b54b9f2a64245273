import { parseArgs } from 'node:util';
import { ScriptError } from '../process.mjs';
import { TRAIN } from './dataset.js';

/** Parts of the benchmark, in the order in which they run. */
const partNames = /** @type {const} */ ([
  'start',
  'matmul',
  'train',
  'infer',
  'growth',
  'worker',
  'page',
  'accuracy',
]);

/** @typedef {(typeof partNames)[number]} PartName */

/**
 * @typedef {object} Options
 * @property {PartName[]} only
 * @property {number} rounds
 * @property {number} images of a training epoch
 * @property {boolean} peers
 * @property {string | undefined} json
 * @property {string | undefined} plot
 */

const usage = `npm run bench -- [--only ${partNames.join(',')}] [--rounds 5] [--images 60000] [--peers] [--json FILE] [--plot FOLDER]`;

/** @param {string[]} words @returns {Options} */
export function parseOptions(words) {
  const { values } = read(words);
  return {
    only: parts(values.only),
    rounds: count('--rounds', values.rounds ?? '5', 3, 99),
    images: count('--images', values.images ?? String(TRAIN), 1000, TRAIN),
    peers: values.peers ?? false,
    json: values.json,
    plot: values.plot,
  };
}

/** @param {string[]} args */
function read(args) {
  try {
    const string = /** @type {const} */ ({ type: 'string' });
    const names = { only: string, rounds: string, images: string, json: string, plot: string };
    return parseArgs({ args, options: { ...names, peers: { type: 'boolean' } } });
  } catch (error) {
    throw new ScriptError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** @param {string | undefined} text @returns {PartName[]} */
function parts(text) {
  if (text === undefined) return [...partNames];
  const names = text.split(',');
  const unknown = names.filter((name) => !partNames.some((known) => known === name));
  if (unknown.length > 0) {
    throw new ScriptError(
      `--only: there is no part ${unknown.join(', ')}; the parts are ${partNames.join(', ')}.`,
    );
  }
  return partNames.filter((name) => names.includes(name));
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} min
 * @param {number} max
 */
function count(name, text, min, max) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ScriptError(`${name}: ${text} is not a whole number from ${min} to ${max}.`);
}
