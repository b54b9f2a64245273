import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { EarlierRuns, MOST } from '../../web/ui/state/earlier-runs.js';
import { freeName, nameOf, shortNames } from '../../web/ui/state/run-names.js';
import { RunStore } from '../../web/ui/state/run-store.js';
import { snapshot, testAt } from './snapshots.js';

/** @param {object} [parts] */
const experiment = (parts) =>
  parseExperiment({
    strata: 1,
    data: { name: 'mnist' },
    layers: [
      { type: 'linear', units: 128 },
      { type: 'activation', name: 'relu' },
      { type: 'linear', units: 10 },
    ],
    ...parts,
  });

/** A shelf in memory. @param {unknown} [stored] */
function shelfWith(stored) {
  const shelf = {
    stored,
    read: async () => structuredClone(shelf.stored),
    change: async (/** @type {(kept: unknown) => unknown} */ become) => {
      shelf.stored = structuredClone(become(structuredClone(shelf.stored)));
    },
  };
  return shelf;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A page of which only runs and their experiment are there. @param {ReturnType<typeof shelfWith>} [shelf] */
function page(shelf = shelfWith()) {
  const session = { run: new RunStore(), experiment: { document: experiment() } };
  const earlier = new EarlierRuns(session, shelf);
  let generation = 0;
  /** @param {Parameters<typeof snapshot>[0]} parts */
  const tell = (parts) => {
    const told = snapshot({ generation, ...parts });
    earlier.notice(told, true);
    session.run.take(told);
  };
  return {
    session,
    earlier,
    tell,
    /** A run of its own. @param {number} seed @param {number} [steps] */
    train(seed, steps = 2) {
      session.experiment.document = experiment({ seed });
      generation++;
      tell({});
      const losses = Array.from({ length: steps }, (_, i) => [i + 1, 2 - i / steps]).flat();
      tell({ losses, tests: [testAt(steps, 0.9)], fingerprint: 'abc', epoch: steps / 10 });
    },
    /** Back to the start. */
    reset() {
      generation++;
      tell({});
    },
  };
}

describe('earlier runs', () => {
  test('are kept when another begins: curves, experiment and last numbers', () => {
    const { earlier, train, reset } = page();
    train(3, 1000);
    assert.equal(earlier.runs.length, 0);
    reset();
    const [run] = earlier.runs;
    assert.equal(run?.name, '784-128-10 relu, lr 0.1, seed 3');
    assert.deepEqual(run.experiment, experiment({ seed: 3 }));
    assert.deepEqual([run.step, run.epochs, run.fingerprint], [1000, 100, 'abc']);
    assert.equal(run.curves.losses.x.length, 400);
    assert.deepEqual([run.curves.losses.x[0], run.curves.losses.x.at(-1)], [1, 1000]);
    assert.deepEqual(run.curves.accuracies, { x: [1000], y: [90] });
    reset();
    assert.equal(earlier.runs.length, 1, 'a run without a step is none');
  });

  test('are of the experiment that was trained, not of the one that is next', () => {
    const { session, earlier, train, reset } = page();
    train(1);
    session.experiment.document = experiment({ seed: 2 });
    reset();
    assert.equal(earlier.runs[0]?.experiment.seed, 1);
  });

  test('are of the experiment of their last step, whatever was edited after it', () => {
    const { session, earlier, train, tell, reset } = page();
    train(1);
    session.experiment.document = experiment({ batch: 64 });
    tell({ losses: [3, 1] });
    session.experiment.document = experiment({ batch: 128 });
    tell({ step: 3 });
    reset();
    assert.equal(earlier.runs[0]?.experiment.batch, 64);
  });

  test('say whether they exploded', () => {
    const { earlier, train, reset, tell } = page();
    train(1);
    tell({ step: 2, nonFinite: { step: 3, layer: 0, what: 'weight' } });
    reset();
    assert.equal(earlier.runs[0]?.failed, true);
  });

  test('are eight at most: the oldest goes, but named ones stay', () => {
    const { earlier, train } = page();
    for (let seed = 1; seed <= 3; seed++) train(seed);
    const [first] = earlier.runs;
    earlier.rename(first?.id ?? '', ' the first ');
    for (let seed = 4; seed <= MOST + 4; seed++) train(seed);
    const seeds = earlier.runs.map((run) => run.experiment.seed);
    assert.deepEqual(seeds, [1, 5, 6, 7, 8, 9, 10, 11]);
    assert.equal(earlier.runs[0]?.name, 'the first');
    assert.equal(new Set(earlier.runs.map(({ id }) => id)).size, MOST, 'each can be told apart');
  });

  test('are renamed, recoloured, hidden, removed and put back', () => {
    const { earlier, train } = page();
    for (let seed = 1; seed <= 4; seed++) train(seed);
    const id = earlier.runs[1]?.id ?? '';
    earlier.recolour(id, 3);
    earlier.show(id, false);
    earlier.rename(id, 'two');
    assert.deepEqual(
      earlier.shown.map((run) => run.experiment.seed),
      [1, 3],
    );
    const before = earlier.runs;
    earlier.remove(id);
    assert.equal(earlier.runs.length, 2);
    earlier.putBack();
    assert.deepEqual(earlier.runs, before);
    assert.deepEqual([earlier.runs[1]?.colour, earlier.runs[1]?.name], [3, 'two']);
    earlier.rename(id, '');
    assert.deepEqual(
      [earlier.runs[1]?.name, earlier.runs[1]?.named],
      ['784-128-10 relu, lr 0.1, seed 2', false],
    );
  });

  test('are there again after a reload, before those that have ended since', async () => {
    const shelf = shelfWith();
    const first = page(shelf);
    first.train(1);
    first.reset();
    await turn();
    const second = page(shelf);
    second.train(2);
    second.reset();
    await turn();
    assert.deepEqual(
      second.earlier.runs.map((run) => run.experiment.seed),
      [1, 2],
    );
    assert.deepEqual(second.earlier.runs[0], first.earlier.runs[0]);
    assert.deepEqual(shelf.stored, second.earlier.runs);
  });

  test('of two tabs do not get lost, whichever stores first', async () => {
    const shelf = shelfWith();
    const [one, other] = [page(shelf), page(shelf)];
    await turn();
    one.train(1);
    one.reset();
    await turn();
    other.train(2);
    other.reset();
    await turn();
    const seeds = (/** @type {any} */ runs) =>
      runs.map((/** @type {any} */ run) => run.experiment.seed);
    assert.deepEqual(seeds(shelf.stored), [1, 2]);
    assert.deepEqual(seeds(other.earlier.runs), [1, 2], 'this tab shows what it stored');
    one.earlier.remove(one.earlier.runs[0]?.id ?? '');
    await turn();
    assert.deepEqual(seeds(shelf.stored), [2]);
    assert.deepEqual(seeds(one.earlier.runs), [2]);
  });

  test('stay in memory where nothing is stored, and damaged ones are left out', async () => {
    const refuse = async () => {
      throw new DOMException('No.', 'SecurityError');
    };
    const refused = page(Object.assign(shelfWith(), { read: refuse, change: refuse }));
    await turn();
    refused.train(1);
    refused.reset();
    await turn();
    assert.equal(refused.earlier.runs.length, 1);
    const { earlier } = page(shelfWith([null, 3, { name: 'x' }, { experiment: experiment() }]));
    await turn();
    assert.deepEqual(earlier.runs, []);
  });
});

describe('names of runs', () => {
  test('say what differs from the defaults', () => {
    assert.equal(
      nameOf(
        experiment({
          data: { name: 'mnist', train: 1000 },
          optimizer: { name: 'adam', lr: 0.01 },
          batch: 64,
          seed: 7,
        }),
      ),
      '784-128-10 relu, adam, lr 0.01, batch 64, train 1000, seed 7',
    );
    assert.equal(
      nameOf(
        experiment({ layers: [{ type: 'linear', units: 10 }], epochs: 9, target_accuracy: 0.9 }),
      ),
      '784-10, lr 0.1, seed 1',
    );
  });

  test('are numbered where they are taken, and shortened to what tells them apart', () => {
    assert.equal(freeName('a', ['b']), 'a');
    assert.equal(freeName('a', ['a', 'a (2)']), 'a (3)');
    assert.deepEqual(shortNames(['784-64-10 relu, lr 0.1, seed 1']), [
      '784-64-10 relu, lr 0.1, seed 1',
    ]);
    assert.deepEqual(
      shortNames(['784-64-10 relu, lr 0.1, seed 1', '784-64-10 tanh, lr 0.1, seed 2', 'best']),
      ['784-64-10 relu, lr 0.1, seed 1', '784-64-10 tanh, lr 0.1, seed 2', 'best'],
    );
    assert.deepEqual(
      shortNames(['784-64-10 relu, lr 0.1, seed 1', '784-64-10 tanh, lr 0.1, seed 2']),
      ['relu, seed 1', 'tanh, seed 2'],
    );
    assert.deepEqual(
      shortNames(['784-64-10 relu, lr 0.1, seed 1', '784-32-10 relu, lr 0.1, seed 1']),
      ['784-64-10', '784-32-10'],
    );
    assert.deepEqual(shortNames(['a', 'a']), ['a', 'a']);
  });
});
