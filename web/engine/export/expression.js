import { expressions } from '../tables.gen.js';

/**
 * Activations as the tables write them for exporters: numbers, x, the parameters a and b, `+ - * / >`, and the functions
 * `where relu clip elu selu tanh erf sigmoid softplus abs exp sin sign`, which torch, keras.ops and ONNX have by these names.
 *
 * @typedef {number | string | { readonly op: string, readonly args: readonly Expression[] }} Expression a number, a name,
 *   or an operator or function (`-` of one argument is the negative)
 */

const TOKEN = /\s*(\d+(?:\.\d+)?|\w+|[-+*/>(),])/y;

/** Operators by how strongly they bind, the weakest first. */
const levels = [['>'], ['+', '-'], ['*', '/']];

/**
 * @param {string} name of an activation
 * @returns {string} its value, as the tables write it
 */
export function formulaOf(name) {
  return /** @type {Record<string, string>} */ (expressions.activations)[name] ?? 'x';
}

/**
 * @param {string} text
 * @returns {Expression}
 */
export function parseExpression(text) {
  const tokens = tokensOf(text);
  const tree = parseLevel(tokens, 0);
  if (tokens.length > 0) throw new SyntaxError(`${tokens[0]} is not expected in ${text}`);
  return tree;
}

/** @param {string} text */
function tokensOf(text) {
  /** @type {string[]} */
  const tokens = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw new SyntaxError(`${text.slice(at)} cannot be read`);
    tokens.push(token);
  }
  return tokens;
}

/**
 * @param {string[]} tokens those that are read are taken away
 * @param {number} level
 * @returns {Expression}
 */
function parseLevel(tokens, level) {
  const operators = levels[level];
  if (!operators) return parseTerm(tokens);
  let left = parseLevel(tokens, level + 1);
  while (operators.includes(tokens[0] ?? '')) {
    const op = /** @type {string} */ (tokens.shift());
    left = { op, args: [left, parseLevel(tokens, level + 1)] };
  }
  return left;
}

/** @param {string[]} tokens @returns {Expression} */
function parseTerm(tokens) {
  const token = tokens.shift() ?? '';
  if (token === '-') return { op: '-', args: [parseTerm(tokens)] };
  if (token === '(') {
    const inner = parseLevel(tokens, 0);
    demand(tokens, ')');
    return inner;
  }
  if (/^\d/.test(token)) return Number(token);
  if (!/^\w/.test(token)) throw new SyntaxError(`${token || 'the end'} is not expected`);
  if (tokens[0] !== '(') return token;
  tokens.shift();
  return { op: token, args: parseArguments(tokens) };
}

/** @param {string[]} tokens behind the opening bracket @returns {Expression[]} */
function parseArguments(tokens) {
  const args = [parseLevel(tokens, 0)];
  while (tokens[0] === ',') {
    tokens.shift();
    args.push(parseLevel(tokens, 0));
  }
  demand(tokens, ')');
  return args;
}

/** @param {string[]} tokens @param {string} wanted */
function demand(tokens, wanted) {
  const token = tokens.shift();
  if (token !== wanted)
    throw new SyntaxError(`${token ?? 'the end'} stands where ${wanted} belongs`);
}
