// Files that do not fit, or are meant to do harm: every fault is listed, and the network stays as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ProblemsError } from '../../web/engine/experiment/check.js';
import {
  exportJson,
  exportSafetensors,
  importParameters,
  StrataError,
} from '../../web/engine/index.js';
import { engine, experimentWith } from '../export/networks.js';

const layers = [
  { type: 'linear', units: 2 },
  { type: 'linear', units: 1, bias: false },
];
const network = engine.createNetwork({ layers }, { input: 3 });
const before = network.fingerprint();

const right = {
  '0.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
  '0.bias': { dtype: 'F32', shape: [2], data_offsets: [24, 32] },
  '1.weight': { dtype: 'F32', shape: [1, 2], data_offsets: [32, 40] },
};

/** @param {unknown} header object or text @param {Uint8Array} [numbers] @param {number} [length] */
function file(header, numbers = new Uint8Array(40), length) {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + numbers.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  bytes.set(text, 8);
  bytes.set(numbers, 8 + text.length);
  return bytes;
}

/** @param {Uint8Array | string} content @returns {string[]} what is wrong with it, line by line */
function problemsOf(content) {
  try {
    importParameters(network, content);
  } catch (error) {
    assert.ok(error instanceof ProblemsError, String(error));
    assert.equal(error.code, 'import-unfit');
    assert.equal(network.fingerprint(), before, 'nothing was set');
    return error.message.split('\n');
  }
  throw new Error('the file was taken');
}

/** @param {Uint8Array | string} content @param {string} code */
function refused(content, code) {
  assert.throws(() => importParameters(network, content), { name: 'StrataError', code });
  assert.equal(network.fingerprint(), before);
}

test('everything that does not fit is listed', () => {
  const lines = problemsOf(
    file({
      '0.weight': { ...right['0.weight'], shape: [3, 2] },
      '0.bias': { ...right['0.bias'], dtype: 'I64' },
      'model.1.weight': right['1.weight'],
    }),
  );
  assert.deepEqual(lines, [
    '0.weight: of shape [3, 2]; the network needs [2, 3]',
    'model.1.weight: the network has no such parameter; it has 0.weight, 0.bias, 1.weight',
    '1.weight: missing; the network needs numbers of shape [1, 2]',
    '0.bias: of type I64; give one of F32, F64, F16, BF16',
  ]);
});

/** @type {[string, unknown, RegExp][]} */
const places = [
  ['before the numbers', [-4, 4], /^0\.bias: where its numbers stand/],
  ['behind the end', [40, 48], /^0\.bias: where its numbers stand/],
  ['of another length', [24, 28], /^0\.bias: where its numbers stand/],
  ['between whole numbers', [24.5, 32.5], /^0\.bias: where its numbers stand/],
  ['that are no numbers', ['24', '32'], /^0\.bias: where its numbers stand/],
  ['that are too many', [24, 32, 40], /^0\.bias: where its numbers stand/],
  ['that are missing', undefined, /^0\.bias: where its numbers stand/],
  ['too large to count', [2 ** 60, 2 ** 60 + 8], /^0\.bias: where its numbers stand/],
];
for (const [name, data_offsets, message] of places) {
  test(`offsets ${name}`, () => {
    const [line = '', ...more] = problemsOf(
      file({ ...right, '0.bias': { ...right['0.bias'], data_offsets } }),
    );
    assert.match(line, message);
    assert.deepEqual(more, []);
  });
}

/** @type {[string, unknown][]} */
const entries = [
  ['null', null],
  ['a number', 7],
  ['a list', []],
  ['a shape of fractions', { ...right['0.bias'], shape: [2.5] }],
  ['a negative shape', { ...right['0.bias'], shape: [-2] }],
  ['a shape of texts', { ...right['0.bias'], shape: ['2'] }],
  ['a shape without end', { ...right['0.bias'], shape: Array(1000).fill(1) }],
  ['a type of Object.prototype', { ...right['0.bias'], dtype: 'constructor' }],
];
for (const [name, entry] of entries) {
  test(`a tensor that is ${name}`, () => {
    const [line = '', ...more] = problemsOf(file({ ...right, '0.bias': entry }));
    assert.match(line, /^0\.bias: of (shape|type) /);
    assert.deepEqual(more, []);
  });
}

test('a name that stands twice', () => {
  const text = `${JSON.stringify(right).slice(0, -1)},"0.bias":${JSON.stringify(right['0.bias'])}}`;
  assert.deepEqual(problemsOf(file(text)), ['0.bias: given more than once; give it once']);
  const entry = { name: '0.bias', shape: [2], data: [0, 0] };
  const lines = problemsOf(JSON.stringify({ parameters: [entry, entry] }));
  assert.equal(lines[0], '0.bias: given more than once; give it once');
});

test('long and reserved names are shown short', () => {
  const text = `{"__proto__":{"dtype":"F32"},"${'x'.repeat(10000)}":1}`;
  const lines = problemsOf(file(text));
  assert.match(lines[0] ?? '', /^__proto__: the network has no such parameter/);
  assert.ok(lines.every((line) => line.length < 200));
  assert.equal(/** @type {any} */ ({}).dtype, undefined);
});

test('thousands of faults are counted', () => {
  const header = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`t${i}`, 1]));
  const lines = problemsOf(file(header));
  assert.equal(lines.length, 101);
  assert.equal(lines.at(-1), 'and 4903 more problems');
});

test('numbers that are not finite', () => {
  const numbers = new Uint8Array(Float32Array.of(0, 1 / 0, Number.NaN, 0, 0, 0, 0, 0, 0, 0).buffer);
  assert.deepEqual(problemsOf(file(right, numbers)), [
    '0.weight: 2 of its numbers are too large, infinite or undefined',
  ]);
});

test('numbers of other types are converted', () => {
  const other = engine.createNetwork({ layers }, { input: 3 });
  const header = {
    '0.weight': { dtype: 'F64', shape: [2, 3], data_offsets: [0, 48] },
    '0.bias': { dtype: 'F16', shape: [2], data_offsets: [48, 52] },
    '1.weight': { dtype: 'BF16', shape: [1, 2], data_offsets: [52, 56] },
  };
  const numbers = new Uint8Array(56);
  numbers.set(new Uint8Array(Float64Array.of(1, 2, 3, 0.1, -5, 6).buffer));
  numbers.set(new Uint8Array(Uint16Array.of(0xc200, 0x0001, 0x3fc0, 0xc040).buffer), 48);
  importParameters(other, file(header, numbers));
  const found = other.parameters().map(({ data }) => [...data]);
  other.dispose();
  assert.deepEqual(found, [
    [1, 2, 3, Math.fround(0.1), -5, 6],
    [-3, 2 ** -24],
    [1.5, -3],
  ]);
});

test('files that are cut off', () => {
  const whole = file(right);
  const cut = (/** @type {number} */ length) => whole.subarray(0, length);
  for (const length of [9, 60, whole.length - 41]) refused(cut(length), 'import-damaged');
  for (const length of [0, 5, 8]) refused(cut(length), 'import-kind');
  assert.deepEqual(problemsOf(cut(whole.length - 1)), [
    '1.weight: where its numbers stand in the file does not fit its shape',
  ]);
  refused('{"parameters": [', 'import-damaged');
});

test('files that are no networks', () => {
  for (const text of ['', 'hello', '[1]', '{}', '{"parameters": 5}', '<script>alert(1)</script>'])
    refused(text, 'import-kind');
  refused(file('[1]'), 'import-kind');
  for (const value of [undefined, null, 42, {}, [1], new ArrayBuffer(9)])
    refused(/** @type {any} */ (value), 'import-kind');
  refused(file('{"a": tru}'), 'import-damaged');
  refused(file('{"a": 1}', undefined, 2 ** 40), 'import-damaged');
  refused(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), 'import-damaged');
  refused(`${'{"a":'.repeat(1e5)}`, 'import-damaged');
});

test('JSON with other data than numbers', () => {
  const parameters = [
    { name: '0.weight', shape: [2, 3], data: [1, 2, 3, 4, 5] },
    { name: '0.bias', shape: [2], data: [1, '2'] },
    { name: '1.weight', shape: [1, 2], data: { length: 2 } },
    7,
  ];
  assert.deepEqual(problemsOf(JSON.stringify({ parameters })), [
    '?: the network has no such parameter; it has 0.weight, 0.bias, 1.weight',
    '0.weight: not a list of 6 numbers',
    '0.bias: not a list of 2 numbers',
    '1.weight: not a list of 2 numbers',
  ]);
  const many = JSON.stringify({ parameters: Array(2000).fill(0) });
  refused(many, 'import-kind');
});

test('a file larger than the network can need is refused unread', () => {
  const most = 2 ** 20 + 8 * 10;
  assert.throws(() => importParameters(network, file(right, new Uint8Array(most))), {
    code: 'import-large',
    message: /^The file has [\d,]+ bytes, more than the 1,048,656 that/,
  });
  refused(`{${' '.repeat(2 ** 20 + 320)}}`, 'import-large');
});

test('a network that is gone takes nothing', () => {
  const gone = engine.createNetwork({ layers }, { input: 3 });
  gone.dispose();
  assert.throws(() => importParameters(gone, file(right)), { code: 'network-disposed' });
});

test('altered files are refused or taken, and nothing else happens', () => {
  const experiment = experimentWith();
  const files = [
    exportSafetensors(network, experiment),
    new TextEncoder().encode(exportJson(network, experiment)),
  ];
  const target = engine.createNetwork({ layers }, { input: 3 });
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(change, { minLength: 1 }), (whole, changes) => {
      const altered = whole.slice();
      for (const { at, byte } of changes) altered[Math.floor(at * (whole.length - 1))] = byte;
      try {
        importParameters(target, altered);
      } catch (error) {
        assert.ok(error instanceof StrataError && error.code.startsWith('import-'), String(error));
      }
      return target.parameters().every(({ data }) => data.every(Number.isFinite));
    }),
    { seed: 6, numRuns: 500 },
  );
  target.dispose();
});
