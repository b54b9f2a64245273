import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDecimal, readNumber, stepped } from '../../web/ui/field/number-text.js';

const whole = { min: 1, max: 8192, integer: true, steps: /** @type {const} */ ('one') };
const rate = { min: 0, max: 1000, steps: /** @type {const} */ ('ratio') };
const share = { min: 0, max: 1, steps: /** @type {const} */ ('tenth') };

test('reads numbers as people and programs write them', () => {
  for (const [text, value] of /** @type {[string, number][]} */ ([
    ['12', 12],
    [' 0.5 ', 0.5],
    ['.5', 0.5],
    ['1e-3', 0.001],
    ['−2', -2],
  ])) {
    assert.equal(readNumber(text, rate), value);
  }
});

test('says what is wrong with other text', () => {
  for (const text of ['', ' ', 'abc', '1,5', '0x10', 'Infinity', '1 2']) {
    const error = readNumber(text, whole);
    assert.ok(error instanceof Error, text);
    assert.match(error.message, /give a whole number from 1 to 8,192\.$/);
  }
});

test('repeats numbers beyond all bounds as they were typed', () => {
  for (const [text, size] of [
    ['1e999', 'large'],
    ['-1e999', 'small'],
  ]) {
    const error = readNumber(text ?? '', whole);
    assert.ok(error instanceof Error);
    assert.equal(error.message, `${text} is too ${size}; give a whole number from 1 to 8,192.`);
  }
});

test('takes −0 as 0', () => {
  assert.ok(Object.is(readNumber('-0', rate), 0));
});

test('writes numbers without an exponent for ARIA', () => {
  for (const [value, text] of /** @type {[number, string][]} */ ([
    [1e-20, '0.00000000000000000001'],
    [1e-8, '0.00000001'],
    [0.1, '0.1'],
    [-100, '-100'],
    [4294967295, '4294967295'],
  ])) {
    assert.equal(plainDecimal(value), text);
  }
});

test('arrow keys stay in the range and on round numbers', () => {
  assert.equal(stepped(64, 1, whole), 65);
  assert.equal(stepped(1, -1, whole), 1);
  assert.equal(stepped(8190, 10, whole), 8192);
  assert.deepEqual(
    [0.1, 0.2, 0.5].map((value) => stepped(value, 1, rate)),
    [0.2, 0.5, 1],
  );
  assert.deepEqual(
    [0.1, 0.2, 0.5].map((value) => stepped(value, -1, rate)),
    [0.05, 0.1, 0.2],
  );
  assert.equal(stepped(0.3, 1, rate), 0.5);
  assert.equal(stepped(0.3, -1, rate), 0.2);
  assert.equal(stepped(0, 1, rate), 0.0001);
  assert.equal(stepped(0.9, 1, share), 1);
  assert.equal(stepped(0.2, 1, share), 0.3);
});
