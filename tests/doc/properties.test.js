import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  canonical,
  ExperimentError,
  parseExperiment,
  problems,
} from '../../web/engine/experiment/index.js';
import { experiment } from './arbitraries.js';

/** @typedef {Record<string | number, any>} Tree */

/**
 * @param {unknown} value
 * @param {(string | number)[]} [path]
 * @returns {(string | number)[][]} paths to everything below
 */
function pathsIn(value, path = []) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [here, ...pathsIn(child, here)];
  });
}

/**
 * @param {Tree} doc
 * @param {(string | number)[]} path
 * @param {(holder: Tree, key: string | number) => void} edit
 */
function edited(doc, path, edit) {
  const copy = structuredClone(doc);
  const holder = path.slice(0, -1).reduce((/** @type {Tree} */ at, key) => at[key], copy);
  edit(holder, /** @type {string | number} */ (path.at(-1)));
  return copy;
}

/** @param {unknown} input */
function parsesOrExplains(input) {
  try {
    parseExperiment(input);
    assert.deepEqual(problems(input), []);
  } catch (error) {
    assert.ok(error instanceof ExperimentError, String(error));
    assert.ok(error.problems.length > 0);
    for (const { message, path } of error.problems) {
      assert.equal(typeof path, 'string');
      assert.match(message, /\S/);
    }
    const lines = Math.min(error.problems.length, 100) + (error.problems.length > 100 ? 1 : 0);
    assert.equal(error.message.split('\n').length, lines);
  }
}

/** @param {Tree} value @returns {Tree} */
function shuffledKeys(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(shuffledKeys);
  /** @type {Tree} */
  const entries = Object.entries(value)
    .reverse()
    .map(([key, child]) => [key, shuffledKeys(child)]);
  return Object.fromEntries(/** @type {any} */ (entries));
}

describe('any valid document', () => {
  it('survives being shortened', () => {
    fc.assert(
      fc.property(experiment, (doc) => {
        const full = parseExperiment(doc);
        const short = canonical(doc);
        assert.equal(JSON.stringify(parseExperiment(short)), JSON.stringify(full));
        assert.equal(JSON.stringify(parseExperiment(JSON.stringify(short))), JSON.stringify(full));
        assert.equal(JSON.stringify(canonical(short)), JSON.stringify(short));
        assert.equal(JSON.stringify(canonical(full)), JSON.stringify(short));
        assert.equal(JSON.stringify(canonical(shuffledKeys(doc))), JSON.stringify(short));
      }),
      { numRuns: 300 },
    );
  });

  it('is shortened to nothing superfluous', () => {
    fc.assert(
      fc.property(experiment, (doc) => {
        const short = canonical(doc);
        const full = JSON.stringify(parseExperiment(doc));
        for (const path of pathsIn(short).filter((path) => typeof path.at(-1) === 'string')) {
          const without = edited(short, path, (holder, key) => delete holder[key]);
          const same =
            problems(without).length === 0 && JSON.stringify(parseExperiment(without)) === full;
          assert.ok(!same, `${path.join('.')} could be left out`);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keeps what it says', () => {
    fc.assert(
      fc.property(experiment, (doc) => {
        /** @type {Tree} */
        const full = parseExperiment(doc);
        for (const path of pathsIn(doc)) {
          const read = (/** @type {Tree} */ tree) => path.reduce((at, key) => at[key], tree);
          const value = /** @type {unknown} */ (read(doc));
          // −0 is read as 0.
          if (typeof value !== 'object') assert.ok(read(full) === value, path.join('.'));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('any other input', () => {
  it('is JSON if JSON.parse says so', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
      '\u0007',
      '01',
    ];
    const jumble = fc
      .array(fc.constantFrom(...pieces), { maxLength: 9 })
      .map((list) => list.join(''));
    const anyText = fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text));
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ...pieces))
      .map(
        ([text, at, put]) =>
          text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1),
      );
    fc.assert(
      fc.property(fc.oneof(jumble, nearly, anyText, fc.json(), fc.string()), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        assert.equal(!problems(text).some(({ message }) => message.startsWith('not JSON')), valid);
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused in words or read', () => {
    fc.assert(fc.property(fc.jsonValue(), parsesOrExplains), { numRuns: 500 });
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
          withTypedArray: true,
          withBoxedValues: true,
        }),
        parsesOrExplains,
      ),
      { numRuns: 500 },
    );
  });

  it('is refused in words or read where it is part of a document', () => {
    const spoilt = fc
      .tuple(experiment, fc.nat(), fc.oneof(fc.jsonValue(), fc.anything()))
      .map(([doc, at, value]) => {
        const paths = pathsIn(doc);
        const path = paths[at % paths.length] ?? [];
        return edited(doc, path, (holder, key) => {
          holder[key] = value;
        });
      });
    fc.assert(fc.property(spoilt, parsesOrExplains), { numRuns: 500 });
  });

  it('is refused in words or read where it is text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json()),
        parsesOrExplains,
      ),
      { numRuns: 500 },
    );
    const cut = fc
      .tuple(experiment, fc.nat(), fc.string({ maxLength: 3 }))
      .map(([doc, at, put]) => {
        const text = JSON.stringify(doc);
        return text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
      });
    fc.assert(fc.property(cut, parsesOrExplains), { numRuns: 500 });
  });

  it('is a problem where it is a further field', () => {
    fc.assert(
      fc.property(
        experiment,
        fc.nat(),
        fc.string(),
        fc.oneof(fc.integer(), fc.string()),
        (doc, at, name, value) => {
          const key = `${name}!`;
          const objects = [[], ...pathsIn(doc)].filter((path) => {
            const holder = path.reduce((/** @type {Tree} */ tree, step) => tree[step], doc);
            return typeof holder === 'object' && !Array.isArray(holder);
          });
          const path = objects[at % objects.length] ?? [];
          const spoilt = edited(doc, [...path, key], (holder, last) => {
            holder[last] = value;
          });
          const found = problems(spoilt);
          assert.equal(found.length, 1);
          assert.match(found[0]?.message ?? '', /^unknown field/);
          assert.ok(
            found[0]?.path.endsWith(`[${JSON.stringify(key.slice(0, 40))}]`),
            found[0]?.path,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
