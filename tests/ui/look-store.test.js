import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { Changing } from '../../web/ui/state/listeners.js';
import { LookStore } from '../../web/ui/state/look-store.js';
import { snapshot } from './snapshots.js';

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const activation = (/** @type {string} */ name) => ({ type: 'activation', name });
const first = [linear(8), activation('relu'), linear(10)];

/** @param {LookStore} look @returns {number | null} the step whose measurement is of use */
const stepOf = (look) => look.norms?.step ?? null;

/** What is looked at, in a page with that experiment. */
function setting() {
  const documentOf = (/** @type {object[]} */ layers) =>
    parseExperiment({ strata: 1, data: { name: 'mnist' }, layers });
  const experiment = Object.assign(new Changing(), { document: documentOf(first) });
  const own = Object.assign(new Changing(), { serial: 0, request: null, take() {} });
  const point = { serial: 0, range: null };
  const digit = Object.assign(new Changing(), { serial: 0, flowing: null, own, point });
  const look = new LookStore(
    /** @type {import('../../web/ui/state/session.js').Session} */ (
      /** @type {unknown} */ ({ experiment, digit, tell() {} })
    ),
  );
  return {
    look,
    edit(/** @type {object[]} */ layers) {
      experiment.document = documentOf(layers);
      experiment.changed();
    },
    measure(/** @type {number} */ step, gradient = 0.1) {
      const norms = { weight: 1, update: 0.1, outputGradient: gradient };
      const { layers } = experiment.document;
      const views = { step, layers: [], norms: { step, layers: layers.map(() => norms) } };
      look.take(snapshot({ step, views: /** @type {any} */ (views) }));
    },
  };
}

describe('what was measured of the gradients', () => {
  test('is of use in the same layers only, and is back with them', () => {
    const { look, edit, measure } = setting();
    assert.equal(stepOf(look), null);
    measure(5);
    assert.equal(stepOf(look), 5);
    edit([linear(8), activation('tanh'), linear(10)]);
    assert.equal(stepOf(look), null, 'another activation');
    assert.equal(look.gradients(0), undefined);
    assert.equal(look.trend(0), 0);
    edit(first);
    assert.equal(stepOf(look), 5, 'it was only tried');
    assert.deepEqual(look.gradients(0)?.y, [0.1]);
  });

  test('is left alone by other edits', () => {
    const { look, edit, measure } = setting();
    measure(5);
    edit(first.map((layer) => ({ ...layer })));
    assert.equal(stepOf(look), 5);
  });

  test('goes with weights that are drawn anew, even if the layers are the same again', () => {
    const { look, edit, measure } = setting();
    measure(5);
    edit([linear(4), activation('relu'), linear(10)]);
    edit(first);
    assert.equal(stepOf(look), null);
    measure(5);
    assert.equal(stepOf(look), null, 'told before the edit, and late');
    measure(6);
    assert.equal(stepOf(look), 6);
    assert.deepEqual(look.gradients(2)?.x, [6]);
  });

  test('begins anew where another activation is trained', () => {
    const { look, edit, measure } = setting();
    measure(5, 0.1);
    measure(6, 0.2);
    edit([linear(8), activation('tanh'), linear(10)]);
    measure(7, 0.3);
    assert.deepEqual(look.gradients(0)?.y, [0.3]);
    edit(first);
    assert.equal(stepOf(look), null);
  });
});
