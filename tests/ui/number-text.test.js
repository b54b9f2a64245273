import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDecimal, readNumber, stepped } from '../../web/ui/field/number-text.js';
import { words } from '../../web/ui/words/words.js';

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
  for (const text of ['', ' ', 'abc', '0x10', 'Infinity', '1 2', '1,5,5']) {
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

test('reads numbers as Germans write them, and never a thousand as one', async () => {
  await words.speak('de');
  for (const [text, kind, value] of /** @type {[string, typeof rate | typeof whole, number][]} */ ([
    ['0,5', rate, 0.5],
    ['0.5', rate, 0.5],
    ['0.001', rate, 0.001],
    ['1e-3', rate, 0.001],
    ['1,000', rate, 1],
    ['1.234,5', rate, 1234.5],
    ['1.000', whole, 1000],
    ['4.294.967.295', whole, 4294967295],
    ['-1.000', whole, -1000],
    ['1000', whole, 1000],
  ])) {
    assert.equal(readNumber(text, kind), value, text);
  }
  for (const [text, kind, message] of /** @type {const} */ ([
    ['1.000', rate, '„1.000“ lässt sich auf zwei Arten lesen; 1000 oder 1 schreiben.'],
    ['-2.125', rate, '„-2.125“ lässt sich auf zwei Arten lesen; -2125 oder -2,125 schreiben.'],
    ['1,000', whole, '„1,000“ lässt sich auf zwei Arten lesen; 1000 oder 1 schreiben.'],
    ['1,5,5', rate, '„1,5,5“ ist keine Zahl; erlaubt ist eine Zahl von 0 bis 1.000.'],
    ['', whole, 'Leer; erlaubt ist eine ganze Zahl von 1 bis 8.192.'],
  ])) {
    const mistake = readNumber(text, kind);
    assert.ok(mistake instanceof Error, text);
    assert.equal(mistake.message, message);
  }
  await words.speak('en');
});

test('reads grouped digits in English too', () => {
  assert.equal(readNumber('1,000', whole), 1000);
  assert.equal(readNumber('1,234.5', rate), 1234.5);
  assert.equal(readNumber('1.000', rate), 1);
  for (const [text, kind] of /** @type {const} */ ([
    ['1.000', whole],
    ['1,000', rate],
  ])) {
    const mistake = readNumber(text, kind);
    assert.ok(mistake instanceof Error, text);
    assert.equal(mistake.message, `“${text}” can be read in two ways; write 1000 or 1.`);
  }
});

test('says how a number with the decimal sign of another language is written', () => {
  for (const [text, kind, other] of /** @type {const} */ ([
    ['0,05', rate, '0.05'],
    ['1,5', whole, '1.5'],
    ['-,5', rate, '-.5'],
  ])) {
    const mistake = readNumber(text, kind);
    assert.ok(mistake instanceof Error, text);
    assert.equal(mistake.message, `“${text}” is not a number here; write ${other}.`);
  }
});

test('takes no number for 0 that is not', () => {
  for (const text of ['1e-400', '-0.001e-330']) {
    const mistake = readNumber(text, rate);
    assert.ok(mistake instanceof Error, text);
    assert.equal(
      mistake.message,
      `${text} is too small to be told from 0; write 0 or a larger number.`,
    );
  }
  for (const text of ['0', '0.00', '0e5', '.0e-9']) assert.equal(readNumber(text, rate), 0);
  assert.equal(readNumber('1e-300', rate), 1e-300);
});

test('a mistake is said in the language that the page has by then', async () => {
  const mistake = readNumber('', whole);
  assert.ok(mistake instanceof Error);
  assert.match(mistake.message, /^Empty/);
  await words.speak('de');
  assert.match(mistake.message, /^Leer/);
  await words.speak('en');
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
