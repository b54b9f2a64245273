import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { TwinLook } from '../../web/ui/state/twin-look.js';
import { gradientShare, slopeShares } from '../../web/ui/twin/shares.js';

/** @typedef {import('../../web/worker/protocol.js').Snapshot} Snapshot */
/** @typedef {import('../../web/worker/protocol.js').Views} Views */

function made() {
  /** @type {[string, any][]} */
  const told = [];
  const twin = {
    /** @type {import('../../web/engine/experiment/index.js').Experiment | null} */
    document: parseExperiment(firstExperiment),
    client: { tell: (/** @type {[string, any]} */ ...order) => told.push(order) },
    session: { digit: { point: { range: null } } },
  };
  return { twin, told, look: new TwinLook(/** @type {any} */ (twin)) };
}

/** @param {number} generation @param {unknown} views */
const snapshot = (generation, views) => /** @type {Snapshot} */ ({ generation, views });

test('the other twin is looked at while both stand beside one another, and no longer', () => {
  const { look, told } = made();
  look.ask();
  assert.equal(told.length, 0, 'nobody looks');
  look.watch(true);
  const last = firstExperiment.layers.length - 1;
  assert.deepEqual(told.at(-1)?.[1].tiles, [{ layer: last, first: 0, count: 10, raw: false }]);
  look.ask();
  assert.equal(told.length, 1, 'the same is not asked for twice');
  look.askAnew();
  assert.equal(told.length, 2, 'another worker knows of nothing');
  look.watch(false);
  assert.deepEqual(told.at(-1), ['look', { tiles: [], digit: null, unit: null }]);
});

test('what was seen of it stays until another run begins', () => {
  const { look } = made();
  const views = { step: 3 };
  look.take(snapshot(1, views));
  look.take(snapshot(1, null));
  assert.equal(look.views, views);
  look.take(snapshot(2, null));
  assert.equal(look.views, null);
});

test('twins are compared by what arrives at the first layer, and by their slopes', () => {
  const layers = [
    { type: 'linear', units: 30 },
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 10 },
    { type: 'activation', name: 'tanh' },
    { type: 'linear', units: 10 },
  ];
  const document = /** @type {any} */ ({ layers });
  const norms = [0.02, 0, 0, 0, 0.5].map((outputGradient) => ({ outputGradient }));
  const view = (dead = 0, flat = 0, all = 3000) => ({
    dead,
    flat,
    counts: Uint32Array.of(1000, all - 1200),
    below: 100,
    above: 100,
  });
  const views = /** @type {any} */ ({
    norms: { step: 1, layers: norms },
    layers: [view(), view(0.5, 0.8, 9000), view(), view(0, 0.4), view()],
  });
  const run = /** @type {any} */ ({ snapshot: { nonFinite: null, aftermath: null } });
  assert.equal(gradientShare({ document, views, run }), 0.04);
  // 30 units and 10: (30 · 0.5 + 10 · 0) / 40 and (30 · 0.8 + 10 · 0.4) / 40.
  assert.deepEqual(slopeShares({ document, views }), { dead: 0.375, flat: 0.7, inputs: 300 });
  assert.equal(gradientShare({ document, views: { ...views, norms: null }, run }), undefined);
  const fewer = /** @type {Views} */ ({ ...views, layers: [] });
  assert.equal(slopeShares({ document, views: fewer }), null, 'seen of other layers');
  const linear = /** @type {any} */ ({ layers: [layers[0], layers[4]] });
  assert.equal(
    slopeShares({ document: linear, views: { ...views, layers: [view(), view()] } }),
    null,
  );
});

test('the gradients of a network that ended are those of its last step whose gradients were finite', () => {
  const document = parseExperiment(firstExperiment);
  const norms = (/** @type {number} */ first, /** @type {number} */ last) => {
    const list = document.layers.map(() => ({ outputGradient: 1 }));
    return list.with(0, { outputGradient: first }).with(-1, { outputGradient: last });
  };
  const steps = [
    { step: 8, norms: norms(6, 2) },
    { step: 9, norms: norms(8e20, 2) },
    { step: 10, norms: norms(1e21, Number.POSITIVE_INFINITY) },
    { step: 11, norms: norms(0, 0) },
  ];
  const ended = (/** @type {unknown} */ aftermath) =>
    /** @type {any} */ ({ snapshot: { nonFinite: { step: 11 }, aftermath } });
  // What was measured last while it ran depends on the moment.
  const views = /** @type {any} */ ({ norms: { step: 3, layers: norms(1, 2) } });
  assert.equal(gradientShare({ document, views, run: ended({ steps }) }), 4e20);
  assert.equal(gradientShare({ document, views, run: ended(null) }), undefined, 'not known yet');
  assert.equal(
    gradientShare({ document, views, run: ended({ steps: steps.slice(2) }) }),
    undefined,
  );
});
