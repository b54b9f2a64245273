import { tables } from './tables.js';

/** Parameters and the optimiser's memory in and out of the engine. */

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./network.js').Parameter} Parameter */
/** @typedef {import('./network.js').State} State */
/** @typedef {import('./parameters.js').Tensor} Tensor */

/** st_part; STATE + i is the optimiser's state i. */
export const Part = Object.freeze({ VALUE: 0, GRADIENT: 1, STATE: 2 });

/**
 * @param {Engine} engine
 * @param {number} net address
 * @param {{ index: number, tensor: Tensor }} which
 * @param {number} part
 * @returns {Parameter} a copy
 */
export function readTensor({ c, heap }, net, { index, tensor }, part) {
  const { name, shape } = tensor;
  const size = shape.reduce((product, side) => product * side);
  const data = heap.borrow([4 * size], (at = 0) => {
    c.strata_get_tensor(net, index, part, at);
    return heap.f32(at, size).slice();
  });
  return { name, shape: [...shape], data };
}

/**
 * @param {Engine} engine
 * @param {number} net address
 * @param {number} index of the tensor
 * @param {number} part
 * @param {ArrayLike<number>} data as many numbers as it has
 */
export function writeTensor({ c, heap }, net, index, part, data) {
  heap.borrow([4 * data.length], (at = 0) => {
    heap.f32(at, data.length).set(data);
    c.strata_set_tensor(net, index, part, at);
  });
}

/**
 * @param {Engine} engine
 * @param {number} net address
 * @param {readonly Tensor[]} tensors
 * @param {string} optimizer its name
 * @returns {State}
 */
export function readState(engine, net, tensors, optimizer) {
  const row = tables.optimizers.find(({ name }) => name === optimizer);
  const states = Array.from({ length: row?.states ?? 0 }, (_, i) => Part.STATE + i);
  return {
    steps: engine.c.strata_steps(net),
    parts: [Part.VALUE, ...states].map((part) =>
      tensors.map((tensor, index) => readTensor(engine, net, { index, tensor }, part).data),
    ),
  };
}

/**
 * @param {Engine} engine
 * @param {number} net address
 * @param {State} state that fits
 */
export function writeState(engine, net, { steps, parts }) {
  engine.c.strata_go_on(net, steps);
  for (const [k, list] of parts.entries()) {
    const part = k === 0 ? Part.VALUE : Part.STATE + k - 1;
    for (const [index, data] of list.entries()) writeTensor(engine, net, index, part, data);
  }
}
