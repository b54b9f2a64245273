import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { answer } from '../../web/ui/embed/answers.js';
import { readRequest } from '../../web/ui/embed/protocol.js';
import { examples } from './embed-examples.js';
import { answered, spokenTo } from './embed-session.js';

test('only its own messages are read, and what is wrong with one is said in a sentence', () => {
  for (const foreign of [null, 1, 'run', [], {}, { type: 'run' }, new Map([['strata', 1]])]) {
    assert.equal(readRequest(foreign), null);
  }
  const fault = (/** @type {object} */ data) => {
    const read = readRequest({ strata: 1, ...data });
    return read && 'fault' in read ? read.fault : null;
  };
  assert.deepEqual(readRequest({ strata: 1, id: 'a', type: 'step' }), {
    strata: 1,
    id: 'a',
    type: 'step',
    n: 1,
  });
  assert.equal(
    fault({ strata: 2, type: 'run' }),
    'This page speaks version 1 of the messages only.',
  );
  const types = 'run, pause, step, reset, getState, setState, theme';
  assert.equal(fault({ type: 'fly' }), `"fly" is not among the types ${types}.`);
  assert.equal(fault({ type: 'constructor' }), `"constructor" is not among the types ${types}.`);
  assert.equal(fault({}), `Something that is no text is not among the types ${types}.`);
  assert.equal(fault({ type: {} }), `Something that is no text is not among the types ${types}.`);
  assert.equal(fault({ type: 'run', n: 1 }), 'run has no field "n".');
  assert.equal(fault({ type: 'setState' }), 'setState needs "experiment".');
  for (const n of [0, 1001, 1.5, '1', Number.NaN, null]) {
    assert.equal(fault({ type: 'step', n }), 'n is a whole number from 1 to 1000.');
  }
  assert.match(fault({ type: 'run', id: {} }) ?? '', /^id is a whole number or a text/);
});

test('no message makes it fail, or is carried out unless it is one of the seven', async () => {
  const types = ['run', 'pause', 'step', 'reset', 'getState', 'setState', 'theme'];
  const field = fc.oneof(
    fc.constantFrom('type', 'id', 'n', 'experiment', 'colors', '__proto__'),
    fc.string(),
  );
  const value = fc.oneof(fc.constantFrom(...types), fc.anything({ withMap: true, withSet: true }));
  const page = await spokenTo();
  const message = fc
    .array(fc.tuple(field, value), { maxLength: 4 })
    .map((fields) => Object.fromEntries([['strata', 1], ...fields]));
  fc.assert(
    fc.property(fc.oneof(message, fc.anything()), (data) => {
      const read = readRequest(data);
      page.say(data);
      if (read === null || 'fault' in read) return;
      assert.ok(types.includes(read.type));
      const known = ['strata', 'id', 'type', 'n', 'experiment', 'colors'];
      assert.deepEqual(
        Object.keys(read).filter((key) => !known.includes(key)),
        [],
      );
    }),
  );
  page.say({ strata: 1, id: 'last', type: 'getState' });
  page.session.answer({});
  await answered();
  assert.equal(page.told.at(-1)?.id, 'last');
  for (const told of page.told) v.parse(answer, told);
  assert.deepEqual(
    page.of('error').filter(({ code }) => code === 'unexpected'),
    [],
  );
});

test('the messages of the README are of every type, and are what it says', () => {
  const [toStrata = [], fromStrata = []] = examples('json').map((block) =>
    block
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  for (const message of toStrata) {
    const read = readRequest(message);
    assert.ok(read && !('fault' in read), message.type);
  }
  for (const message of fromStrata) v.parse(answer, message);
  const typesOf = (/** @type {{ type: string }[]} */ list) => list.map(({ type }) => type).sort();
  const asked = ['getState', 'pause', 'reset', 'run', 'setState', 'step', 'theme'];
  assert.deepEqual(typesOf(toStrata), asked);
  const told = ['done', 'error', 'goal', 'progress', 'ready', 'resize', 'state'];
  assert.deepEqual(typesOf(fromStrata), told);
});
