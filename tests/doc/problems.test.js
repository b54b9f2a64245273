import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StrataError } from '../../web/engine/errors.js';
import { ExperimentError, parseExperiment, problems } from '../../web/engine/experiment/index.js';
import { tables } from '../../web/engine/tables.js';
import { cases, minimal, stack } from './problem-cases.js';

/** @param {unknown} doc */
const lines = (doc) =>
  problems(doc).map(({ path, message }) => (path ? `${path}: ${message}` : message));

describe('a problem', () => {
  for (const [name, doc, expected] of cases) {
    it(`is named: ${name}`, () => {
      const found = lines(doc);
      assert.deepEqual(found, expected);
    });
  }

  it('is one of many, all listed, in a StrataError', () => {
    const doc = {
      strata: 1,
      data: { name: 'mnist' },
      layers: [{ type: 'linear', units: -1 }],
      seed: 'x',
      foo: 1,
    };
    assert.throws(
      () => parseExperiment(doc),
      (error) => {
        assert.ok(error instanceof ExperimentError && error instanceof StrataError);
        assert.equal(error.code, 'experiment-invalid');
        assert.equal(error.path, 'layers[0].units');
        assert.deepEqual(error.problems, problems(doc));
        assert.deepEqual(error.message.split('\n'), lines(doc));
        assert.deepEqual(
          error.problems.map(({ path, value }) => [path, value]),
          [
            ['layers[0].units', -1],
            ['seed', 'x'],
            ['foo', 1],
          ],
        );
        return true;
      },
    );
  });

  it('comes from every bound of the tables', () => {
    const places = [
      ...tables.activations.map((row) => ({
        row,
        put: (/** @type {object} */ given) =>
          stack({ type: 'activation', name: row.name, ...given }),
        at: 'layers[0]',
      })),
      ...tables.optimizers.map((row) => ({
        row,
        put: (/** @type {object} */ given) => ({
          ...minimal,
          optimizer: { name: row.name, ...given },
        }),
        at: 'optimizer',
      })),
      ...tables.initializers.map((row) => ({
        row,
        put: (/** @type {object} */ given) => ({ ...minimal, init: { name: row.name, ...given } }),
        at: 'init',
      })),
    ];
    let checked = 0;
    for (const { row, put, at } of places) {
      for (const param of row.params) {
        const pair = row.params
          .filter(({ name }) => name.startsWith('betas'))
          .map((other) => other.default);
        const give = (/** @type {unknown} */ value) => {
          const [, name = '', index] = /^(\w+)(?:\[(\d)\])?$/.exec(param.name) ?? [];
          return put({
            [name]:
              index === undefined ? value : pair.with(Number(index), /** @type {any} */ (value)),
          });
        };
        const wrong =
          param.flag || param.choices ? [0, 'x', null] : [param.min - 1, param.max + 1, 'x', null];
        for (const value of wrong) {
          assert.deepEqual(
            problems(give(value)).map(({ path, value }) => ({ path, value })),
            [{ path: `${at}.${param.name}`, value }],
          );
          checked += 1;
        }
      }
    }
    assert.ok(checked > 100);
  });

  it('is found in hostile objects too', () => {
    const loop = { ...minimal, data: {} };
    loop.data = loop;
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const getter = Object.defineProperty({ ...minimal }, 'seed', {
      enumerable: true,
      get: () => {
        throw null;
      },
    });
    for (const doc of [
      loop,
      trap,
      getter,
      { ...minimal, layers: Array(1e8) },
      Symbol('x'),
      10n,
      [10n],
      { ...minimal, data: [10n] },
      [],
      () => 1,
    ]) {
      assert.throws(() => parseExperiment(doc), { code: 'experiment-invalid' });
    }
    assert.equal(Object.hasOwn(Object.prototype, 'layers'), false);
  });
});
