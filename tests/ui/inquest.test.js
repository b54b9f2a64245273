import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Inquest } from '../../web/ui/views/inquest.js';

const deed = { rate: 1, gradient: 1, moved: 1, weight: 1, bias: null, before: false };
const units = [0, 1].map((unit) => ({ layer: 1, unit }));

/** @param {number} step at which the worker finds that they died */
function made(step) {
  const session = {
    running: false,
    ask: async () => ({
      share: 1,
      found: { deeds: units.map((unit) => ({ ...unit, ...deed, step })) },
      done: true,
    }),
  };
  const host = { addController: () => {}, requestUpdate: () => {}, session };
  return new Inquest(/** @type {any} */ (host));
}

test('what killed a unit is known until it lives, or more images are looked at than were asked about', async () => {
  const inquest = made(7);
  const of = () => units.map(({ layer, unit }) => inquest.of(layer, unit)?.step);
  inquest.note('a', { images: 2000, layers: [{ layer: 1, counts: Uint32Array.of(0, 0) }] });
  inquest.ask({ dead: units, images: 2000, from: 0, to: 9 });
  await inquest.settled;
  assert.deepEqual(of(), [7, 7]);
  inquest.note('a', { images: 2000, layers: [{ layer: 1, counts: Uint32Array.of(0, 3) }] });
  assert.deepEqual(of(), [7, undefined]);
  inquest.note('a', { images: 60_000, layers: [{ layer: 1, counts: Uint32Array.of(0, 3) }] });
  assert.deepEqual(of(), [undefined, undefined], 'one of the others may have woken it longer');
  inquest.ask({ dead: units, images: 60_000, from: 0, to: 9 });
  await inquest.settled;
  inquest.note('a', { images: 2000, layers: [{ layer: 1, counts: Uint32Array.of(0, 0) }] });
  assert.deepEqual(of(), [7, 7]);
  inquest.note('b', { images: 2000, layers: [{ layer: 1, counts: Uint32Array.of(0, 0) }] });
  assert.deepEqual(of(), [undefined, undefined], 'another network');
});
