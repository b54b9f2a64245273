import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lessons } from '../../web/lessons/index.js';
import { outcomeText } from '../../web/ui/lesson/lesson-words.js';
import { LessonWork, parseLesson } from '../../web/ui/state/open-lesson.js';
import { storeWith } from './lesson-session.js';

/** @typedef {import('../../web/ui/state/lesson-progress.js').Shelf} Shelf */

const SHELF = 'strata-lesson-work';
const gap = { measure: 'batch_gap', of: /** @type {const} */ ('a') };
const accuracy = { measure: 'accuracy', of: /** @type {const} */ ('a') };

/** @returns {Shelf & { held: Map<string, string> }} */
function shelfOf() {
  /** @type {Map<string, string>} */
  const held = new Map();
  return {
    held,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, text) => held.set(name, text),
  };
}

/** The page as it is after a load, with a lesson opened. @param {Shelf} shelf @param {string} name */
async function visit(shelf, name) {
  const { session, store } = storeWith(shelf);
  await store.show(name);
  const { open } = store;
  assert.ok(open);
  return { session, store, open };
}

/** @param {import('../../web/ui/state/open-lesson.js').OpenLesson} open */
const sentences = (open) => open.outcomes?.map(outcomeText);

describe('what was done in a lesson', () => {
  test('is there again on the next visit: the prediction and the step before a run', async () => {
    const shelf = shelfOf();
    const first = await visit(shelf, 'batch-is-a-matrix');
    first.open.predict(1);
    const again = await visit(shelf, 'batch-is-a-matrix');
    assert.equal(again.open.choice, 1);
    assert.equal(again.open.stage, 'predict');
    assert.equal(again.open.kept, false);
    again.open.toggle();
    const third = await visit(shelf, 'batch-is-a-matrix');
    assert.deepEqual([third.open.stage, [...third.open.seen]], ['run', ['predict', 'run']]);
    assert.equal(third.open.outcomes, null, 'the run had no end');
    assert.equal((await visit(shelf, 'one-layer')).open.predicted, false, 'in another lesson');
  });

  test('and after a run its verdict, word for word, until the lesson is run again', async () => {
    const shelf = shelfOf();
    const { session, open } = await visit(shelf, 'batch-is-a-matrix');
    open.predict(0);
    open.toggle();
    session.end([
      [{ ...gap, after: 0 }, 0],
      [gap, Number.POSITIVE_INFINITY],
      [accuracy, Number.NaN],
    ]);
    const again = await visit(shelf, 'batch-is-a-matrix');
    assert.equal(again.open.stage, 'why');
    assert.deepEqual(sentences(again.open), sentences(open));
    assert.equal(again.open.right, open.right);
    assert.equal(again.open.kept, true);
    assert.equal(again.open.begun, false);
    again.open.toggle();
    again.session.end([[gap, 0]]);
    assert.equal(again.open.kept, false);
    assert.equal(again.open.outcomes?.[1]?.value, 0);
  });

  test('has the sketch, beside what was measured', async () => {
    const shelf = shelfOf();
    const { session, open } = await visit(shelf, 'one-layer');
    for (const [i, value] of [0.1, 0.8, 0.9, 0.97].entries()) open.draw(i, value);
    open.toggle();
    session.end(
      [...(open.lesson.predict.sketch?.points ?? []), ...open.lesson.expect].map((one) => [
        one,
        0.84,
      ]),
    );
    const again = await visit(shelf, 'one-layer');
    assert.deepEqual(again.open.sketch, [0.1, 0.8, 0.9, 0.97]);
    assert.deepEqual(again.open.measured, [0.84, 0.84, 0.84, 0.84]);
    assert.deepEqual(again.open.near, open.near);
  });

  test('that does not fit the lesson is left out, and anything else is as if it were not there', async () => {
    const shelf = shelfOf();
    const name = 'batch-is-a-matrix';
    const good = { stage: 'why', seen: ['predict', 'why'], choice: 0, sketch: null, run: null };
    const of = async (/** @type {unknown} */ work) => {
      shelf.held.set(SHELF, JSON.stringify({ [name]: work }));
      const { stage, choice, sketched, outcomes } = (await visit(shelf, name)).open;
      return { stage, choice, sketched, outcomes };
    };
    const begun = { stage: 'predict', choice: null, sketched: false, outcomes: null };
    assert.deepEqual(await of(good), { ...begun, stage: 'why', choice: 0 });
    for (const choice of [17, '0', 'length']) {
      assert.deepEqual(await of({ ...good, choice }), { ...begun, stage: 'why' });
    }
    assert.deepEqual(await of({ ...good, sketch: [1] }), { ...begun, stage: 'why', choice: 0 });
    const run = { seed: 1, found: [['a batch_gap  end', '0']] };
    assert.equal((await of({ ...good, run })).outcomes, null, 'figures are missing');
    for (const bad of [null, 3, 'why', [], { ...good, stage: 'end' }, { ...good, seen: null }]) {
      assert.deepEqual(await of(bad), begun, JSON.stringify(bad));
    }
    for (const text of ['', '{', 'null', '7', '[]']) {
      shelf.held.set(SHELF, text);
      assert.equal((await visit(shelf, name)).open.stage, 'predict', text);
    }
  });

  test('holds until the page is closed where nothing may be stored', async () => {
    const work = new LessonWork(() => {
      throw new Error('no');
    });
    const lesson = parseLesson((await lessons[0]?.load())?.default);
    const done = /** @type {const} */ ({
      stage: 'run',
      seen: ['predict', 'run'],
      choice: 1,
      sketch: null,
      run: null,
    });
    work.keep('mine', done);
    assert.deepEqual(work.of('mine', lesson), done);
  });
});
