import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { RunStore } from '../../web/ui/state/run-store.js';
import { TwinStore } from '../../web/ui/state/twin-store.js';

/** @typedef {import('../../web/ui/state/session.js').Session} Session */
/** @typedef {import('../../web/worker/client.js').TrainingClient} TrainingClient */

/** @type {import('../../web/engine/lesson/index.js').Change} */
const wide = {
  layers: [
    { type: 'linear', units: 200, bias: true },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: 10, bias: true },
  ],
};

/** A twin beside a document whose edits are told as the session tells them. */
function made() {
  /** @type {unknown[][]} */
  const told = [];
  /** @type {string[]} */
  const said = [];
  const client = { tell: (/** @type {unknown[]} */ ...order) => told.push(order) };
  const experiment = new ExperimentStore(firstExperiment);
  const session = {
    experiment,
    run: new RunStore(),
    data: 'mnist/',
    speed: 30,
    clientFor: () => client,
    beginAnew: () => told.push(['anew']),
    say: (/** @type {() => string} */ words) => said.push(words()),
    changed() {},
  };
  const twin = new TwinStore(/** @type {Session} */ (/** @type {unknown} */ (session)));
  experiment.subscribe(() => twin.follow(experiment.document));
  return { twin, experiment, told, said, session };
}

test('a twin begins beside the network, both anew', () => {
  const { twin, told, experiment } = made();
  twin.open(wide);
  assert.equal(twin.section, 'layers');
  assert.deepEqual(
    told.map(([verb]) => verb),
    ['start', 'speed', 'anew'],
  );
  assert.deepEqual({ ...twin.document, layers: 0 }, { ...experiment.document, layers: 0 });
});

test('what they do not differ in changes in both', () => {
  const { twin, told, experiment } = made();
  twin.open(wide);
  experiment.set(['batch'], '64', 64);
  assert.equal(twin.document?.batch, 64);
  assert.equal(twin.document?.layers[0]?.type === 'linear' && twin.document.layers[0].units, 200);
  assert.deepEqual(told.at(-1), ['configure', twin.document]);
  const before = told.length;
  experiment.set(['layers', 0, 'units'], '64', 64);
  assert.equal(told.length, before, 'the difference is its own');
  assert.equal(twin.section, 'layers');
});

test('a second difference is refused with both named, and may be made in both', () => {
  const { twin, experiment } = made();
  twin.open(wide);
  experiment.set(['optimizer', 'lr'], '0.5', 0.5);
  assert.deepEqual(
    [twin.refusal?.already, twin.refusal?.second, experiment.document.optimizer.lr],
    ['layers', 'optimizer', 0.1],
  );
  assert.equal(experiment.canUndo, false, 'nothing has been edited');
  twin.allow();
  assert.deepEqual(
    [twin.refusal, experiment.document.optimizer.lr, twin.document?.optimizer.lr],
    [null, 0.5, 0.5],
  );
  experiment.undo();
  assert.deepEqual(
    [twin.refusal?.second, experiment.document.optimizer.lr],
    ['optimizer', 0.5],
    'going back would be a second difference too',
  );
});

test('without a difference, the first edit makes it', () => {
  const { twin, experiment } = made();
  twin.open();
  assert.equal(twin.section, null);
  experiment.choose('init', 'zeros');
  assert.deepEqual([twin.section, twin.refusal], ['init', null]);
  experiment.set(['optimizer', 'lr'], '0.5', 0.5);
  assert.equal(twin.refusal?.already, 'init');
});

test('another experiment closes it, with a sentence, if it differs in more', () => {
  const { twin, experiment, said } = made();
  twin.open(wide);
  experiment.load({ ...firstExperiment, init: { name: 'zeros' } });
  assert.equal(twin.document, null);
  assert.equal(said.length, 1);
  assert.equal(experiment.document.init.name, 'zeros');
});

test('so do data that it cannot be trained on', () => {
  const { twin, experiment, said } = made();
  twin.open(wide);
  const layers = experiment.document.layers.with(-1, { type: 'linear', units: 2, bias: true });
  experiment.load({ ...experiment.document, data: { name: 'spiral' }, layers });
  assert.equal(twin.document, null);
  assert.equal(said.length, 1);
});

test('the one that is shown changes places with the other', () => {
  const { twin, experiment, session } = made();
  twin.open(wide);
  const [a, b] = [experiment.document, twin.document];
  const curves = twin.run.curves;
  const client = /** @type {TrainingClient} */ (/** @type {unknown} */ ({ tell() {} }));
  const other = twin.exchange(client);
  assert.deepEqual([twin.shown, twin.other, twin.client], ['b', 'A', client]);
  assert.deepEqual([other.document, twin.document], [b, a]);
  assert.equal(session.run.curves, curves);
});
