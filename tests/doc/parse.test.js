import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  canonical,
  datasets,
  parseExperiment,
  parseSections,
  problems,
} from '../../web/engine/experiment/index.js';
import { tables } from '../../web/engine/tables.js';
import { layers, minimal, stack } from './problem-cases.js';

describe('a valid document', () => {
  it('gets the defaults of the contract', () => {
    assert.deepEqual(parseExperiment(minimal), {
      strata: 1,
      data: {
        name: 'mnist',
        train: 60000,
        test: 10000,
        classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        noise: 0,
        label_noise: 0,
      },
      layers: [
        { type: 'linear', units: 128, bias: true },
        { type: 'activation', name: 'leaky_relu', negative_slope: 0.01 },
        { type: 'linear', units: 10, bias: true },
      ],
      loss: 'cross_entropy',
      optimizer: { name: 'sgd', lr: 0.1, momentum: 0, nesterov: false, weight_decay: 0 },
      init: { name: 'auto' },
      schedule: { name: 'constant', warmup: 0 },
      clip: { name: 'none' },
      batch: 32,
      epochs: 1,
      target_accuracy: 1,
      seed: 1,
    });
  });

  it('is read from text as from an object', () => {
    assert.deepEqual(parseExperiment(`\uFEFF${JSON.stringify(minimal)}`), parseExperiment(minimal));
  });

  it('is copied and frozen all through', () => {
    const doc = parseExperiment(minimal);
    assert.ok(
      Object.isFrozen(doc) && Object.isFrozen(doc.layers) && Object.isFrozen(doc.layers[0]),
    );
    assert.ok(!Object.isFrozen(minimal.layers[0]));
  });

  it('may end in an activation and have any layer first', () => {
    const relu = { type: 'activation', name: 'relu' };
    assert.deepEqual(
      problems({ ...minimal, layers: [relu, { type: 'linear', units: 10 }, relu] }),
      [],
    );
  });

  it('takes fields that are undefined as left out', () => {
    assert.deepEqual(parseExperiment({ ...minimal, batch: undefined }), parseExperiment(minimal));
  });

  it('has every row of the tables', () => {
    for (const { name, params } of tables.activations) {
      const [layer] = parseExperiment(stack({ type: 'activation', name })).layers;
      const expected = Object.fromEntries(params.map((param) => [param.name, param.default]));
      assert.deepEqual(layer, { type: 'activation', name, ...expected });
    }
    for (const { name } of tables.losses)
      assert.equal(parseExperiment({ ...minimal, loss: name }).loss, name);
    for (const { name } of tables.optimizers) {
      assert.equal(parseExperiment({ ...minimal, optimizer: { name } }).optimizer.name, name);
    }
    for (const { name } of tables.initializers) {
      assert.equal(parseExperiment({ ...minimal, init: { name } }).init.name, name);
    }
    assert.deepEqual(
      parseExperiment({ ...minimal, optimizer: { name: 'adam' } }).optimizer.betas,
      [0.9, 0.999],
    );
  });

  it('is shortened to what differs from the defaults', () => {
    assert.deepEqual(canonical(parseExperiment(minimal)), minimal);
    const doc = {
      ...minimal,
      data: { name: 'mnist', train: 60000, test: 500 },
      optimizer: { weight_decay: 0, name: 'sgd', lr: 0.5 },
      init: { name: 'normal', std: 0.1, mean: 0 },
      seed: 7,
      batch: 32,
    };
    assert.equal(
      JSON.stringify(canonical(doc)),
      JSON.stringify({
        ...minimal,
        data: { name: 'mnist', test: 500 },
        optimizer: { lr: 0.5 },
        init: { name: 'normal', std: 0.1 },
        seed: 7,
      }),
    );
  });
});

describe('sections', () => {
  it('are filled in, with any width at the end', () => {
    const sections = parseSections(
      { layers: [{ type: 'linear', units: 3 }], seed: 5 },
      { input: 4 },
    );
    assert.deepEqual(Object.keys(sections), [
      'layers',
      'loss',
      'optimizer',
      'init',
      'schedule',
      'clip',
      'seed',
    ]);
    assert.deepEqual(sections.layers, [{ type: 'linear', units: 3, bias: true }]);
    assert.equal(sections.seed, 5);
  });

  it('may be a whole experiment, to whose rules they then keep', () => {
    const { layers, seed } = parseSections(minimal, { input: 784 });
    assert.deepEqual({ layers, seed }, { layers: parseExperiment(minimal).layers, seed: 1 });
    assert.throws(
      () => parseSections({ ...minimal, layers: [{ type: 'linear', units: 3 }] }, { input: 784 }),
      {
        code: 'experiment-invalid',
        path: 'layers[0].units',
      },
    );
  });

  it('count parameters with the input they are given', () => {
    const wide = { layers: [{ type: 'linear', units: 1000 }] };
    assert.doesNotThrow(() => parseSections(wide, { input: 63999 }));
    assert.throws(() => parseSections(wide, { input: 64000 }), {
      message: 'layers: 64,001,000 parameters; at most 64,000,000 fit',
    });
  });

  it('refuse other fields and impossible inputs', () => {
    assert.throws(() => parseSections({ layers, batch: 3 }, { input: 784 }), { path: 'batch' });
    for (const input of [0, 1.5, -1, Number.NaN, tables.limits.input + 1, undefined]) {
      assert.throws(() => parseSections({ layers }, /** @type {any} */ ({ input })), {
        path: 'input',
      });
    }
  });
});

it('the data sets are as their files', () => {
  assert.deepEqual(datasets, [
    { name: 'mnist', label: 'MNIST', input: 784, outputs: 10, train: 60000, test: 10000 },
  ]);
});
