// Values and derivatives of every activation row against torch and against the exact numbers (mpmath, rounded to
// float).
//
// Rules:
// - The engine lies within 2 float steps of the exact value and within 4 of the exact derivative; rows that only choose
//   between x and constants are exact.
// - torch in float32 is an independent witness that the exact column means the same function. Its own error reaches
//   1e-5 relative, or 4e-7 absolute where it cancels (elu as exp(x) − 1, gelu as 1 + erf or 1 + tanh, tanh′ as
//   1 − tanh², denormals flushed): so that much is allowed between torch and the exact column.
// - At a kink the derivative is torch's; it lies on the grid with both its neighbours.
// - At ±inf f and f′ are the limits, or NaN where torch has NaN from inf · 0.
// - NaN gives NaN for f. f′ is then free, as it only multiplies a loss that is NaN.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import { engines } from './engines.js';
import { floatSteps, floats, golden, goldenNames } from './golden.js';

const VALUE_STEPS = 2;
const DERIVATIVE_STEPS = 4;
const EXACT = new Set(
  'identity relu relu6 hardshrink hardtanh threshold step abs prelu'.split(' '),
);
const TORCH_RELATIVE = 1e-5;
const TORCH_ABSOLUTE = 4e-7;

/**
 * torch 1.13 contradicts itself on the CPU: hardswish′ at exactly 3 is 1.5 in scalar code and 1 in vector code.
 * @param {string} name
 * @param {string} column
 * @param {number} x
 */
function torchIsInconsistent(name, column, x) {
  return name === 'hardswish' && column === 'd' && x === 3;
}

/**
 * @param {number} torch
 * @param {number} exact
 */
function witnessed(torch, exact) {
  if (Number.isNaN(torch) || !Number.isFinite(exact)) return Number.isNaN(torch) || torch === exact;
  return Math.abs(torch - exact) <= TORCH_ABSOLUTE + TORCH_RELATIVE * Math.abs(exact);
}

/**
 * What is wrong with a number the engine gave, or nothing.
 * @param {{ name: string, column: string, x: number, got: number, torch: number, exact: number }} point
 */
function fault({ name, column, x, got, torch, exact }) {
  const limit = EXACT.has(name) ? 0 : column === 'f' ? VALUE_STEPS : DERIVATIVE_STEPS;
  if (Number.isNaN(x)) return column === 'd' || Number.isNaN(got) ? '' : 'NaN does not give NaN';
  if (!Number.isFinite(x) && Number.isNaN(torch) && Number.isNaN(got)) return '';
  if (!torchIsInconsistent(name, column, x) && !witnessed(torch, exact)) return 'torch disagrees';
  return floatSteps(got, exact) <= limit ? '' : `more than ${limit} steps away`;
}

test('every activation row has a golden file, and every file a row', () => {
  const names = tables.activations.map((row) => row.name);
  assert.deepEqual(goldenNames('activations').sort(), names.sort());
});

for (const { name } of tables.activations) {
  const file = golden(`activations/${name}`);
  const combinations = engines.flatMap((engine) =>
    file.cases.map((/** @type {any} */ c) => ({ engine, ...c })),
  );
  for (const { engine, params, ...columns } of combinations) {
    test(`${name} ${JSON.stringify(params)} agrees with torch, ${engine.backend}`, () => {
      const x = floats(columns.x);
      const results = {
        f: engine.activate(name, params, x),
        d: engine.activateGrad(name, params, x),
      };
      for (const [column, got] of Object.entries(results)) {
        const torch = floats(columns[`torch_${column}`]);
        const exact = floats(columns[`exact_${column}`]);
        assert.equal(got.length, x.length);
        const faults = Array.from(x, (at, i) => {
          const point = { name, column, x: at, got: got[i] ?? Number.NaN };
          const all = { ...point, torch: torch[i] ?? 0, exact: exact[i] ?? 0 };
          return { ...all, fault: fault(all) };
        }).filter((point) => point.fault !== '');
        assert.deepEqual(faults, []);
      }
    });
  }
}

test('the first parameter set of each row is its defaults', () => {
  for (const { name, params } of tables.activations) {
    const defaults = Object.fromEntries(params.map((p) => [p.name, p.default]));
    assert.deepEqual(golden(`activations/${name}`).cases[0].params, defaults);
  }
});
