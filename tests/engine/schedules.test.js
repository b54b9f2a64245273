import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadEngine } from '../../web/engine/load.js';

/** @type {import('../../web/engine/engine.js').Engine} */
let engine;
before(async () => {
  engine = await loadEngine();
});

const lr = 0.5;

/**
 * The learning rates of the first steps: with a target far away, the absolute error's gradient is −1 at every step.
 *
 * @param {object} schedule
 * @param {number} steps
 */
function rates(schedule, steps) {
  const sections = {
    layers: [{ type: 'linear', units: 1, bias: false }],
    loss: 'l1_loss',
    optimizer: { name: 'sgd', lr },
    init: { name: 'zeros' },
    schedule,
  };
  const net = engine.createNetwork(sections, { input: 1 });
  const found = [];
  let before = 0;
  for (let step = 0; step < steps; step++) {
    net.trainBatch(Float32Array.of(1), Float32Array.of(1e6));
    const [weight = 0] = net.parameter('0.weight').data;
    found.push(weight - before);
    before = weight;
  }
  net.dispose();
  return found;
}

/** @param {number[]} found @param {(step: number) => number} wanted */
function assertRates(found, wanted) {
  for (const [step, rate] of found.entries()) {
    assert.ok(Math.abs(rate - wanted(step)) < 2e-6, `step ${step}: ${rate}, ${wanted(step)}`);
  }
}

test('constant keeps the rate, after a warm-up in equal parts', () => {
  assertRates(rates({ name: 'constant' }, 5), () => lr);
  assertRates(
    rates({ name: 'constant', warmup: 4 }, 8),
    (step) => lr * Math.min(1, (step + 1) / 4),
  );
});

test('step multiplies the rate by gamma every so many steps', () => {
  const schedule = { name: 'step', step_size: 3, gamma: 0.5 };
  assertRates(rates(schedule, 12), (step) => lr * 0.5 ** Math.floor(step / 3));
  assertRates(rates({ ...schedule, warmup: 2 }, 12), (step) =>
    step < 2 ? (lr * (step + 1)) / 2 : lr * 0.5 ** Math.floor((step - 2) / 3),
  );
});

test('cosine falls to eta_min and stays there', () => {
  const schedule = { name: 'cosine', T_max: 10, eta_min: 0.1 };
  assertRates(rates(schedule, 14), (step) =>
    step >= 10 ? 0.1 : 0.1 + ((lr - 0.1) * (1 + Math.cos((Math.PI * step) / 10))) / 2,
  );
});

const layers = [
  { type: 'linear', units: 6 },
  { type: 'activation', name: 'tanh' },
  { type: 'linear', units: 3 },
];
const x = Float32Array.from({ length: 32 }, (_, i) => 3 * Math.sin(i));
const labels = Uint8Array.from({ length: 8 }, (_, i) => i % 3);

/** @param {object} clip */
function stepped(clip) {
  const net = engine.createNetwork({ layers, clip }, { input: 4 });
  net.trainBatch(x, labels);
  return net.gradients().flatMap(({ data }) => [...data]);
}

/** @param {number[]} values */
function norm(values) {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

test('clipping by norm scales all gradients together, and only larger ones', () => {
  const free = stepped({ name: 'none' });
  const limit = norm(free) / 3;
  const clipped = stepped({ name: 'norm', max_norm: limit });
  for (const [i, gradient] of clipped.entries()) {
    const wanted = ((free[i] ?? 0) * limit) / (norm(free) + 1e-6);
    assert.ok(Math.abs(gradient - wanted) <= 2e-7 * Math.abs(wanted), `${i}`);
  }
  assert.deepEqual(stepped({ name: 'norm', max_norm: 1e6 }), free);
});

test('clipping by value cuts each gradient off', () => {
  const free = stepped({ name: 'none' });
  const limit = Math.fround(norm(free) / 20);
  const clipped = stepped({ name: 'value', clip_value: limit });
  assert.ok(free.some((gradient) => Math.abs(gradient) > limit));
  assert.deepEqual(
    clipped,
    free.map((gradient) => Math.max(-limit, Math.min(limit, gradient))),
  );
});

test('schedule and clipping may change while the network learns', () => {
  const net = engine.createNetwork({ layers }, { input: 4 });
  const same = engine.createNetwork({ layers }, { input: 4 });
  const { optimizer } = net.sections;
  net.setOptimizer(optimizer, { schedule: { name: 'step', step_size: 1, gamma: 0.5 } });
  for (let step = 0; step < 4; step++) {
    same.setOptimizer({ ...optimizer, lr: Number(optimizer.lr) * 0.5 ** step });
    net.trainBatch(x, labels);
    same.trainBatch(x, labels);
    assert.equal(net.fingerprint(), same.fingerprint(), `step ${step}`);
  }
  net.setOptimizer(optimizer, { clip: { name: 'value', clip_value: 1e-3 } });
  assert.equal(net.sections.schedule.name, 'step');
  net.trainBatch(x, labels);
  const gradients = net.gradients().flatMap(({ data }) => [...data]);
  assert.ok(gradients.every((gradient) => Math.abs(gradient) <= Math.fround(1e-3)));
  assert.throws(() => net.setOptimizer(optimizer, { clip: { name: 'norm', max_norm: 0 } }), {
    code: 'experiment-invalid',
  });
});
