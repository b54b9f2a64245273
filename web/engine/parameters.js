import { StrataError } from './errors.js';
import { deepFreeze } from './tables.js';

/** @typedef {{ readonly name: string, readonly shape: readonly number[] }} Tensor */

/**
 * Names and shapes of a network's parameters, as in the state_dict of a torch.nn.Sequential.
 * @param {import('./exports.js').EngineExports} c
 * @param {number} net address of the network
 * @param {readonly import('./experiment/index.js').Layer[]} layers
 * @returns {readonly Tensor[]}
 */
export function tensorsOf(c, net, layers) {
  const tensors = [];
  for (let i = 0; c.strata_tensor(net, i, 0) >= 0; i++) {
    const [layer = 0, rows = 0, cols = 0] = [0, 1, 2].map((field) =>
      c.strata_tensor(net, i, field),
    );
    const isBias = cols === 0 && layers[layer]?.type === 'linear';
    const shape = cols > 0 ? [rows, cols] : [rows];
    tensors.push({ name: `${layer}.${isBias ? 'bias' : 'weight'}`, shape });
  }
  return deepFreeze(tensors);
}

/**
 * Checks parameters that a user hands in.
 * @param {unknown} list one `{ name, shape, data }` for each tensor, in any order
 * @param {readonly Tensor[]} tensors those the network has
 * @returns {ArrayLike<number>[]} their numbers, in the order of the tensors
 * @throws {StrataError} `parameters-mismatch`, with every fault
 */
export function demandParameters(list, tensors) {
  if (!Array.isArray(list)) {
    const message = 'Parameters must be a list such as parameters() gives.';
    throw new StrataError('parameters-mismatch', message);
  }
  const faults = [];
  /** @type {Map<unknown, any>} */
  const given = new Map();
  for (const parameter of list) {
    const name = parameter?.name;
    if (!tensors.some((tensor) => tensor.name === name))
      faults.push(`${name ?? parameter}: the network has no such parameter`);
    else if (given.has(name)) faults.push(`${name}: given more than once`);
    given.set(name, parameter);
  }
  for (const { name, shape } of tensors) {
    const fault = given.has(name) ? faultOf(given.get(name), shape) : 'missing';
    if (fault) faults.push(`${name}: ${fault}`);
  }
  if (faults.length > 0) throw new StrataError('parameters-mismatch', faults.join('\n'));
  return tensors.map(({ name }) => given.get(name).data);
}

/**
 * @param {{ shape?: unknown, data?: ArrayLike<unknown> }} parameter
 * @param {readonly number[]} wanted its shape
 */
function faultOf({ shape, data }, wanted) {
  const size = wanted.reduce((product, side) => product * side);
  const length = data?.length ?? 0;
  if (String(shape) !== String(wanted) || length !== size)
    return `${length} numbers of shape [${shape ?? ''}]; needs [${wanted}]`;
  if (data instanceof Float32Array) return '';
  const odd = Array.from(data ?? []).find((value) => typeof value !== 'number');
  return odd === undefined ? '' : `${JSON.stringify(odd)} is not a number`;
}
