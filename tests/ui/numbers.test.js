import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { stepLabel } from '../../web/ui/charts/ranges.js';
import { count, fixed, percent, plain, scientific, signed } from '../../web/ui/numbers.js';
import { t, words } from '../../web/ui/words/words.js';

after(() => words.speak('en'));

test('four digits and more have their thousands apart', () => {
  assert.equal(count(60_000), '60,000');
  assert.equal(fixed(1875, 3), '1,875');
  assert.equal(scientific(-1875), '−1,875');
  assert.equal(plain(5000), '5,000');
  assert.equal(stepLabel(15_000), '15,000');
  assert.equal(stepLabel(1.5), '');
});

test('large and small numbers have powers of ten', () => {
  assert.equal(plain(1e-4), '10⁻⁴');
  assert.equal(plain(1.5e5), '1.5×10⁵');
  assert.equal(scientific(0.0007), '7×10⁻⁴');
  assert.equal(fixed(2.5e7, 2), '2.5×10⁷');
  assert.equal(plain(-Infinity), '−∞');
});

test('numbers in between are plain, with all their digits where they are settings', () => {
  for (const [value, text] of /** @type {[number, string][]} */ ([
    [0, '0'],
    [0.001, '0.001'],
    [0.1, '0.1'],
    [0.125, '0.125'],
    [100, '100'],
    [1000, '1,000'],
  ])) {
    assert.equal(plain(value), text);
  }
  assert.equal(scientific(0.125), '0.13');
  assert.equal(percent(0.9749), '97.5 %');
});

test('a difference has its sign, unless it is written as nothing', () => {
  const differences = /** @type {const} */ ([
    [0.61, '+0.6'],
    [-0.61, '−0.6'],
    [-0.04, '0.0'],
    [0.049, '0.0'],
    [0.051, '+0.1'],
    [0, '0.0'],
    [null, '–'],
  ]);
  for (const [value, text] of differences) assert.equal(signed(value, 1), text);
});

test('sentences and the other language follow', async () => {
  assert.equal(t('units.page', { first: 1, last: 200, units: 1024 }), 'units 1–200 of 1,024');
  assert.match(t('recipe.summary', { ...recipe, batch: 2048 }), /batch 2,048/);
  await words.speak('de');
  assert.equal(plain(1234.5), '1.234,5');
  assert.match(t('units.page', { first: 1, last: 200, units: 1024 }), /1\.024/);
});

const recipe = { optimizer: 'sgd', rate: '0.1', loss: 'cross_entropy', seed: '1', epochs: 2000 };
