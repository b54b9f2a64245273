import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { verdictsOf } from '../../web/ui/goals/verdicts.js';
import { RunStore } from '../../web/ui/state/run-store.js';
import { isTested } from '../../web/ui/twin/sides.js';
import { noData } from '../../web/worker/telling.js';
import { snapshot, testAt } from './snapshots.js';

/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */

const document_ = parseExperiment({
  strata: 1,
  data: { name: 'mnist', train: 320, test: 10 },
  layers: [{ type: 'linear', units: 10 }],
  goals: [{ test_accuracy: 0.9, epochs: 2 }],
});
const data = { ...noData(), testGoal: 10 };

/** A run at rest after its last test. @param {import('../../web/worker/protocol.js').TestPoint} last */
function runWith(last) {
  const run = new RunStore();
  const { step } = last;
  run.take(snapshot({ step, epoch: step / 10, data, tests: [last] }));
  return run;
}

/** @param {RunStore} run @param {Experiment} document */
const judged = (run, document) => ({
  met: verdictsOf(/** @type {any} */ ({ run, experiment: { document } }))[0]?.met,
  tested: isTested({ run, document }),
});

test('all the test images are ten of ten, or what the classes leave of them', () => {
  const seven = { ...testAt(3, 0.95, document_), images: 7 };
  assert.deepEqual(judged(runWith(testAt(3, 0.95, document_)), document_), {
    met: true,
    tested: true,
  });
  assert.deepEqual(judged(runWith(seven), document_), { met: false, tested: false });
  const some = parseExperiment({ ...document_, data: { ...document_.data, classes: [1, 4] } });
  assert.deepEqual(judged(runWith({ ...seven, experiment: some }), some), {
    met: true,
    tested: true,
  });
});

test('a network that an edit has made has no test yet, whenever that of the one before arrives', () => {
  const edited = parseExperiment({ ...document_, loss: 'mse_loss' });
  const run = runWith(testAt(3, 0.95, document_));
  assert.deepEqual(judged(run, edited), { met: false, tested: false });
  run.take(snapshot({ step: 4, data, tests: [testAt(4, 0.95, document_)] }));
  assert.deepEqual(judged(run, edited), { met: false, tested: false });
  run.take(snapshot({ step: 4, data, tests: [testAt(4, 0.95, edited)] }));
  assert.deepEqual(judged(run, edited), { met: true, tested: true });
});

test('other settings of the steps to come leave the network as it was tested', () => {
  const run = runWith(testAt(3, 0.95, document_));
  for (const change of [{ epochs: 9 }, { optimizer: { name: 'sgd', lr: 0.5 } }]) {
    const later = parseExperiment({ ...document_, ...change });
    assert.deepEqual(judged(run, later), { met: true, tested: true });
  }
});

test('epochs are those done at the last test', () => {
  const run = runWith(testAt(20, 0.95, document_));
  run.take(snapshot({ step: 25, epoch: 2.5, data }));
  assert.deepEqual(judged(run, document_), { met: true, tested: false });
  run.take(snapshot({ step: 25, epoch: 2.5, data, tests: [testAt(25, 0.99, document_)] }));
  assert.deepEqual(judged(run, document_), { met: false, tested: true });
});

test('before the first test no goal is met', () => {
  const run = new RunStore();
  assert.equal(judged(run, document_).met, false);
  run.take(snapshot({ step: 0, data }));
  assert.deepEqual(judged(run, document_), { met: false, tested: false });
});
