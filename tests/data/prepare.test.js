import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { prepareImages } from '../../web/engine/data/prepare.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { loadEngine } from '../../web/engine/load.js';

const COUNT = 400;
const part = {
  images: Uint8Array.from({ length: COUNT * 784 }, (_, i) => (i % 5 === 0 ? 1 + (i % 255) : 0)),
  labels: Uint8Array.from({ length: COUNT }, (_, i) => (3 * i) % 10),
};

/** @type {import('../../web/engine/engine.js').Engine} */
let engine;
before(async () => {
  engine = await loadEngine();
});

/**
 * @param {object} data fields of the document's data
 * @param {{ split?: 'train' | 'test', first?: number, seed?: number, of?: typeof part }} [options]
 */
function prepared(data, { split = 'train', first = 0, seed = 1, of = part } = {}) {
  const layers = [{ type: 'linear', units: 10 }];
  const document = parseExperiment({ strata: 1, data: { name: 'mnist', ...data }, layers });
  return prepareImages(engine, of, { split, first, data: document.data, seed });
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function differing(a, b) {
  return Array.from(a).filter((value, i) => value !== b[i]).length;
}

test('without noise and with all classes, images stay what they are', () => {
  assert.equal(prepared({}), part);
});

test('pixel noise replaces about its share of the pixels, by any value', () => {
  const { images, labels } = prepared({ noise: 0.3 });
  const share = differing(images, part.images) / images.length;
  // One in 256 of the replaced pixels gets the value it had.
  assert.ok(Math.abs(share - (0.3 * 255) / 256) < 0.005, `${share}`);
  const black = images.filter((_, i) => part.images[i] === 0);
  const changed = black.filter((value) => value !== 0);
  const mean = changed.reduce((sum, value) => sum + value, 0) / changed.length;
  assert.ok(Math.abs(mean - 128) < 1, `${mean}`);
  assert.deepEqual(labels, part.labels);
});

test('label noise makes about its share of the labels wrong', () => {
  const { images, labels } = prepared({ label_noise: 0.4 });
  const share = differing(labels, part.labels) / COUNT;
  assert.ok(Math.abs(share - 0.4) < 0.06, `${share}`);
  assert.ok(labels.every((label) => label < 10));
  assert.deepEqual(images, part.images);
  assert.equal(differing(prepared({ label_noise: 1 }).labels, part.labels), COUNT);
});

test('noise follows from the seed and from the image’s number, not from where the data were cut', () => {
  const data = { noise: 0.2, label_noise: 0.2 };
  const whole = prepared(data);
  const rest = {
    images: part.images.slice(100 * 784),
    labels: part.labels.slice(100),
  };
  const cut = prepared(data, { first: 100, of: rest });
  assert.deepEqual(cut.images, whole.images.slice(100 * 784));
  assert.deepEqual(cut.labels, whole.labels.slice(100));
  assert.notDeepEqual(prepared(data, { seed: 2 }).images, whole.images);
});

test('test images get no noise', () => {
  assert.equal(prepared({ noise: 0.5, label_noise: 0.5 }, { split: 'test' }), part);
});

test('only images of the classes are kept, by their true labels', () => {
  const { images, labels } = prepared({ classes: [3, 8] });
  const kept = [...part.labels.keys()].filter((i) => [3, 8].includes(part.labels[i] ?? 0));
  assert.deepEqual(
    [...labels],
    kept.map((i) => part.labels[i]),
  );
  for (const [to, from] of kept.entries()) {
    assert.deepEqual(
      images.slice(to * 784, (to + 1) * 784),
      part.images.slice(from * 784, (from + 1) * 784),
    );
  }
});

test('wrong labels are other classes that are there', () => {
  const { labels } = prepared({ classes: [3, 8], label_noise: 1 });
  const truth = prepared({ classes: [3, 8] }).labels;
  assert.deepEqual(
    [...labels],
    [...truth].map((label) => 11 - label),
  );
});
