import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { words } from '../../web/ui/words/words.js';

const make = () => new ExperimentStore(firstExperiment);
const units = (/** @type {number} */ layer) => ['layers', layer, 'units'];

describe('the experiment store', () => {
  test('takes what is valid and keeps the rest as a draft with its reason', () => {
    const store = make();
    store.set(units(0), '0', 0);
    assert.equal(store.faulty, true);
    assert.match(
      store.draft(units(0))?.message ?? '',
      /^0 is too small; give a whole number from 1 to 8,192\.$/,
    );
    assert.equal(/** @type {any} */ (store.document.layers[0]).units, 64);
    store.set(units(0), '12', 12);
    assert.equal(store.faulty, false);
    assert.equal(store.draft(units(0)), undefined);
    assert.equal(/** @type {any} */ (store.document.layers[0]).units, 12);
  });

  test('says what is wrong in the language that the page has by then', async () => {
    const store = make();
    store.set(units(0), '0', 0);
    await words.speak('de');
    assert.equal(
      store.draft(units(0))?.message,
      '0 ist zu klein; erlaubt ist eine ganze Zahl von 1 bis 8.192.',
    );
    await words.speak('en');
  });

  test('judges what is being typed only when the typing ends', () => {
    const store = make();
    store.type(units(0), '', new Error('Empty.'));
    assert.equal(store.faulty, false);
    store.settle();
    assert.equal(store.draft(units(0))?.message, 'Empty.');
  });

  test('takes nothing while it is typed, however slowly, and says what is wrong so far', (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const store = make();
    const { document } = store;
    for (const text of ['1', '12', '128']) {
      store.type(units(0), text, Number(text));
      context.mock.timers.tick(60_000);
      assert.equal(store.document, document);
      assert.equal(store.faulty, false);
    }
    store.type(units(0), '128000', 128_000);
    context.mock.timers.tick(60_000);
    assert.match(store.draft(units(0))?.message ?? '', /^128000 is too large/);
    store.type(units(0), '128', 128);
    store.settle();
    assert.equal(/** @type {any} */ (store.document.layers[0]).units, 128);
    assert.equal(store.faulty, false);
  });

  test('takes a field that waited for another', () => {
    const store = make();
    store.replace(['layers', 1], { type: 'activation', name: 'hardtanh' });
    store.set(['layers', 1, 'min_val'], '2', 2);
    assert.equal(store.faulty, true);
    store.set(['layers', 1, 'max_val'], '3', 3);
    assert.equal(store.faulty, false);
    assert.deepEqual(store.document.layers[1], {
      type: 'activation',
      name: 'hardtanh',
      min_val: 2,
      max_val: 3,
    });
  });

  test('a new optimiser comes with its own defaults, and mistakes in the old one are forgotten', () => {
    const store = make();
    store.set(['optimizer', 'lr'], '-1', -1);
    store.replace(['optimizer'], { name: 'adam' });
    assert.equal(store.faulty, false);
    assert.equal(store.document.optimizer.lr, 0.001);
  });

  test('mistakes stay with their layer when layers move, and go with it', () => {
    const store = make();
    store.set(units(2), 'x', new Error('No.'));
    const [a, b, c, d, e] = /** @type {any[]} */ ([...store.document.layers]);
    assert.equal(store.arrange([c, d, a, b, e]), null);
    assert.equal(store.draft(units(0))?.message, 'No.');
    assert.equal(store.arrange(store.document.layers.slice(2)), null);
    assert.equal(store.faulty, false);
  });

  test('says why layers cannot be so', () => {
    const store = make();
    const many = Array.from({ length: 70 }, () => ({ ...store.document.layers[1] }));
    assert.match(
      store.arrange(/** @type {any} */ ([...many, store.document.layers[4]])) ?? '',
      /^71 layers; give 1 to 64\.$/,
    );
    assert.equal(store.document.layers.length, 5);
  });
});
