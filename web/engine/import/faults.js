import { StrataError } from '../errors.js';
import { problemAt } from '../experiment/plain.js';
import { sentence } from './sentences.js';

/** @typedef {import('./index.js').Given} Given */
/** @typedef {import('../parameters.js').Tensor} Tensor */
/** @typedef {import('../experiment/index.js').Problem} Problem */

const LONGEST = 60;
const MOST_SIDES = 8;

/** The error of a file that ends early or says what cannot be. */
export function damaged() {
  return new StrataError('import-damaged', sentence('error.import-damaged'));
}

/** The error of a file of which nothing here knows the kind. */
export function unknownKind() {
  return new StrataError('import-kind', sentence('error.import-kind'));
}

/**
 * @param {unknown} value
 * @returns {readonly number[] | undefined} the value where it is a list of a few whole numbers
 */
export function shapeOf(value) {
  const fits =
    Array.isArray(value) &&
    value.length <= MOST_SIDES &&
    value.every((side) => Number.isSafeInteger(side) && side >= 0);
  return fits ? value : undefined;
}

/**
 * @param {readonly Given[]} list tensors of a file
 * @param {readonly Tensor[]} tensors those the network has
 * @returns {Problem[]} every tensor that does not fit by name and shape, as far as that can be said without its numbers
 */
export function faultsOf(list, tensors) {
  const wanted = new Map(tensors.map(({ name, shape }) => [name, shape]));
  const names = tensors.map(({ name }) => name).join(', ');
  const problems = list.flatMap(({ name, shape, twice }) => {
    const words = faultOf({ shape, twice }, wanted.get(name), names);
    return words ? [problemAt(shown(name), shape, words)] : [];
  });
  const given = new Set(list.map(({ name }) => name));
  const missing = tensors
    .filter(({ name }) => !given.has(name))
    .map(({ name, shape }) => {
      const words = sentence('problem.tensor-missing', { wanted: inBrackets(shape) });
      return problemAt(name, undefined, words);
    });
  return [...problems, ...missing];
}

/**
 * @param {Pick<Given, 'shape' | 'twice'>} given
 * @param {readonly number[] | undefined} wanted its shape in the network
 * @param {string} names of the network's parameters
 */
function faultOf({ shape, twice }, wanted, names) {
  if (!wanted) return sentence('problem.tensor-unknown', { names });
  if (twice) return sentence('problem.tensor-twice');
  if (String(shape) === String(wanted)) return undefined;
  const found = shape ? inBrackets(shape) : '?';
  return sentence('problem.tensor-shape', { found, wanted: inBrackets(wanted) });
}

/** @param {readonly number[]} shape */
function inBrackets(shape) {
  return `[${shape.join(', ')}]`;
}

/** @param {string} name of a file's tensor */
function shown(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
