import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLesson } from '../../web/engine/lesson/index.js';
import { planOf } from '../../web/engine/lesson/plan.js';
import leaky from '../../web/lessons/09-leaky-relu.js';
import { remarks } from '../../web/ui/run-bar/phase-words.js';
import { Conducted } from '../../web/ui/state/conducted.js';

/** As far as a lesson's way needs one. */
function makeSession() {
  const nothing = () => {};
  /** @type {any} */
  const session = {
    experiment: { load: nothing },
    twin: { open: nothing, run: {} },
    run: { snapshot: { step: 0, data: {} } },
    keeper: {},
    offline: {},
    note: '',
    tell: nothing,
    beginAnew: nothing,
  };
  session.conducted = new Conducted(session);
  return session;
}

test('while a lesson has changed what the recipe says, the line under the buttons says so', () => {
  const session = makeSession();
  const said = (/** @type {number} */ step) => {
    session.run.snapshot.step = step;
    return remarks(session);
  };
  assert.equal(said(60), '');
  session.conducted.set(planOf(parseLesson(leaky)));
  assert.deepEqual([49, 50, 69, 70].map(said), [
    '',
    'Until step 70 the lesson takes a learning rate of 1.',
    'Until step 70 the lesson takes a learning rate of 1.',
    '',
  ]);
  const [event] = parseLesson(leaky).events;
  const plan = planOf(parseLesson(leaky));
  const change = { schedule: { name: 'cosine' } };
  session.conducted.set({ ...plan, events: [{ ...event, until: undefined, change }] });
  assert.equal(said(1000), 'The lesson has changed the settings.');
});
