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

  it('has titles in any script, whose characters are counted whatever they are made of', () => {
    const titles = [
      '👩\u200d🔬',
      'می\u200cخواهم',
      'क्\u200dष',
      '\ue000',
      '\u{e0fff}',
      '😀'.repeat(80),
    ];
    for (const title of titles) {
      const goals = [{ title, test_loss: 1 }];
      assert.deepEqual(parseExperiment({ ...minimal, goals }).goals, goals);
    }
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

describe('a document on other data', () => {
  const layers = [{ type: 'linear', units: 1 }];
  const samples = {
    name: 'samples',
    points: [
      [0, 1],
      [2, 3],
    ],
  };

  it('has the defaults of its set, and its fields alone', () => {
    for (const { name, source, kind, outputs, train, test, noise } of tables.datasets) {
      if (source !== 'GENERATED') continue;
      const doc = { strata: 1, data: { name }, layers: [{ type: 'linear', units: outputs }] };
      const parsed = parseExperiment(doc);
      const usual = { name, train: train.default, test: test.default, noise: noise.default };
      const wanted = kind === 'CLASSES' ? { ...usual, label_noise: 0 } : usual;
      assert.deepEqual(parsed.data, wanted);
      assert.equal(parsed.loss, kind === 'CLASSES' ? 'cross_entropy' : 'mse_loss');
      assert.deepEqual(canonical(parsed), doc);
      assert.deepEqual(parseExperiment(parsed), parsed);
      const fields = Object.keys(parseExperiment(minimal));
      assert.deepEqual(Object.keys(parsed), fields);
    }
  });

  it('writes a loss down only where it is not the one for its data', () => {
    const sine = { strata: 1, data: { name: 'sine' }, layers };
    assert.equal(canonical({ ...sine, loss: 'mse_loss' }).loss, undefined);
    assert.equal(canonical({ ...sine, loss: 'l1_loss' }).loss, 'l1_loss');
    const moons = { strata: 1, data: { name: 'moons' }, layers: [{ type: 'linear', units: 2 }] };
    assert.equal(canonical({ ...moons, loss: 'mse_loss' }).loss, 'mse_loss');
  });

  it('has points of its own, as many rows as there are, and any batch', () => {
    const doc = { strata: 1, data: samples, layers, batch: 100 };
    const parsed = parseExperiment(doc);
    assert.deepEqual(parsed.data, { name: 'samples', train: 2, test: 2, points: samples.points });
    assert.ok(Object.isFrozen(parsed.data.points?.[0]));
    const short = canonical(parsed);
    assert.deepEqual(short, doc);
    /** @type {any} */ (short).data.points[0][0] = 7;
    assert.equal(parsed.data.points?.[0]?.[0], 0);
    const split = { ...doc, data: { ...samples, train: 1, test: 1 } };
    assert.deepEqual(canonical(split), split);
    assert.deepEqual(parseExperiment(parsed), parsed);
  });

  it('makes networks from the whole document, with the loss of its data', () => {
    const doc = { strata: 1, data: samples, layers };
    assert.equal(parseSections(doc, { input: 1 }).loss, 'mse_loss');
    assert.equal(parseSections({ layers }, { input: 1 }).loss, 'cross_entropy');
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
  const { input, outputs, train, test } = datasets[0] ?? assert.fail();
  assert.deepEqual([datasets[0]?.name, input, outputs], ['mnist', 784, 10]);
  assert.deepEqual([train.default, train.max, test.default, test.max], [6e4, 6e4, 1e4, 1e4]);
});
