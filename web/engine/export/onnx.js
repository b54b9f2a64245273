import { paramNumbers } from '../spec.js';
import { tables } from '../tables.js';
import { formulaOf, parseExpression } from './expression.js';
import { encodeMessage } from './protobuf.js';

/** @typedef {import('../network.js').Network} Network */
/** @typedef {import('../experiment/index.js').ActivationLayer} ActivationLayer */
/** @typedef {import('./expression.js').Expression} Expression */
/** @typedef {import('./protobuf.js').Message} Message */

/** Of onnx.proto: the type of 32-bit floats, the type of an attribute that is a whole number, and versions. */
const FLOAT = 1;
const INT = 2;
const IR_VERSION = 8;
const OPERATOR_SET = 17;

/** What turns logits into what `predict` gives, where that is something else. */
const outputs = { cross_entropy: 'Softmax', binary_cross_entropy_with_logits: 'Sigmoid' };

const operators = { '+': 'Add', '-': 'Sub', '*': 'Mul', '/': 'Div', '>': 'Greater' };

/**
 * A network as an ONNX model: input `input` [batch, input] of floats (pixels divided by 255), outputs `logits` [batch,
 * output], which is what `forward` gives, and where `predict` gives something else, `probabilities`.
 *
 * @param {Network} network
 * @returns {Uint8Array<ArrayBuffer>} the file's bytes
 * @throws {import('../errors.js').StrataError} `network-disposed`
 *
 * @example
 * import { exportOnnx, loadEngine } from 'strata';
 * const engine = await loadEngine();
 * const net = engine.createNetwork({ layers: [{ type: 'linear', units: 10 }] }, { input: 784 });
 * console.log(exportOnnx(net).length > 4 * 7850); // true
 */
export function exportOnnx(network) {
  const graph = new Graph();
  for (const { name, shape, data } of network.parameters()) graph.tensor(name, shape, data);
  const { layers, loss } = network.sections;
  let x = 'input';
  layers.forEach((layer, i) => {
    if (layer.type === 'linear') {
      const bias = layer.bias ? [`${i}.bias`] : [];
      x = graph.node('Gemm', [x, `${i}.weight`, ...bias], [attribute('transB', 1)]);
    } else {
      x = activate(graph, layer, { x, own: `${i}.weight` });
    }
  });
  const found = graph.output('logits', 'Identity', x, network.output);
  const last = /** @type {Record<string, string>} */ (outputs)[loss];
  if (last) graph.output('probabilities', last, found, network.output);
  return encodeMessage([
    [1, IR_VERSION],
    [2, 'strata'],
    [7, graph.message(network.input)],
    [8, [[2, OPERATOR_SET]]],
  ]);
}

/**
 * @param {Graph} graph
 * @param {ActivationLayer} layer
 * @param {{ x: string, own: string }} names of what goes in, and of the parameter where it is learnt
 */
function activate(graph, layer, { x, own }) {
  const row = tables.activations.find(({ name }) => name === layer.name);
  const [a = 0, b = 0] = paramNumbers(row?.params ?? [], layer);
  const known = new Map(Object.entries({ x, a: row?.kind === 'LEARNED' ? own : a, b }));
  return graph.expression(parseExpression(formulaOf(layer.name)), known);
}

/** Nodes and tensors, each with a name. */
class Graph {
  /** @type {[number, Message][]} */
  #nodes = [];
  /** @type {[number, Message][]} */
  #tensors = [];
  /** @type {[number, Message][]} */
  #outputs = [];
  /** @type {Set<string>} */
  #numbers = new Set();

  /** @param {string} name @param {readonly number[]} shape @param {Float32Array} data */
  tensor(name, shape, data) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const dims = shape.map((side) => /** @type {const} */ ([1, side]));
    this.#tensors.push([5, [...dims, [2, FLOAT], [8, name], [9, bytes]]]);
  }

  /** @param {number} value @returns {string} name of a tensor without sides that holds it */
  number(value) {
    const name = `number ${value}`;
    if (!this.#numbers.has(name)) this.tensor(name, [], Float32Array.of(value));
    this.#numbers.add(name);
    return name;
  }

  /**
   * @param {string} type
   * @param {readonly string[]} inputs
   * @param {readonly Message[]} [attributes]
   * @returns {string} name of what comes out
   */
  node(type, inputs, attributes = []) {
    const output = `${type.toLowerCase()} ${this.#nodes.length}`;
    this.#push(type, inputs, output, attributes);
    return output;
  }

  /** @param {string} name @param {string} type of node @param {string} input @param {number} width */
  output(name, type, input, width) {
    this.#push(type, [input], name, []);
    this.#outputs.push([12, rows(name, width)]);
    return name;
  }

  /**
   * @param {Expression} tree
   * @param {ReadonlyMap<string, string | number>} known by names in the expression: names of tensors, and numbers
   * @returns {string} name of its value
   */
  expression(tree, known) {
    if (typeof tree === 'number') return this.number(tree);
    if (typeof tree === 'string') {
      const value = known.get(tree) ?? 0;
      return typeof value === 'number' ? this.number(value) : value;
    }
    const inputs = tree.args.map((arg) => this.expression(arg, known));
    return this.node(operatorOf(tree.op, inputs.length), inputs);
  }

  /** @param {number} input numbers per row @returns {Message} GraphProto */
  message(input) {
    return [
      ...this.#nodes,
      [2, 'network'],
      ...this.#tensors,
      [11, rows('input', input)],
      ...this.#outputs,
    ];
  }

  /**
   * @param {string} type
   * @param {readonly string[]} inputs
   * @param {string} output
   * @param {readonly Message[]} attributes
   */
  #push(type, inputs, output, attributes) {
    const from = inputs.map((name) => /** @type {const} */ ([1, name]));
    const settings = attributes.map((one) => /** @type {const} */ ([5, one]));
    this.#nodes.push([1, [...from, [2, output], [4, type], ...settings]]);
  }
}

/** @param {string} op of an expression @param {number} count of its arguments */
function operatorOf(op, count) {
  if (op === '-' && count === 1) return 'Neg';
  const sign = /** @type {Record<string, string>} */ (operators)[op];
  return sign ?? op.charAt(0).toUpperCase() + op.slice(1);
}

/** @param {string} name @param {number} value @returns {Message} AttributeProto */
function attribute(name, value) {
  return [
    [1, name],
    [3, value],
    [20, INT],
  ];
}

/** @param {string} name @param {number} width @returns {Message} ValueInfoProto of floats [batch, width] */
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
