// What a lesson's words speak of is measured.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLesson } from '../../web/engine/lesson/index.js';
import { planOf, planOfTry } from '../../web/engine/lesson/plan.js';
import { keyOf } from '../../web/engine/lesson/verdict.js';
import { lessons } from '../../web/lessons/index.js';

/** @typedef {import('../../web/engine/lesson/index.js').Expectation} Expectation */
/** @typedef {import('../../web/engine/lesson/plan.js').Plan} Plan */

/**
 * @param {readonly Expectation[]} expect
 * @param {Plan} plan
 * @returns {string[]} twins' figures that are named and not taken
 */
function lacking(expect, { a, b }) {
  const taken = [...a.figures, ...(b?.figures ?? [])].map(({ key }) => key);
  return expect.flatMap((one) => {
    const said = JSON.stringify([one.met, one.missed]);
    const twins = /** @type {const} */ (['a', 'b']).filter((twin) => said.includes(`{${twin}}`));
    return twins.map((twin) => keyOf(twin, one)).filter((key) => !taken.includes(key));
  });
}

for (const { name, load } of lessons) {
  test(`${name} takes every figure that its words name`, async () => {
    const lesson = parseLesson((await load()).default);
    assert.deepEqual(lacking(lesson.expect, planOf(lesson)), []);
    for (const [i, { expect }] of lesson.try.entries()) {
      assert.deepEqual(lacking(expect, planOfTry(lesson, i)), []);
    }
  });
}

for (const { name, load } of lessons) {
  test(`${name} says so where a figure is of the time before the first step`, async () => {
    const lesson = parseLesson((await load()).default);
    const silent = [lesson, ...lesson.try]
      .flatMap(({ expect }) => expect)
      .filter(({ after }) => after === 0)
      .flatMap(({ met, missed }) => [met, missed].map((text) => /** @type {any} */ (text)))
      .filter(
        ({ en, de }) =>
          !/before the first step|at the start/i.test(en) ||
          !/vor dem ersten Schritt|am Anfang/i.test(de),
      );
    assert.deepEqual(silent, []);
  });
}
