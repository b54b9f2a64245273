import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Speech } from '../../web/ui/run-bar/speech-pace.js';

test('what is said comes at once, the rest no sooner than five seconds later, the latest only', ({
  mock,
}) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  /** @type {string[]} */
  const said = [];
  const speech = new Speech((text) => said.push(text));
  speech.say('Ready.');
  for (const text of ['Training …', 'Paused at step 3.', 'Paused at step 4.']) speech.say(text);
  mock.timers.tick(4999);
  assert.deepEqual(said, ['Ready.']);
  mock.timers.tick(1);
  assert.deepEqual(said, ['Ready.', 'Paused at step 4.']);
  mock.timers.tick(5000);
  speech.say('Paused at step 4.');
  assert.equal(said.length, 2, 'nothing is said twice');
  speech.say('Training …');
  assert.deepEqual(said.at(-1), 'Training …', 'after a silence at once');
});
