// Writes a network as an ONNX model. Field numbers are those of onnx.proto.
import { encodeMessage } from '../../../web/engine/export/protobuf.js';
import { PIXELS } from '../dataset.js';

const FLOAT = 1;
const IR_VERSION = 8;
const OPERATOR_SET = 13;

/** @typedef {import('../../../web/engine/export/protobuf.js').Message} Message */

const operators = { relu: 'Relu', sigmoid: 'Sigmoid' };

/** @param {string} name @param {number[]} dims @param {Float32Array} data @returns {Message} TensorProto */
function tensor(name, dims, data) {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  /** @type {Message} */
  const shape = dims.map((dim) => [1, dim]);
  return [...shape, [2, FLOAT], [8, name], [9, raw]];
}

/** @param {string} type @param {string[]} inputs @param {string} output @returns {Message} NodeProto */
function node(type, inputs, output) {
  /** @type {Message} */
  const names = inputs.map((input) => [1, input]);
  return [...names, [2, output], [4, type]];
}

/** @param {string} name @param {number} width @returns {Message} ValueInfoProto of [batch][width] floats */
function rows(name, width) {
  /** @type {Message} */
  const shape = [
    [1, [[2, 'batch']]],
    [1, [[1, width]]],
  ];
  /** @type {Message} */
  const floats = [
    [1, FLOAT],
    [2, shape],
  ];
  return [
    [1, name],
    [2, [[1, floats]]],
  ];
}

/**
 * A model with one input, `images` [batch][784], and one output, `logits`.
 *
 * @param {readonly import('../workloads.mjs').Layer[]} layers
 * @param {readonly { weight: Float32Array, bias: Float32Array }[]} parameters `weight` is [inputs][units]
 * @returns {Uint8Array}
 */
export function writeOnnx(layers, parameters) {
  /** @type {Message[number][]} */
  const graph = [[2, 'network']];
  let x = 'images';
  let inputs = PIXELS;
  parameters.forEach(({ weight, bias }, i) => {
    const { units, activation } = /** @type {(typeof layers)[number]} */ (layers[i]);
    const last = i === parameters.length - 1;
    const sums = last && !activation ? 'logits' : `sums${i}`;
    graph.push([1, node('Gemm', [x, `weight${i}`, `bias${i}`], sums)]);
    graph.push([5, tensor(`weight${i}`, [inputs, units], weight)]);
    graph.push([5, tensor(`bias${i}`, [units], bias)]);
    x = sums;
    if (activation) {
      x = last ? 'logits' : `outputs${i}`;
      graph.push([1, node(operators[activation], [sums], x)]);
    }
    inputs = units;
  });
  graph.push([11, rows('images', PIXELS)], [12, rows('logits', inputs)]);
  return encodeMessage([
    [1, IR_VERSION],
    [7, graph],
    [8, [[2, OPERATOR_SET]]],
  ]);
}
