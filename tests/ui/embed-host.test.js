import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { decodeLink, encodeLink } from '../../web/engine/link.js';
import { answer } from '../../web/ui/embed/answers.js';
import { answered, document_, embedded, origin, spokenTo } from './embed-session.js';
import { testAt } from './snapshots.js';

const goals = [{ title: 'Good', test_accuracy: 0.9 }];
const claim = { steps: 10, testAccuracy: 0.95, fingerprint: '0123456789abcdef' };
const finished = /** @type {const} */ ({
  phase: 'finished',
  step: 10,
  epoch: 1,
  fingerprint: claim.fingerprint,
});

test('a page in no frame says nothing, and hears nobody', () => {
  const { told, session, say } = embedded({ alone: true });
  say({ strata: 1, type: 'run' });
  assert.deepEqual([told, session.did], [[], []]);
});

test('before the host has spoken, anybody is told what anybody may know; then only the host', async () => {
  const page = embedded();
  page.grow(700);
  page.session.answer({ ...finished, tests: [testAt(10, 0.95)] });
  await answered();
  assert.deepEqual(page.told, [
    { strata: 1, type: 'ready' },
    { strata: 1, type: 'resize', height: 700 },
  ]);
  assert.deepEqual(page.targets, ['*', '*']);
  page.say({ strata: 1, type: 'getState' });
  await answered();
  assert.deepEqual(new Set(page.targets.slice(2)), new Set([origin]));
  assert.equal(page.of('done').length, 1, 'what has been missed');
  page.say({ strata: 1, id: 1, type: 'getState' }, { origin: 'null' });
  await answered();
  assert.equal(page.targets.at(-1), '*', 'an opaque origin has no name');
});

test('only the parent is listened to', async () => {
  const { told, session, say } = await spokenTo();
  say({ strata: 1, id: 1, type: 'run' }, { source: {} });
  say({ strata: 1, id: 1, type: 'run' }, { source: null });
  await answered();
  assert.deepEqual([told, session.did], [[], []]);
});

test('each request is carried out and answered with its id, once it is known what became of it', async () => {
  const page = await spokenTo();
  page.say({ strata: 1, id: 'a', type: 'run' });
  await answered();
  assert.deepEqual(page.told, []);
  page.session.answer({ step: 3, epoch: 0.3 });
  await answered();
  assert.deepEqual(
    page.of('state').map(({ id, phase, steps }) => [id, phase, steps]),
    [['a', 'running', 3]],
  );
  page.say({ strata: 1, id: 2, type: 'run' });
  await answered();
  assert.deepEqual(page.session.did, ['run'], 'it runs already');
  page.say({ strata: 1, id: 3, type: 'pause' });
  page.session.answer({ step: 4 });
  page.say({ strata: 1, id: 4, type: 'step', n: 3 });
  page.session.answer({ step: 7 });
  page.say({ strata: 1, id: 5, type: 'reset' });
  page.session.answer({ step: 0 });
  await answered();
  assert.deepEqual(page.session.did, ['run', 'pause', 'step', 'step', 'step', 'reset']);
  assert.deepEqual(
    page.of('state').map(({ id }) => id),
    ['a', 2, 3, 4, 5],
  );
  for (const message of page.told) v.parse(answer, message);
});

test('what cannot be done is answered by an error with the reason', async () => {
  const page = await spokenTo();
  page.say({ strata: 1, id: 1, type: 'fly' });
  page.say({ strata: 3, id: 2 });
  page.session.startable = false;
  page.say({ strata: 1, id: 3, type: 'run' });
  page.session.fault = { code: 'worker-crash', message: 'The engine has ended.' };
  page.session.changed();
  page.say({ strata: 1, id: 4, type: 'step' });
  await answered();
  assert.deepEqual(
    page.of('error').map(({ id, code }) => [id, code]),
    [
      [1, 'message-invalid'],
      [2, 'message-invalid'],
      [undefined, 'worker-crash'],
      [3, 'not-startable'],
      [4, 'worker-crash'],
    ],
  );
  assert.deepEqual(page.session.did, []);
  for (const message of page.told) v.parse(answer, message);
});

test('setState takes a document, its text or a link, from the start; or lists all that is wrong', async () => {
  const page = await spokenTo();
  const other = { ...document_, seed: 7 };
  for (const [i, experiment] of [
    other,
    JSON.stringify({ ...other, seed: 8 }),
    `https://strata.example/#e=${encodeLink({ ...other, seed: 9 })}`,
  ].entries()) {
    page.say({ strata: 1, id: i, type: 'setState', experiment });
    page.session.answer({ step: 0 });
    await answered();
    const state = page.told.find(({ id }) => id === i);
    assert.equal(state?.experiment.seed, 7 + i);
    assert.equal(decodeLink(state?.link).experiment.seed, 7 + i);
    assert.ok(state?.link.startsWith('https://strata.example/page/#e='));
  }
  assert.deepEqual(page.session.did, ['drop', 'reset', 'drop', 'reset', 'drop', 'reset']);
  page.say({
    strata: 1,
    id: 'bad',
    type: 'setState',
    experiment: { ...other, seed: -1, batch: 0 },
  });
  page.say({ strata: 1, id: 'cut', type: 'setState', experiment: '#e=1abc' });
  await answered();
  const [bad, cut] = page.of('error');
  assert.equal(bad?.code, 'experiment-invalid');
  assert.deepEqual(
    bad?.problems.map((/** @type {any} */ { path }) => path),
    ['batch', 'seed'],
  );
  assert.match(bad?.message, /batch: 0 is too small.*\n.*seed: -1 is too small/);
  assert.deepEqual([cut?.id, cut?.code], ['cut', 'link-damaged']);
  assert.equal(page.session.experiment.document.seed, 9);
  for (const message of page.told) v.parse(answer, message);
});

test('progress is told at most four times a second, and only of a run under way', async () => {
  const page = await spokenTo();
  const begun = performance.now();
  for (let step = 1; step <= 60; step++) {
    page.session.answer({ phase: 'running', losses: [step, 1 / step] });
    await sleep(10);
  }
  page.session.answer({ phase: 'paused', step: 61 });
  await sleep(300);
  const progress = page.of('progress');
  assert.ok(progress.length >= 2);
  assert.ok(progress.length <= 1 + (performance.now() - begun) / 250);
  assert.ok(progress.every(({ phase }) => phase === 'running'));
  for (const message of page.told) v.parse(answer, message);
});

test('the end of a run is told once, with its claim and each goal', async () => {
  const page = await spokenTo({ ...document_, goals: [...goals, { test_loss: 0.01 }] });
  page.session.claim = claim;
  page.session.answer({ ...finished, resting: false });
  await answered();
  assert.deepEqual(page.told, [], 'the last test is still to come');
  page.session.answer({ ...finished, tests: [testAt(10, 0.95)] });
  page.session.answer(finished);
  await answered();
  const [first, second, last, ...more] = /** @type {import('./embed-session.js').Told[]} */ (
    page.told
  );
  assert.deepEqual(more, []);
  assert.deepEqual(first, {
    strata: 1,
    type: 'goal',
    index: 0,
    title: 'Good',
    met: true,
    score: 1,
  });
  assert.deepEqual([second?.index, second?.met], [1, false]);
  assert.equal(last?.type, 'done');
  assert.deepEqual(last?.claim, claim);
  const opened = decodeLink(last?.claimLink);
  assert.deepEqual(opened.claim, claim);
  assert.deepEqual([last?.steps, last?.testAccuracy, last?.parameters], [10, 0.95, 7850]);
  page.session.answer({ phase: 'finished', step: 20, epoch: 2, tests: [testAt(20, 0.96)] });
  await answered();
  assert.deepEqual(
    page.of('done').map(({ steps }) => steps),
    [10, 20],
    'it has gone on',
  );
  for (const message of page.told) v.parse(answer, message);
});

test('a number that is not finite is an end too', async () => {
  const page = await spokenTo();
  const nonFinite = /** @type {const} */ ({ step: 4, layer: 0, what: 'weight' });
  page.session.answer({ phase: 'nonfinite', step: 4, nonFinite, resting: false });
  await answered();
  const [done] = page.of('done');
  assert.deepEqual([done?.phase, done?.testAccuracy], ['nonfinite', null]);
  v.parse(answer, done);
});

test('a lesson has its own end', async () => {
  const page = await spokenTo();
  page.session.arrived = true;
  page.session.answer({ phase: 'paused', step: 5 });
  await answered();
  assert.deepEqual(
    page.of('done').map(({ phase, steps }) => [phase, steps]),
    [['paused', 5]],
  );
});

test('a host may choose some colours, and nothing but colours', async () => {
  const page = await spokenTo();
  const say = async (/** @type {unknown} */ colors) => {
    page.say({ strata: 1, id: 1, type: 'theme', colors });
    await answered();
    return [[...page.styles], page.told.at(-1)?.message];
  };
  const [accent, surface] = ['#AA0011', '#ffffff'];
  assert.deepEqual(await say({ accent, surface }), [
    [
      ['--accent', accent],
      ['--surface', surface],
    ],
    undefined,
  ]);
  const kept = [['--surface', surface]];
  assert.deepEqual(await say({ surface }), [kept, undefined]);
  assert.deepEqual(page.session.did, ['restyled', 'restyled']);
  for (const bad of ['red', 'url(x)', '#fff;', 7]) {
    assert.deepEqual(await say({ accent: bad }), [kept, 'accent is a colour such as #5b3cc4.']);
  }
  const names = 'colors has at most the fields accent, background, surface.';
  for (const bad of [{ '--bg': '#ffffff' }, 7, null])
    assert.deepEqual(await say(bad), [kept, names]);
});

test('a goal is told when it becomes met and when it ceases to be', async () => {
  const page = await spokenTo({ ...document_, goals });
  for (const [step, accuracy] of /** @type {const} */ ([
    [1, 0.5],
    [2, 0.91],
    [3, 0.92],
    [4, 0.8],
  ])) {
    page.session.answer({ phase: 'running', step, tests: [testAt(step, accuracy)] });
  }
  assert.deepEqual(
    page.of('goal').map(({ index, met }) => [index, met]),
    [
      [0, true],
      [0, false],
    ],
  );
  assert.ok(page.of('goal')[1]?.score < 1);
});

test('a test on some of the images meets no goal, nor does one of another network', async () => {
  const page = await spokenTo({ ...document_, goals });
  const part = { ...testAt(1, 0.95), images: 5 };
  page.session.answer({ phase: 'running', step: 1, tests: [part] });
  assert.deepEqual(page.of('goal'), []);
  page.session.answer({ phase: 'paused', step: 2, tests: [testAt(2, 0.95)] });
  assert.equal(page.of('goal').length, 1);
  page.session.experiment.load({ ...document_, goals, loss: 'mse_loss' });
  page.session.answer({ phase: 'paused', step: 2 });
  assert.deepEqual(
    page.of('goal').map(({ met }) => met),
    [true, false],
  );
});

test('an edit of the experiment is told', async () => {
  const page = await spokenTo();
  page.session.experiment.load({ ...document_, seed: 3 });
  await sleep(300);
  assert.deepEqual(
    page.told.map(({ type, id, experiment }) => [type, id, experiment.seed]),
    [['state', undefined, 3]],
  );
});

test('faults of the data and of the link are told once each', async () => {
  const page = await spokenTo();
  const failure = { code: 'data-http', message: 'The images could not be fetched.' };
  const data = { ...page.session.run.snapshot?.data, failure };
  for (let i = 0; i < 2; i++) page.session.answer({ data: /** @type {any} */ (data) });
  page.session.answer({});
  page.session.address.problem = 'The link is cut off.';
  page.session.changed();
  assert.deepEqual(page.told, [
    { strata: 1, type: 'error', ...failure },
    { strata: 1, type: 'error', code: 'link-invalid', message: 'The link is cut off.' },
  ]);
});

test('a height is told when it changes, and a layout that goes to and fro comes to rest', async () => {
  const page = await spokenTo();
  for (const height of [700.2, 701, 900, 701, 900, 905]) page.grow(height);
  assert.deepEqual(
    page.of('resize').map(({ height }) => height),
    [701, 900, 905],
  );
  for (const message of page.told) v.parse(answer, message);
});

test('what is out of sight does not train, and goes on when it is back', async () => {
  const page = await spokenTo();
  page.session.toggle();
  page.see(true);
  page.see(false);
  page.see(false);
  assert.deepEqual(page.session.did, ['run', 'pause']);
  page.see(true);
  assert.deepEqual(page.session.did, ['run', 'pause', 'run']);
  page.session.toggle();
  page.see(false);
  page.see(true);
  assert.equal(page.session.did.length, 4, 'what was paused stays so');
});

test('out of sight, a run waits to be seen, unless it is not wanted any more', async () => {
  const page = await spokenTo();
  page.see(false);
  page.say({ strata: 1, id: 1, type: 'run' });
  await answered();
  assert.deepEqual(
    page.of('state').map(({ id, phase }) => [id, phase]),
    [[1, 'ready']],
  );
  page.see(true);
  assert.deepEqual(page.session.did, ['run']);
  page.see(false);
  page.say({ strata: 1, type: 'pause' });
  page.see(true);
  assert.deepEqual(page.session.did, ['run', 'pause']);
});
