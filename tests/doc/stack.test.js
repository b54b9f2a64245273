import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { StrataError } from '../../web/engine/errors.js';
import {
  formatLayers,
  parseExperiment,
  parseLayers,
  parseNamed,
} from '../../web/engine/experiment/index.js';
import { experiment } from './arbitraries.js';

describe('layers as text', () => {
  it('are read with their parameters', () => {
    assert.deepEqual(
      parseLayers('linear:128, leaky_relu : negative_slope = 0.2,linear:10:bias=false'),
      [
        { type: 'linear', units: 128, bias: true },
        { type: 'activation', name: 'leaky_relu', negative_slope: 0.2 },
        { type: 'linear', units: 10, bias: false },
      ],
    );
    assert.deepEqual(parseLayers('gelu:approximate=tanh,hardtanh:min_val=-2e-1:max_val=.5'), [
      { type: 'activation', name: 'gelu', approximate: 'tanh' },
      { type: 'activation', name: 'hardtanh', min_val: -0.2, max_val: 0.5 },
    ]);
    assert.deepEqual(parseLayers('linear:units=5'), parseLayers('linear:5'));
  });

  it('are written as short as can be', () => {
    const text = 'linear:128,leaky_relu:negative_slope=0.2,gelu,linear:10:bias=false';
    assert.equal(formatLayers(parseLayers(text)), text);
    assert.equal(formatLayers(parseLayers('leaky_relu:negative_slope=0.01')), 'leaky_relu');
  });

  it('come back from their text, any', () => {
    fc.assert(
      fc.property(experiment, (doc) => {
        const { layers } = parseExperiment(doc);
        assert.deepEqual(parseLayers(formatLayers(layers)), layers);
      }),
      { numRuns: 300 },
    );
  });

  /** @type {[string, string][]} */
  const faults = [
    [
      'linear:128,leaky_relo,linear:10',
      'layer 2, "leaky_relo": "leaky_relo" is not known; did you mean leaky_relu?',
    ],
    ['linear:abc', 'layer 1, "linear:abc": units: "abc" is not a number'],
    [
      'linear:0,linear:10',
      'layer 1, "linear:0": units: 0 is too small; give a whole number from 1 to 8,192',
    ],
    ['linear', 'layer 1, "linear": units: missing; give a whole number from 1 to 8,192'],
    ['linear:5:6', 'layer 1, "linear:5:6": "6" is not of the form name=value'],
    ['linear:5:units=6', 'layer 1, "linear:5:units=6": units cannot be given here'],
    ['relu:type=linear', 'layer 1, "relu:type=linear": type cannot be given here'],
    ['relu:alpha=1', 'layer 1, "relu:alpha=1": alpha: unknown field; known are type, name'],
    ['relu:__proto__=1', 'layer 1, "relu:__proto__=1": __proto__: unknown field'],
    ['elu:alpha=1:alpha=2', 'layer 1, "elu:alpha=1:alpha=2": alpha is given more than once'],
    ['elu:alpha=', 'layer 1, "elu:alpha=": "alpha=" is not of the form name=value'],
    [
      'hardtanh:max_val=-3',
      'layer 1, "hardtanh:max_val=-3": max_val: -3 is too small; it must be greater than min_val, -1',
    ],
    ['', '"" is not a list of layers such as linear:128,relu,linear:10'],
    [Array(65).fill('relu').join(), '65 layers; give 1 to 64'],
  ];
  for (const [text, message] of faults) {
    it(`are refused: ${text.slice(0, 40)}`, () => {
      assert.throws(() => parseLayers(text), {
        name: 'StrataError',
        code: 'layers-invalid',
        path: 'layers',
        message,
      });
    });
  }

  it('name every part that is wrong', () => {
    assert.throws(() => parseLayers('linear:x,relu,elu:alpha=y'), {
      message:
        'layer 1, "linear:x": units: "x" is not a number\nlayer 3, "elu:alpha=y": alpha: "y" is not a number',
    });
  });

  it('are refused in words or read, any text', () => {
    const words = fc
      .array(
        fc.constantFrom(
          'linear',
          ':',
          ',',
          '=',
          'relu',
          'elu',
          'alpha',
          '1',
          '-',
          '0.5',
          ' ',
          '__proto__',
          '/',
          'x',
        ),
        { maxLength: 12 },
      )
      .map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(words, fc.string()), (text) => {
        try {
          assert.ok(parseLayers(text).length > 0);
        } catch (error) {
          assert.ok(error instanceof StrataError && error.code === 'layers-invalid', String(error));
          assert.match(error.message, /\S/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an optimiser as text', () => {
  it('is read with its parameters', () => {
    assert.deepEqual(parseNamed('adam'), { name: 'adam' });
    assert.deepEqual(parseNamed('adam:betas=0.9/0.99:eps=1e-7'), {
      name: 'adam',
      betas: [0.9, 0.99],
      eps: 1e-7,
    });
    assert.deepEqual(parseNamed('sgd:nesterov=true:momentum=0.9'), {
      name: 'sgd',
      nesterov: true,
      momentum: 0.9,
    });
  });

  it('is refused where the form is wrong', () => {
    for (const text of ['adam:lr', 'adam:name=sgd', 'adam:lr=1:lr=2']) {
      assert.throws(() => parseNamed(text), { code: 'layers-invalid' });
    }
  });
});
