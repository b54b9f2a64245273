import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/index.js';
import { changeOf } from '../../web/worker/protocol.js';

/** @param {Record<string, unknown>} data @param {number} units @param {number} seed */
const on = (data, units, seed) =>
  parseExperiment({ strata: 1, data, layers: [{ type: 'linear', units }], seed });

test('another seed needs other data where the seed makes them, or their noise', () => {
  const change = (/** @type {Record<string, unknown>} */ data, units = 10) =>
    changeOf(on(data, units, 1), on(data, units, 2));
  assert.equal(change({ name: 'mnist' }), 'network');
  assert.equal(change({ name: 'mnist', noise: 0.1 }), 'data');
  assert.equal(change({ name: 'mnist', label_noise: 0.1 }), 'data');
  assert.equal(change({ name: 'moons', noise: 0 }, 2), 'data');
  assert.equal(change({ name: 'age' }, 1), 'data');
  const points = Array(40).fill([0, 1]);
  assert.equal(change({ name: 'samples', points }, 1), 'network');
  assert.equal(
    changeOf(on({ name: 'moons' }, 2, 1), on({ name: 'moons', train: 100 }, 2, 1)),
    'data',
  );
});
