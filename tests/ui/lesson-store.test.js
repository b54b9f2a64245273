import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { keyOf } from '../../web/engine/lesson/verdict.js';
import { lessons } from '../../web/lessons/index.js';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { words } from '../../web/ui/words/words.js';
import { storeWith } from './lesson-session.js';
import { snapshot } from './snapshots.js';

/** @param {string} name */
async function opened(name) {
  const { session, store } = storeWith();
  await store.show(name);
  const { open } = store;
  assert.ok(open);
  return { session, store, open };
}

const gap = { measure: 'batch_gap', of: /** @type {const} */ ('a') };
const accuracy = { measure: 'accuracy', of: /** @type {const} */ ('a') };

afterEach(() => words.speak('en'));

describe('a lesson that is open', () => {
  test('is led from the prediction to its verdict, and gives the network back', async () => {
    const { session, store, open } = await opened('batch-is-a-matrix');
    assert.equal(session.plans.length, 1);
    assert.deepEqual(session.experiment.document.layers.length, 3);
    assert.equal(store.link, 'batch-is-a-matrix');
    open.predict(0);
    open.toggle();
    assert.equal(open.stage, 'run');
    assert.ok(open.begun);
    assert.equal(open.right, null);
    session.end([
      [{ ...gap, after: 0 }, 0],
      [gap, 0],
      [accuracy, 0.5],
    ]);
    assert.equal(open.stage, 'why');
    assert.equal(open.right, true);
    assert.deepEqual(
      open.outcomes?.map(({ met }) => met),
      [true, true, false],
    );
    assert.equal(store.progress.of('batch-is-a-matrix'), 'why');
    open.predict(2);
    assert.equal(open.right, false);
    store.leave();
    assert.equal(store.open, null);
    assert.equal(session.plans.at(-1), null);
    assert.deepEqual(session.experiment.document, new ExperimentStore(firstExperiment).document);
    assert.match(session.note, /Your network is back/);
  });

  test('may be run without a prediction, from the run bar too, and again', async () => {
    const { session, open } = await opened('batch-is-a-matrix');
    session.toggle();
    assert.equal(open.stage, 'run');
    session.end([[gap, 0]]);
    assert.equal(open.right, null);
    open.toggle();
    assert.equal(session.plans.length, 2, 'from its start');
    assert.ok(session.running);
    session.end([[gap, 0.1]]);
    assert.equal(open.outcomes?.[1]?.met, false);
    session.startable = false;
    open.toggle();
    assert.ok(session.running, 'an end that is not finite is left, too');
  });

  test('says nothing about another network, but for another seed', async () => {
    const { session, open } = await opened('linear-stack');
    session.experiment.replace(['seed'], 7);
    session.twin.document = { ...session.twin.document, seed: 7 };
    session.changed();
    assert.equal(open.strayed, false);
    open.toggle();
    session.experiment.replace(['batch'], 16);
    assert.equal(open.strayed, true);
    session.end([]);
    assert.equal(open.outcomes, null);
    open.restore();
    assert.equal(open.strayed, false);
    const plan = session.plans.at(-1);
    assert.deepEqual([plan?.a.experiment.seed, plan?.a.experiment.batch], [7, 32]);
    assert.equal(plan?.b?.experiment.seed, 7);
    session.twin.document = null;
    session.twin.changed();
    assert.equal(open.strayed, true, 'without its twin');
    open.restore();
    session.run.clear();
    assert.equal(open.strayed, true, 'in a worker that begins anew');
  });

  test('says of which seed its figures are once another is chosen, until they are of that', async () => {
    const { session, open } = await opened('batch-is-a-matrix');
    open.toggle();
    session.end([[gap, 0]]);
    const { outcomes } = open;
    assert.ok(outcomes);
    assert.equal(open.otherSeed(outcomes), null);
    session.experiment.replace(['seed'], 7);
    assert.equal(open.strayed, false, 'the lesson is about any seed');
    assert.equal(open.otherSeed(outcomes), 1);
    open.toggle();
    assert.equal(open.otherSeed(open.outcomes ?? []), 1, 'not before the end');
    session.end([[gap, 0]]);
    assert.notEqual(open.outcomes, outcomes);
    assert.equal(open.otherSeed(open.outcomes ?? []), null);
    assert.equal(open.otherSeed(), null);
  });

  test('a figure of the network before is none of this one', async () => {
    const { session, open } = await opened('batch-is-a-matrix');
    open.toggle();
    session.end([[gap, 0]]);
    open.restore();
    session.arrived = true;
    session.found = new Map([[keyOf('a', gap), 1]]);
    session.changed();
    assert.equal(open.outcomes?.[1]?.value, 0);
  });

  test('stays where the student is when the other twin is shown', async () => {
    const { session, open } = await opened('linear-stack');
    open.toggle();
    session.end([]);
    assert.equal(open.stage, 'why');
    const { outcomes } = open;
    open.go('run');
    session.twin.shown = 'b';
    session.run.take(snapshot({ generation: 99, step: 1 }));
    session.changed();
    assert.equal(open.stage, 'run');
    assert.equal(open.outcomes, outcomes);
    open.go('run');
    session.toggle();
    session.end([]);
    assert.equal(open.stage, 'why', 'after another run');
  });

  test('begins with its network or its twins, and brings back the view that was there before', async () => {
    const { session, store } = storeWith();
    session.view.show('start');
    await store.show('batch-is-a-matrix');
    assert.equal(session.view.name, 'layers');
    session.view.show('batch');
    await store.show('linear-stack');
    assert.equal(session.view.name, 'twins');
    session.view.show('collapse');
    store.leave();
    assert.equal(session.view.name, 'start');
  });

  test('tries what it offers, each by itself', async () => {
    const { session, store, open } = await opened('batch-is-a-matrix');
    open.try(1);
    assert.equal(open.stage, 'try');
    assert.equal(session.experiment.document.batch, 256);
    session.end([[accuracy, 0.91]]);
    assert.deepEqual(
      [...open.tries].map(([i, outcomes]) => [i, outcomes.map(({ met }) => met)]),
      [[1, [true]]],
    );
    assert.equal(open.outcomes, null);
    assert.equal(store.progress.of('batch-is-a-matrix'), 'try');
    open.toggle();
    assert.equal(open.tried, null);
    assert.equal(session.experiment.document.batch, 64);
  });

  test('shows what a try is to be seen in, and leaves the view alone where it says nothing', async () => {
    const { session, open } = await opened('piecewise-linear');
    const tries = open.lesson.try.map(({ view }) => view);
    assert.ok(tries.length > 0);
    for (const [i, view] of tries.entries()) {
      session.view.show('gradients');
      open.try(i);
      assert.equal(session.view.name, view ?? 'gradients');
    }
    assert.ok(tries.includes('regions'));
    const other = await opened('linear-stack');
    other.session.view.show('gradients');
    other.open.try(0);
    assert.equal(other.session.view.name, 'gradients');
  });

  for (const [name, view] of Object.entries({
    'batch-is-a-matrix': 'batch',
    'vanishing-gradients': 'gradients',
    'bound-the-output': 'outputs',
    'start-right': 'start',
  })) {
    test(`${name} shows what each of its tries speaks of`, async () => {
      const { session, open } = await opened(name);
      for (const i of open.lesson.try.keys()) {
        session.view.show('layers');
        open.try(i);
        assert.equal(session.view.name, view);
      }
    });
  }

  test('has a document of as many epochs as suit the data of a try', async () => {
    const { session, open } = await opened('piecewise-linear');
    const last = open.lesson.try.length - 1;
    open.try(last);
    const { data, epochs } = session.experiment.document;
    assert.deepEqual([data.name, epochs], ['mnist', 1]);
    open.restore();
    assert.equal(session.experiment.document.epochs, 200);
  });

  test('judges a sketch point by point', async () => {
    const { session, open } = await opened('one-layer');
    assert.equal(open.predicted, false);
    assert.deepEqual(open.sketch, [0.5, 0.5, 0.5, 0.5]);
    for (const [i, value] of [0.1, 0.8, 0.9, 0.97].entries()) open.draw(i, value);
    open.toggle();
    session.end(
      open.lesson.predict.sketch?.points.map((point, i) => [
        point,
        [0.1, 0.84, 0.91, 0.915][i] ?? 0,
      ]) ?? [],
    );
    assert.deepEqual(open.near, [true, true, true, false]);
    assert.equal(open.right, false);
    open.draw(3, 0.92);
    assert.equal(open.right, true);
  });

  test('the next one keeps the network that was there before the first', async () => {
    const { session, store } = await opened('batch-is-a-matrix');
    await store.show('one-layer');
    assert.equal(store.open?.place.number, 2);
    store.leave();
    assert.equal(session.experiment.document.layers.length, firstExperiment.layers.length);
  });
});

describe('a lesson from elsewhere', () => {
  /** @returns {Promise<any>} */
  const source = async () => structuredClone((await lessons[0]?.load())?.default);

  test('is opened if it fits, and every place that does not is named', async () => {
    const { store, session } = storeWith();
    const wrong = await source();
    wrong.expect[0].measure = 'acuracy';
    delete wrong.title;
    const problems = await store.read(JSON.stringify(wrong));
    const told = problems.map((one) => one()).join('\n');
    assert.match(told, /^title: /m);
    assert.match(told, /^expect\[0\]\.measure: .*accuracy/m);
    assert.equal(session.plans.length, 0, 'nothing is opened');
    assert.equal((await store.read('{'))[0]?.().endsWith('.'), true);
    assert.deepEqual(await store.read(JSON.stringify(await source())), []);
    assert.equal(store.open?.lesson.name, 'batch-is-a-matrix');
    assert.equal(store.link, null, 'no link leads to it');
    assert.equal(store.progress.of('batch-is-a-matrix'), null, 'nor is it the page’s own');
  });

  test('has its sketch judged by factors on a logarithmic scale', async () => {
    const { store, session } = storeWith();
    const lesson = await source();
    lesson.predict = {
      ask: 'How far apart?',
      sketch: {
        points: [{ measure: 'loss', say: 'at the end' }],
        min: 0.01,
        max: 100,
        scale: 'log',
        within: 2,
      },
    };
    assert.deepEqual(await store.read(JSON.stringify(lesson)), []);
    const { open } = store;
    assert.deepEqual(open?.sketch, [1]);
    for (const [drawn, near] of /** @type {const} */ ([
      [0.26, true],
      [0.24, false],
      [0.99, true],
      [1.01, false],
    ])) {
      open?.draw(0, drawn);
      session.running = false;
      open?.toggle();
      session.end([[{ measure: 'loss', of: 'a' }, 0.5]]);
      assert.deepEqual(open?.near, [near], `${drawn}`);
    }
  });
});
