// Goals of a document: what they say of a run's state, and that they are none of its causes.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { judgeGoals, loadData, loadEngine, parseExperiment } from '../../web/engine/index.js';
import { differences } from '../../web/engine/lesson/twin.js';
import { nameOf } from '../../web/ui/state/run-names.js';
import { withSet } from '../../web/ui/state/sets.js';
import { changeOf } from '../../web/worker/protocol.js';
import { experiment } from '../doc/arbitraries.js';

const plain = {
  strata: 1,
  data: { name: 'moons' },
  layers: [
    { type: 'linear', units: 4 },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: 2 },
  ],
  batch: 32,
};
const state = { steps: 100, testAccuracy: 0.8, testLoss: 0.5, parameters: 22 };

/** @param {object} goal @param {object} [change] of the state */
const judged = (goal, change) =>
  judgeGoals({ ...plain, goals: [goal] }, { ...state, ...change })[0];

describe('a goal', () => {
  /** What it asks for, what is changed in the state, and its score. @type {[object, object, number][]} */
  const cases = [
    [{ test_accuracy: 0.8 }, {}, 1],
    [{ test_accuracy: 0.9 }, { testAccuracy: 0.45 }, 0.5],
    [{ test_accuracy: 0.9 }, { testAccuracy: null }, 0],
    [{ test_accuracy: 0 }, { testAccuracy: 0 }, 1],
    [{ test_loss: 0.5 }, {}, 1],
    [{ test_loss: 0.25 }, {}, 0.5],
    [{ test_loss: 0 }, {}, 0],
    [{ test_loss: 0 }, { testLoss: 0 }, 1],
    [{ test_loss: 1 }, { testLoss: Number.NaN }, 0],
    [{ test_loss: 1 }, { testLoss: Number.POSITIVE_INFINITY }, 0],
    [{ test_loss: 1, parameters: 22 }, {}, 1],
    [{ test_loss: 1, parameters: 11 }, {}, 0.5],
    [{ test_loss: 1, steps: 50 }, {}, 0.5],
    [{ test_loss: 1, epochs: 1 }, { epochs: 4 }, 0.25],
    [{ test_loss: 1, epochs: 4 }, { epochs: 4 }, 1],
    [{ test_accuracy: 1, test_loss: 0.25, parameters: 11 }, {}, 0.8 * 0.5 * 0.5],
  ];
  for (const [goal, change, score] of cases) {
    it(`${JSON.stringify(goal)} of ${JSON.stringify(change)} scores ${score}`, () => {
      assert.deepEqual(judged(goal, change), { title: null, met: score === 1, score });
    });
  }

  it('counts epochs by the steps, where the state has none', () => {
    const { train } = parseExperiment(plain).data;
    const perEpoch = Math.ceil(train / 32);
    const goal = { test_loss: 1, epochs: 3 };
    assert.equal(judged(goal, { steps: 3 * perEpoch })?.met, true);
    assert.equal(judged(goal, { steps: 3 * perEpoch + 1 })?.met, false);
    const uneven = { ...plain, data: { name: 'moons', train: 200 }, batch: 60, goals: [goal] };
    assert.equal(judgeGoals(uneven, { ...state, steps: 14 })[0]?.score, 3 / 3.6);
  });

  it('is judged in its place, under its title', () => {
    const goals = [{ test_accuracy: 0.9 }, { title: 'Half', test_accuracy: 0.5 }];
    const found = judgeGoals({ ...plain, goals }, state);
    assert.deepEqual(
      found.map(({ title, met }) => [title, met]),
      [
        [null, false],
        ['Half', true],
      ],
    );
    assert.deepEqual(judgeGoals(plain, state), []);
  });

  it('scores from 0 to 1, 1 only where it is met, and more the nearer', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const size = fc.integer({ min: 0, max: 1e6 });
    const states = fc.record({
      ...{ steps: size, parameters: size, testAccuracy: share },
      testLoss: fc.double({ min: 0, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(experiment, states, share, (doc, at, part) => {
        const found = judgeGoals(doc, at);
        const nearer = judgeGoals(doc, {
          steps: at.steps * part,
          parameters: at.parameters * part,
          testAccuracy: at.testAccuracy + (1 - at.testAccuracy) * part,
          testLoss: at.testLoss * part,
        });
        found.forEach(({ met, score }, i) => {
          assert.ok(score >= 0 && score <= 1);
          assert.equal(met, score === 1);
          assert.ok((nearer[i]?.score ?? -1) >= score * (1 - 1e-12));
        });
      }),
      { numRuns: 300 },
    );
  });
});

test('goals change nothing of a run', async () => {
  const engine = await loadEngine();
  const goals = [{ title: 'All', test_accuracy: 0.1, epochs: 1 }];
  const [without, aimed] = [plain, { ...plain, goals }].map((doc) => parseExperiment(doc));
  assert.ok(without && aimed);
  const reports = [];
  for (const one of [without, aimed]) {
    const data = await loadData(engine, one);
    const network = engine.createNetwork(one, data);
    const { fingerprint, steps, testLoss } = await engine.train(network, data, one);
    reports.push({ fingerprint, steps, testLoss });
    network.dispose();
  }
  assert.deepEqual(reports[0], reports[1]);
  assert.deepEqual(differences(without, aimed), []);
  assert.equal(nameOf(aimed), nameOf(without));
  assert.equal(changeOf(without, aimed), 'nothing');
});

test('another data set takes the goals of the last away, which it may not fit', () => {
  const aimed = parseExperiment({ ...plain, goals: [{ test_accuracy: 0.9 }] });
  assert.equal(parseExperiment(withSet(aimed, 'sine')).goals, undefined);
});
