// A claim is found again to the last bit, and whatever was changed in it is found out.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import {
  decodeLink,
  encodeLink,
  loadData,
  loadEngine,
  parseExperiment,
  replay,
} from '../../web/engine/index.js';
import { linear } from './helpers.js';

/** @typedef {import('../../web/engine/link.js').Claim} Claim */
/** @typedef {import('../../web/engine/replay.js').ReplayedEpoch} ReplayedEpoch */

const engine = await loadEngine();
const doc = {
  strata: 1,
  data: { name: 'moons', train: 200, test: 100 },
  layers: [linear(8), { type: 'activation', name: 'tanh' }, linear(2)],
  epochs: 4,
  seed: 5,
};
const nothing = { steps: 28, testAccuracy: 1, fingerprint: '0000000000000000' };
const { found: honest } = await replay(doc, nothing, { engine });
const { checkpoints = [] } = honest;

/** @param {string} digits */
const other = (digits) => (digits.startsWith('0') ? '1' : '0') + digits.slice(1);

/** @param {Partial<Claim>} [changes] @param {object} [document] */
async function judged(changes = {}, document = doc) {
  const { differs, epoch } = await replay(document, { ...honest, ...changes }, { engine });
  return [differs, epoch];
}

describe('a replay', () => {
  it('finds an honest claim identical, epoch by epoch, and tells of each', async () => {
    /** @type {ReplayedEpoch[]} */
    const epochs = [];
    const onEpoch = (/** @type {ReplayedEpoch} */ epoch) => epochs.push(epoch);
    const verdict = await replay(doc, honest, { onEpoch });
    const { testLoss, ...rest } = verdict;
    assert.ok(testLoss > 0);
    assert.deepEqual(rest, {
      identical: true,
      differs: null,
      epoch: null,
      epochs: 4,
      found: honest,
    });
    assert.deepEqual(
      epochs.map(({ epoch, steps, identical }) => [epoch, steps, identical]),
      [1, 2, 3, 4].map((epoch) => [epoch, 7 * epoch, true]),
    );
    assert.deepEqual(
      epochs.map(({ fingerprint }) => fingerprint.slice(0, 8)),
      [...checkpoints, honest.fingerprint.slice(0, 8)],
    );
    assert.equal(epochs.at(-1)?.testAccuracy, honest.testAccuracy);
  });

  it('comes to what training comes to', async () => {
    const experiment = parseExperiment(doc);
    const data = await loadData(engine, experiment);
    const net = engine.createNetwork(experiment, data);
    const report = await engine.train(net, data, { epochs: 4 });
    assert.equal(report.fingerprint, honest.fingerprint);
    assert.deepEqual([report.testAccuracy, report.steps], [honest.testAccuracy, honest.steps]);
    net.dispose();
  });

  it('finds a claim through a link identical, with and without checkpoints', async () => {
    const { checkpoints: _, ...short } = honest;
    for (const claim of [honest, short]) {
      const decoded = decodeLink(encodeLink(doc, claim));
      assert.ok(decoded.claim);
      const { identical } = await replay(decoded.experiment, decoded.claim, { engine });
      assert.ok(identical);
    }
  });

  it('says in which epoch it left the claim', async () => {
    for (const i of [0, 1, 2]) {
      const bent = checkpoints.map((one, k) => (k < i ? one : other(one)));
      /** @type {number[]} */
      const seen = [];
      const options = { engine, onEpoch: (/** @type {ReplayedEpoch} */ e) => seen.push(e.epoch) };
      const { differs, epoch, found } = await replay(
        doc,
        { ...honest, checkpoints: bent },
        options,
      );
      assert.deepEqual([differs, epoch, seen.length], ['checkpoint', i + 1, i + 1]);
      assert.equal(found.steps, 7 * (i + 1));
    }
  });

  it('finds out a changed fingerprint, accuracy, number of steps and seed', async () => {
    const fingerprint = other(honest.fingerprint);
    const { testAccuracy } = honest;
    assert.ok(testAccuracy !== null && testAccuracy < 1);
    assert.deepEqual(await judged({ fingerprint }), ['fingerprint', 4]);
    assert.deepEqual(await judged({ testAccuracy: testAccuracy + 0.01 }), ['testAccuracy', null]);
    assert.deepEqual(await judged({ testAccuracy: null }), ['testAccuracy', null]);
    assert.deepEqual(await judged({ steps: 27 }), ['fingerprint', 4]);
    assert.deepEqual(await judged({ steps: 29 }), ['steps', null]);
    assert.deepEqual(await judged({ steps: 2 ** 53 - 1, checkpoints: [] }), ['steps', null]);
    assert.deepEqual(await judged({ checkpoints: [...checkpoints, '01234567'] }), [
      'checkpoint',
      4,
    ]);
    assert.deepEqual(await judged({}, { ...doc, seed: 6 }), ['checkpoint', 1]);
    assert.deepEqual(await judged({ checkpoints: [] }, { ...doc, seed: 6 }), ['fingerprint', 4]);
    assert.deepEqual(await judged({}, { ...doc, optimizer: { lr: 0.11 } }), ['checkpoint', 1]);
  });

  it('compares a claim that ends within the run where it ends', async () => {
    for (const [steps, epoch] of [
      [0, 0],
      [3, 1],
      [14, 2],
      [15, 3],
    ]) {
      const { found, epochs } = await replay(doc, { ...nothing, steps: Number(steps) }, { engine });
      assert.equal(epochs, Math.floor(Number(steps) / 7) + ((Number(steps) % 7) * 32) / 200);
      assert.equal(found.checkpoints?.length ?? 0, Math.max(0, Math.ceil(Number(steps) / 7) - 1));
      assert.ok((await replay(doc, found, { engine })).identical);
      const bent = { ...found, fingerprint: other(found.fingerprint) };
      const { differs, epoch: at } = await replay(doc, bent, { engine });
      assert.deepEqual([differs, at], ['fingerprint', epoch]);
    }
  });

  it('ends where the target accuracy is reached, past which nothing can be claimed', async () => {
    const target = { ...doc, target_accuracy: 0.1 };
    const { differs, found } = await replay(target, { ...nothing, steps: 28 }, { engine });
    assert.deepEqual([differs, found.steps], ['steps', 7]);
    assert.ok((await replay(target, found, { engine })).identical);
  });

  it('finds any claim made for other weights out', async () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'),
      minLength: 16,
      maxLength: 16,
    });
    const claims = fc.record({
      steps: fc.nat(40),
      testAccuracy: fc.double({ min: 0, max: 1, noNaN: true }),
      fingerprint: digits,
    });
    await fc.assert(
      fc.asyncProperty(claims, async (claim) => {
        assert.equal((await replay(doc, claim, { engine })).identical, false);
      }),
      { numRuns: 30 },
    );
  });
});

test('a claim that was made once is found again for ever', async () => {
  // MNIST, 784-128-10, two epochs.
  const link =
    '1BlK6n1t7InN0cmF0YSI6MSwiZGF0YSI6eyJuYW1lIjoibW5pc3QifSwibGF5ZXJzIjpbeyJ0eXBlIjoibGluZWFyIiwidW5pdHMiOjEyOH0seyJ0eXBlIjoiYWN0aXZhdGlvbiIsIm5hbWUiOiJyZWx1In0seyJ0eXBlIjoibGluZWFyIiwidW5pdHMiOjEwfV0sImVwb2NocyI6Mn0sWzM3NTAsMC45NjM1LCJjZjZiZGU5ZmZmZmRjY2NiIiwiYjQxMjZkMDAiXV0';
  const { experiment, claim } = decodeLink(link);
  assert.ok(claim);
  assert.deepEqual(claim.checkpoints, ['b4126d00']);
  const { differs } = await replay(experiment, claim, { engine });
  assert.equal(differs, null);
});

test('any set of data, and a run whose numbers explode, are found again', async () => {
  const points = [
    [0, 1, 0],
    [1, 0, 1],
    [2, 2, 1],
  ];
  const wild = { type: 'activation', name: 'cube' };
  /** @type {object[]} */
  const cases = [
    { data: { name: 'points', points } },
    { data: { name: 'sine', train: 200, test: 50 }, layers: [linear(4), linear(1)] },
    { data: { name: 'spiral', train: 300, test: 50, label_noise: 0.2 }, batch: 7 },
    { layers: [linear(9), wild, linear(9), wild, linear(2)], optimizer: { lr: 1000 } },
    { layers: [linear(9), { type: 'activation', name: 'rrelu' }, linear(2)] },
  ];
  for (const change of cases) {
    const document = { ...doc, ...change };
    const { found } = await replay(document, { ...nothing, steps: 10 ** 6 }, { engine });
    assert.ok((await replay(document, found, { engine })).identical, JSON.stringify(change));
    assert.ok(found.steps > 0);
  }
});

describe('a replay that cannot be', () => {
  it('is refused with the reason', async () => {
    await assert.rejects(replay({ ...doc, seed: -1 }, honest), { code: 'experiment-invalid' });
    const none = /** @type {any} */ (undefined);
    await assert.rejects(replay(doc, none), { code: 'claim-invalid' });
    const fast = /** @type {any} */ ({ kernels: 'fast' });
    await assert.rejects(replay(doc, honest, { engine: fast }), { code: 'replay-kernels' });
  });

  it('ends with the signal, before and during', async () => {
    const early = AbortSignal.abort(new Error('early'));
    await assert.rejects(replay(doc, honest, { engine, signal: early }), { message: 'early' });
    const control = new AbortController();
    const onEpoch = () => control.abort(new Error('late'));
    const options = { engine, onEpoch, signal: control.signal };
    await assert.rejects(replay(doc, honest, options), { message: 'late' });
  });
});
