import { StrataError } from '../errors.js';
import { ProblemsError } from '../experiment/check.js';
import { problemAt } from '../experiment/plain.js';
import { damaged, faultsOf, unknownKind } from './faults.js';
import { readJson } from './json.js';
import { kindOf } from './kind.js';
import { MAX_HEADER, readSafetensors } from './safetensors.js';
import { sentence } from './sentences.js';

/** @typedef {import('../experiment/index.js').Problem} Problem */
/** @typedef {import('../network.js').Network} Network */

/**
 * @typedef {object} Given a tensor of a file
 * @property {string} name
 * @property {readonly number[] | undefined} shape undefined where the file says none
 * @property {boolean} twice whether another of the file has the same name
 * @property {(size: number) => Float32Array | Problem} read its numbers, of which there are to be `size`
 */

/** Room that a number takes at most: 8 bytes in safetensors, some thirty characters in JSON. */
const BYTES_EACH = { safetensors: 8, json: 32 };

/**
 * Sets a network's parameters from a file: safetensors (numbers of type F32, F64, F16 or BF16), or JSON that `exportJson`
 * wrote. Names and shapes must be those that `network.tensors` lists; the optimiser's memory stays as it is. Nothing in
 * the file is executed, and a file larger than the network can need is refused unread.
 *
 * @param {Network} network
 * @param {Uint8Array | string} file its bytes, or its text
 * @throws {ProblemsError} `import-unfit`, with `problems` that list everything that does not fit; nothing is set then
 * @throws {StrataError} `import-kind`, `import-damaged`, `import-large`; `network-disposed`
 *
 * @example
 * import { importParameters, loadEngine } from 'strata';
 * const engine = await loadEngine();
 * const net = engine.createNetwork({ layers: [{ type: 'linear', units: 1, bias: false }] }, { input: 2 });
 * importParameters(net, '{ "parameters": [{ "name": "0.weight", "shape": [1, 2], "data": [3, 4] }] }');
 * console.log(...net.forward(Float32Array.of(1, 10))); // 43
 */
export function importParameters(network, file) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  if (!(bytes instanceof Uint8Array)) throw unknownKind();
  const list = tensorsIn(bytes, network);
  const problems = faultsOf(list, network.tensors);
  const fitting = new Set(list.filter((one) => !problems.some(({ path }) => path === one.name)));
  const parameters = network.tensors.flatMap(({ name, shape }) => {
    const given = list.find((one) => one.name === name && fitting.has(one));
    const data = given?.read(sizeOf(shape));
    if (data instanceof Float32Array) {
      problems.push(...notFinite(name, data));
      return [{ name, shape, data }];
    }
    if (data) problems.push(data);
    return [];
  });
  if (problems.length > 0) throw new ProblemsError('import-unfit', problems);
  network.setParameters(parameters);
}

/**
 * @param {Uint8Array} bytes
 * @param {Network} network
 * @returns {Given[]}
 */
function tensorsIn(bytes, network) {
  const kind = kindOf(bytes);
  const count = network.tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const most = MAX_HEADER + BYTES_EACH[kind] * count;
  if (bytes.length > most) {
    const values = { bytes: bytes.length, most };
    throw new StrataError('import-large', sentence('error.import-large', values));
  }
  if (kind === 'safetensors') return readSafetensors(bytes);
  const list = readJson(textOf(bytes));
  if (!list) throw unknownKind();
  return list;
}

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw damaged();
  }
}

/** @param {string} name @param {Float32Array} data @returns {Problem[]} */
function notFinite(name, data) {
  const count = data.reduce((sum, value) => sum + Number(!Number.isFinite(value)), 0);
  if (count === 0) return [];
  return [problemAt(name, count, sentence('problem.tensor-finite', { count }))];
}

/** @param {readonly number[]} shape */
function sizeOf(shape) {
  return shape.reduce((product, side) => product * side, 1);
}
