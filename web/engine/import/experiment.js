import { parseExperiment } from '../experiment/index.js';
import { kindOf } from './kind.js';
import { headerOf, MAX_HEADER } from './safetensors.js';

/** @typedef {import('../experiment/index.js').Experiment} Experiment */

const FIRST_FIELD = /^\s*\{\s*"experiment"\s*:\s*(?=\{)/;
/** Sticky, so that a text without end is looked through once, not from each of its quotation marks. */
const PIECE = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}]|[^"{}]+/y;

/**
 * The experiment that `exportJson` and `exportSafetensors` write beside the parameters. It is looked for at the file's
 * beginning alone, since its network says how large the file may be.
 *
 * @param {Uint8Array} bytes a file, perhaps hostile
 * @returns {Experiment | null} null where the file has none, or is damaged there
 * @throws {import('../errors.js').StrataError} `import-kind`, `import-damaged`, `experiment-invalid`
 */
export function experimentOf(bytes) {
  const text = kindOf(bytes) === 'json' ? firstField(bytes) : metadataOf(bytes).experiment;
  const document = objectIn(text);
  return document === null ? null : parseExperiment(document);
}

/** @param {Uint8Array} bytes of JSON @returns {string} its field `experiment`, or nothing where another comes first */
function firstField(bytes) {
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_HEADER));
  const start = FIRST_FIELD.exec(text)?.[0].length;
  if (start === undefined) return '';
  PIECE.lastIndex = start;
  let depth = 0;
  for (let found = PIECE.exec(text); found; found = PIECE.exec(text)) {
    depth += { '{': 1, '}': -1 }[found[0]] ?? 0;
    if (depth === 0) return text.slice(start, PIECE.lastIndex);
  }
  return '';
}

/** @param {Uint8Array} bytes of safetensors @returns {Record<string, unknown>} */
function metadataOf(bytes) {
  const { __metadata__: metadata } = headerOf(bytes).header;
  return /** @type {Record<string, unknown>} */ (metadata ?? {});
}

/** @param {unknown} text @returns {object | null} null where it is no JSON object: others may call something else so */
function objectIn(text) {
  if (typeof text !== 'string' || !text.startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
