import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { keyOf } from '../../web/engine/lesson/verdict.js';
import { figureText, outcomeText, said } from '../../web/ui/lesson/lesson-words.js';
import { LessonProgress } from '../../web/ui/state/lesson-progress.js';
import { words } from '../../web/ui/words/words.js';
import '../../web/ui/words/lessons.js';

afterEach(() => words.speak('en'));

describe('progress', () => {
  test('is kept, and never goes back', () => {
    /** @type {Map<string, string>} */
    const kept = new Map();
    const shelf = {
      getItem: (/** @type {string} */ name) => kept.get(name) ?? null,
      setItem: (/** @type {string} */ name, /** @type {string} */ text) => kept.set(name, text),
    };
    const progress = new LessonProgress(() => shelf);
    const other = new LessonProgress(() => shelf);
    progress.reach('relu', 'why');
    progress.reach('relu', 'run');
    other.reach('sigmoid', 'predict');
    const later = new LessonProgress(() => shelf);
    assert.deepEqual(
      ['relu', 'sigmoid', 'one-layer'].map((name) => later.of(name)),
      ['why', 'predict', null],
    );
  });

  test('holds until the page is closed where nothing is stored', () => {
    const progress = new LessonProgress(() => {
      throw new DOMException('No.', 'SecurityError');
    });
    progress.reach('relu', 'run');
    assert.equal(progress.of('relu'), 'run');
  });

  test('takes nothing that the page did not write', () => {
    for (const text of ['{', '[]', 'null', '{"relu":"all"}', '{"relu":3}']) {
      const shelf = { getItem: () => text, setItem: () => {} };
      assert.equal(new LessonProgress(() => shelf).of('relu'), null, text);
    }
  });
});

describe("a lesson's words", () => {
  const figure = (/** @type {string} */ measure, of = 'a') =>
    /** @type {import('../../web/engine/lesson/index.js').Figure} */ ({ measure, of });

  test('are in the language of the page, or else in English', async () => {
    assert.equal(said({ en: 'yes', de: 'ja' }), 'yes');
    await words.speak('de');
    assert.equal(said({ en: 'yes', de: 'ja' }), 'ja');
    assert.equal(said({ en: 'yes', fr: 'oui' }), 'yes');
    assert.equal(said({ fr: 'oui' }), 'oui');
    assert.equal(said('only 9 % so'), 'only 9\u00a0% so');
  });

  test('have figures written by what they are of', async () => {
    const shown = /** @type {const} */ ([
      ['accuracy', 'a', 0.9157, '91.6 %'],
      ['dead', 'a', 0, '0 %'],
      ['dead', 'a', 1, '100 %'],
      ['zeros', 'a', 0.0004, '0.0 %'],
      ['accuracy', 'b-a', -0.0043, '−0.4 points'],
      ['accuracy', 'b/a', 0.9957, '0.996'],
      ['kinks', 'a', 1234, '1,234'],
      ['negative_outputs', 'b-a', -7, '−7'],
      ['nonfinite_step', 'a', 14, '14'],
      ['nonfinite_step', 'a', Number.POSITIVE_INFINITY, 'never'],
      ['smallest_output', 'a', -3.4567, '−3.46'],
      ['collapse_gap', 'a', 4.9e-7, '4.9×10⁻⁷'],
      ['batch_gap', 'a', 0, '0'],
      ['loss', 'a', Number.NaN, 'not a number'],
    ]);
    for (const [measure, of, value, text] of shown) {
      assert.equal(figureText(figure(measure, of), value), text);
    }
    await words.speak('de');
    assert.equal(figureText(figure('accuracy'), 0.9157), '91,6 %');
    assert.equal(figureText(figure('accuracy', 'b-a'), 0.01), '1,0 Punkte');
    assert.equal(figureText(figure('nonfinite_step'), Number.POSITIVE_INFINITY), 'nie');
  });

  test('do not show a bound that was not reached', () => {
    const within = (/** @type {number} */ value, bounds = { min: -1, max: 1 }) =>
      figureText({ ...figure('smallest_output'), ...bounds }, value);
    assert.equal(within(0.99976), '0.9998');
    assert.equal(within(Math.fround(1 - 2 ** -24)), '0.9999999');
    assert.equal(within(-0.99999), '−0.99999');
    assert.equal(within(1), '1');
    assert.equal(within(0.12345), '0.123');
    assert.equal(within(0.0004), '4×10⁻⁴');
    assert.equal(within(0.2499999, { min: 0, max: 0.25 }), '0.2499999');
  });

  test('name the value and both twins', () => {
    const expectation = {
      ...figure('accuracy', 'b-a'),
      max: 0.01,
      met: 'One {a}, three {b}, {value}; {a} again, {c} as it is.',
      missed: { en: 'otherwise {value}' },
    };
    const found = new Map([
      [keyOf('a', figure('accuracy')), 0.912],
      [keyOf('b', figure('accuracy')), 0.908],
    ]);
    const outcome = { expectation, found, value: -0.004, seed: 1 };
    assert.equal(
      outcomeText({ ...outcome, met: true }),
      'One 91.2\u00a0%, three 90.8\u00a0%, −0.4 points; 91.2\u00a0% again, {c} as it is.',
    );
    assert.equal(outcomeText({ ...outcome, met: false }), 'otherwise −0.4 points');
  });

  test('have as many decimals for one twin as for the other', () => {
    const told = (/** @type {number} */ a, /** @type {number} */ b) =>
      outcomeText({
        expectation: { ...figure('loss', 'b/a'), max: 2, met: '{a} and {b}', missed: 'no' },
        found: new Map([
          [keyOf('a', figure('loss')), a],
          [keyOf('b', figure('loss')), b],
        ]),
        value: b / a,
        met: true,
        seed: 1,
      });
    assert.equal(told(1.6543, 1.5996), '1.65 and 1.60');
    assert.equal(told(12, 0.5), '12.0 and 0.5');
    assert.equal(told(3, 5), '3 and 5');
    assert.equal(told(2e-6, 0.5), '2×10⁻⁶ and 0.5');
    assert.equal(told(Number.NaN, 0.5), 'not a number and 0.5');
  });
});
