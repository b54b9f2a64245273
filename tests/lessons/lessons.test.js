// Every lesson shows what it says, from its own seed and from another: here without a page.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { stock } from '../../web/engine/data/stock.js';
import { loadData, loadEngine } from '../../web/engine/index.js';
import { conduct, parseLesson } from '../../web/engine/lesson/index.js';
import { lessons } from '../../web/lessons/index.js';

/** @typedef {import('../../web/engine/lesson/index.js').Experiment} Experiment */
/** @typedef {import('../../web/engine/store.js').DataStore} DataStore */

/** Besides each lesson's own. */
const OTHER_SEED = 7;
const engine = await loadEngine();
/** @type {Map<string, Promise<DataStore>>} */
const stores = new Map();

/** @param {Experiment} experiment */
function storeOf(experiment) {
  // What is read from files is the same for every seed.
  const seed = experiment.data.name === 'mnist' ? 0 : experiment.seed;
  const key = JSON.stringify([experiment.data, seed]);
  const store = stores.get(key) ?? makeStore(experiment);
  stores.set(key, store);
  return store;
}

/** @param {Experiment} experiment */
async function makeStore(experiment) {
  return stock(engine, await loadData(engine, experiment));
}

test('every file is in the list, in the order of its number, and named as the list says', async () => {
  const files = readdirSync(new URL('../../web/lessons/', import.meta.url)).filter((name) =>
    /^\d\d-/.test(name),
  );
  assert.equal(files.length, lessons.length);
  for (const [i, { name, load }] of lessons.entries()) {
    const file = files.sort()[i] ?? assert.fail();
    const own = (await import(`../../web/lessons/${file}`)).default;
    assert.equal((await load()).default, own);
    assert.equal(parseLesson(own).name, name);
  }
});

for (const { name, load } of lessons) {
  const lesson = parseLesson((await load()).default);
  for (const seed of [lesson.experiment.seed, OTHER_SEED]) {
    test(`${name} shows what it says, from seed ${seed}`, async () => {
      const { run, right, tries } = await conduct(engine, storeOf, lesson, { seed });
      for (const { expectation, value, met } of [...run, ...tries.flat()]) {
        const { measure, of, min, max } = expectation;
        assert.ok(met, `${measure} of ${of} is ${value}, not between ${min} and ${max}`);
      }
      if (lesson.predict.choices) assert.equal(right.length, 1, 'one of the choices is right');
    });
  }
}

test('slopes that are neither 0 nor 1 are counted', async () => {
  for (const [name, share] of /** @type {const} */ ([
    ['relu', 0],
    ['softplus', 1],
  ])) {
    const lesson = parseLesson({
      strata_lesson: 1,
      name: 'slopes',
      title: 'Slopes',
      question: 'Which?',
      predict: {
        ask: 'Some',
        choices: [
          { say: 'are', when: [{ measure: 'loss', min: 0 }] },
          { say: 'are not', when: [{ measure: 'loss', max: 0 }] },
        ],
      },
      experiment: {
        strata: 1,
        data: { name: 'moons' },
        layers: [
          { type: 'linear', units: 8 },
          { type: 'activation', name },
          { type: 'linear', units: 2 },
        ],
      },
      until: { steps: 5 },
      expect: [{ measure: 'part_slopes', layer: 1, min: 0, met: 'yes', missed: 'no' }],
      why: ['Because.'],
    });
    const { run } = await conduct(engine, storeOf, lesson);
    assert.equal(run[0]?.value, share, name);
  }
});

test('every source can be followed', async () => {
  for (const { name, load } of lessons) {
    const { sources } = parseLesson((await load()).default);
    assert.ok(sources.length > 0, name);
    for (const { say, url } of sources) assert.ok(url, `${name}: ${JSON.stringify(say)}`);
  }
});

test('every text is there in English and in German', async () => {
  for (const { name, load } of lessons) {
    const texts = textsOf(parseLesson((await load()).default));
    for (const text of texts) {
      if (typeof text === 'string') continue;
      assert.deepEqual(Object.keys(text).sort(), ['de', 'en'], name);
      const places = Object.values(text).map((words) =>
        words
          .match(/\{\w+\}/g)
          ?.sort()
          .join(),
      );
      assert.equal(places[0], places[1], `${name}: ${text.en}`);
    }
  }
});

/**
 * @param {import('../../web/engine/lesson/index.js').Lesson} lesson
 * @returns {import('../../web/engine/lesson/index.js').Text[]}
 */
function textsOf(lesson) {
  /** @type {import('../../web/engine/lesson/index.js').Text[]} */
  const found = [];
  const visit = (/** @type {unknown} */ value, /** @type {string} */ key) => {
    if (['say', 'ask', 'met', 'missed', 'title', 'question', 'button'].includes(key)) {
      found.push(/** @type {any} */ (value));
    } else if (key === 'why' || key === 'simplified') {
      for (const one of /** @type {any[]} */ (value))
        if (!('formula' in Object(one))) found.push(one);
    } else if (typeof value === 'object' && value !== null && key !== 'experiment') {
      for (const [name, one] of Object.entries(value)) visit(one, name);
    }
  };
  visit(lesson, '');
  return found;
}
