import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { parseLesson } from '../../web/engine/lesson/index.js';
import { planOf } from '../../web/engine/lesson/plan.js';
import { experiment, makeFullTrainer } from './make-trainer.js';

/** @typedef {Awaited<ReturnType<typeof makeFullTrainer>>} Made */

const UNITS = 24;
/** @param {number} lr @param {object} [more] */
const document = (lr, more = {}) =>
  parseExperiment({
    ...experiment,
    layers: [
      { type: 'linear', units: UNITS },
      { type: 'activation', name: 'relu' },
      { type: 'linear', units: 10 },
    ],
    optimizer: { name: 'sgd', lr },
    ...more,
  });

let tickets = 0;
/** @param {() => any} ask */
function all(ask) {
  let found = null;
  for (;;) {
    const part = ask();
    assert.ok(part);
    found = part.found ?? found;
    if (part.done) return found;
  }
}

/** For how many images each unit is awake. @param {Made} made */
function activity({ trainer }) {
  const ticket = ++tickets;
  return all(() => trainer.ask('activity', ticket, 60_000)).layers[0].counts;
}

/**
 * @param {Made} made
 * @param {{ units: number[], from?: number, to: number }} question
 * @returns {(import('../../web/worker/protocol.js').Deed & { layer: number, unit: number })[] | undefined} by unit
 */
function deaths({ trainer }, { units, from = 0, to }) {
  const ticket = ++tickets;
  const dead = units.map((unit) => ({ layer: 1, unit }));
  const found = all(() => trainer.ask('death', ticket, { dead, images: 60_000, from, to }));
  return found?.deeds.toSorted((/** @type {any} */ a, /** @type {any} */ b) => a.unit - b.unit);
}

/** @param {Made} made @param {{ unit: number, from?: number, to: number }} question */
function death(made, { unit, ...question }) {
  const [deed] = deaths(made, { units: [unit], ...question }) ?? [];
  assert.ok(deed);
  assert.deepEqual([deed.layer, deed.unit], [1, unit]);
  return deed;
}

/** @param {Made} made @param {number} step */
async function goTo({ trainer, work }, step) {
  while (trainer.pull().step < step) {
    const next = trainer.pull().step + 1;
    trainer.step();
    await work(() => trainer.pull().step === next);
  }
}

/** Weights and biases of the first layer. @param {Made} made */
function weights({ trainer }) {
  const [[weight, bias] = []] = trainer.ask('memory')?.state.parts ?? [];
  assert.ok(weight && bias);
  return { weight: weight.slice(), bias: bias.slice() };
}

/**
 * Looks after every step by itself: who is dead, and what the step has done.
 *
 * @param {Made} made
 * @param {number} steps
 * @param {(step: number) => void} [before] each step
 */
async function diary(made, steps, before = () => {}) {
  const nothing = { weight: new Float32Array(), bias: new Float32Array() };
  const days = [{ step: 0, counts: activity(made), ...nothing }];
  for (let step = 1; step <= steps; step++) {
    before(step - 1);
    await goTo(made, step);
    days.push({ step, counts: activity(made), ...weights(made) });
  }
  return days;
}

/** @param {Awaited<ReturnType<typeof diary>>} days @param {number} unit @returns {number} the step that it died at for good */
const died = (days, unit) => {
  const last = days.findLast(({ counts }) => (counts[unit] ?? 0) > 0);
  return last ? last.step + 1 : 0;
};

/** @param {number} a @param {number} b */
const near = (a, b) => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));

/** Those that died for good at step 7 are told to have, by a rate of 8. @param {Made} made @param {Awaited<ReturnType<typeof diary>>} days */
function assertBlow(made, days) {
  const dead = [...(days.at(-1)?.counts ?? [])].flatMap((one, unit) =>
    one === 0 && died(days, unit) === 7 ? [unit] : [],
  );
  assert.ok(dead.length > 0);
  for (const unit of dead) {
    const found = death(made, { unit, to: 12 });
    assert.equal(found.step, 7);
    assert.ok(near(found.rate, 8), `${found.rate}`);
  }
}

test('each unit died at the step after which no image wakes it any more', async () => {
  const made = await makeFullTrainer({}, document(1));
  const days = await diary(made, 25);
  const dead = [...(days.at(-1)?.counts ?? [])].flatMap((one, unit) => (one === 0 ? [unit] : []));
  assert.ok(dead.length >= 3, `${dead.length} are dead`);
  const steps = new Set();
  for (const unit of dead) {
    const found = death(made, { unit, to: 25 });
    const step = died(days, unit);
    assert.equal(found.step, step, `unit ${unit}`);
    assert.equal(found.before, step === 0);
    if (step === 0) continue;
    steps.add(step);
    assert.ok(near(found.rate, 1), `${found.rate}`);
    const [then, now] = [days[step - 1], days[step]];
    assert.ok(now);
    const [was = 0, is = 0] = found.bias ?? [];
    assert.equal(is, now.bias[unit]);
    if (!then || step === 1) continue;
    assert.equal(was, then.bias[unit]);
    const change = Array.from(
      { length: 784 },
      (_, i) => (now.weight[784 * unit + i] ?? 0) - (then.weight[784 * unit + i] ?? 0),
    );
    assert.ok(near(found.moved, Math.hypot(...change)));
    // Plain gradient descent moves weights and bias by the rate times the gradient.
    assert.ok(near(found.gradient * found.rate, Math.hypot(...change, is - was)));
    // From a step at which it was seen alive, the answer is the same.
    assert.deepEqual(death(made, { unit, from: step - 1, to: 25 }), found);
  }
  assert.ok(steps.size > 1, 'they did not all die at once');
  // All of them together are told the same.
  const each = dead.map((unit) => death(made, { unit, to: 25 }));
  assert.deepEqual(deaths(made, { units: dead, to: 25 }), each);
});

test('a blow that was struck on the way is taken again, and named', async () => {
  const made = await makeFullTrainer({}, document(0.05));
  const blow = (/** @type {number} */ step) => {
    if (step === 6) made.trainer.configure(document(8));
    if (step === 7) made.trainer.configure(document(0.05));
  };
  const days = await diary(made, 12, blow);
  assertBlow(made, days);
});

test('so is a blow that a lesson strikes', async () => {
  const lesson = parseLesson({
    strata_lesson: 1,
    name: 'blow',
    title: 'Blow',
    question: 'Does it kill?',
    predict: {
      ask: 'It does',
      sketch: { points: [{ measure: 'loss', after: 5, say: 'then' }], min: 0, max: 3, within: 1 },
    },
    experiment: document(0.05),
    until: { steps: 12 },
    events: [{ after: 6, until: 7, change: { optimizer: { name: 'sgd', lr: 8 } } }],
    expect: [{ measure: 'dead', layer: 1, min: 0.1, met: 'yes', missed: 'no' }],
    why: ['Because.'],
  });
  const made = await makeFullTrainer({}, document(0.05));
  const plan = planOf(lesson);
  made.trainer.conduct({ course: plan.a, plan });
  await made.work(made.idle);
  const days = await diary(made, 12);
  assertBlow(made, days);
});

test('what cannot be told is not', async () => {
  const made = await makeFullTrainer({}, document(1, { init: { name: 'constant', val: -0.1 } }));
  await goTo(made, 2);
  const found = death(made, { unit: 0, to: 2 });
  assert.deepEqual([found.step, found.before], [0, true]);
  assert.equal(deaths(made, { units: [0], to: 3 }), undefined, 'no step that has not been taken');
});
