import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { datasets, parseExperiment } from '../../web/engine/experiment/index.js';
import { signedImages } from '../../web/ui/layer/signed-images.js';
import { zeroLines } from '../../web/ui/plane/contour.js';
import { heightsOf, nearestTo, shareIn, valueAt } from '../../web/ui/plane/scale.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { nameOf } from '../../web/ui/state/run-names.js';
import { kindOf, lossesFor, withSet } from '../../web/ui/state/sets.js';

const mnist = parseExperiment(firstExperiment);
const outputsOf = (/** @type {typeof mnist} */ { layers }) => {
  const last = layers.findLast(({ type }) => type === 'linear');
  return last?.type === 'linear' ? last.units : 0;
};

describe('another data set', () => {
  test('fits into the document whatever was there, and back', () => {
    for (const { name } of datasets) {
      const from = parseExperiment(withSet(mnist, name));
      for (const row of datasets) {
        const to = parseExperiment(withSet(from, row.name));
        assert.equal(to.data.name, row.name);
        assert.equal(outputsOf(to), row.outputs, `${name} to ${row.name}`);
        assert.deepEqual(to.layers.slice(0, -1), mnist.layers.slice(0, -1));
        assert.ok(lossesFor(to).includes(to.loss));
      }
      const back = parseExperiment(withSet(from, 'mnist'));
      assert.deepEqual(back, mnist, name);
    }
  });

  test('keeps a loss that fits, and a target where there are classes', () => {
    const loss = 'huber_loss';
    const from = parseExperiment({ ...mnist, loss, target_accuracy: 0.9, batch: 1000 });
    const circle = parseExperiment(withSet(from, 'circle'));
    assert.deepEqual([circle.loss, circle.target_accuracy, circle.batch], [loss, 0.9, 500]);
    const sine = parseExperiment(withSet(from, 'sine'));
    assert.deepEqual([sine.loss, sine.target_accuracy], [loss, 1]);
    assert.deepEqual([sine.optimizer.name, sine.optimizer.lr], ['adam', 0.01]);
    const chosen = { ...from, optimizer: { name: 'rmsprop', lr: 0.002 } };
    const kept = parseExperiment(withSet(parseExperiment(chosen), 'sine'));
    assert.deepEqual([kept.optimizer.name, kept.optimizer.lr], ['rmsprop', 0.002]);
    assert.equal(parseExperiment(withSet(mnist, 'sine')).loss, 'mse_loss');
    assert.equal(parseExperiment(withSet(sine, 'moons')).loss, 'cross_entropy');
  });

  test('has a name of its own in the list of runs, however many points it has', () => {
    const named = (/** @type {string} */ set) => nameOf(parseExperiment(withSet(mnist, set)));
    assert.equal(named('mnist'), '784-64-32-10 relu, lr 0.1, seed 1');
    assert.equal(named('circle'), 'circle, 2-64-32-2 relu, lr 0.1, seed 1');
    assert.equal(named('points'), 'points, 2-64-32-2 relu, lr 0.1, 8 points, seed 1');
  });

  test('is of one kind', () => {
    const kinds = datasets.map(({ name }) => kindOf(parseExperiment(withSet(mnist, name))));
    assert.deepEqual([...new Set(kinds)], ['images', 'plane', 'line', 'table']);
  });
});

describe('places in a picture of the data', () => {
  test('are parts of a range, and back to two decimals', () => {
    assert.equal(shareIn([-2, 2], 1), 0.75);
    assert.equal(valueAt([-2, 2], 0.7512), 1);
    assert.equal(valueAt([-2, 2], 1.5), 2);
    assert.equal(valueAt([-2, 2], -0.1), -2);
  });

  test('hold all that is aimed at, with room', () => {
    const rows = (/** @type {number[]} */ ...targets) => ({
      inputs: new Float32Array(targets.length),
      targets: Float32Array.from(targets),
    });
    const [low, high] = heightsOf(rows(0, 2, 1), false);
    assert.ok(low < 0 && low > -1 && high > 2 && high < 3);
    const [least, most] = heightsOf(rows(0.5), true);
    assert.ok(least < -1 && most > 1, 'points can be placed where there are none');
    assert.ok(heightsOf(rows(3, 3), false)[1] > 3);
  });

  test('the nearest point is the one that looks nearest', () => {
    const points = [
      [0, 0, 1],
      [1, 10, 0],
      [3, 0, 1],
    ];
    const ranges = /** @type {const} */ ([
      [0, 3],
      [0, 100],
    ]);
    assert.equal(nearestTo(points, [1.2, 0], ranges), 1);
    assert.equal(nearestTo([], [0, 0], ranges), -1);
  });
});

describe('the border between two classes', () => {
  test('is where the difference is zero, and nowhere else', () => {
    const size = 5;
    const over = (/** @type {(x: number, y: number) => number} */ value) =>
      zeroLines(
        Array.from({ length: size * size }, (_, i) => value(i % size, Math.floor(i / size))),
        size,
        size,
      );
    const lines = over((x, y) => x - y / 2 - 1.25);
    assert.ok(lines.length >= size - 1);
    for (const [x, y] of lines.flat()) assert.ok(Math.abs(x - y / 2 - 1.25) < 1e-9, `${x} ${y}`);
    assert.deepEqual(
      over(() => 1),
      [],
    );
    assert.deepEqual(
      over((x) => (x > 2 ? Number.NaN : -1)),
      [],
    );
    const around = over((x, y) => Math.hypot(x - 2, y - 2) - 1.2);
    const ends = around.flat().map((place) => place.map((one) => one.toFixed(6)).join());
    for (const end of ends) assert.equal(ends.filter((one) => one === end).length, 2, 'a ring');
  });
});

describe("a unit's tile", () => {
  const tile = { layer: 0, first: 0, count: 2, scale: 1, width: 2, height: 2 };

  test('shows images as they are, and a plane from its upper left', () => {
    const pixels = Int8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    const shown = (/** @type {'images' | 'plane'} */ kind) => [
      ...signedImages({ ...tile, pixels }, kind).pixels,
    ];
    assert.deepEqual(shown('images'), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(shown('plane'), [3, 4, 1, 2, 7, 8, 5, 6]);
  });

  test('shows numbers over a line as columns, up or down, and what is no number as a gap', () => {
    const pixels = Int8Array.from([127, -127, 64, -128]);
    const line = { ...tile, count: 1, width: 4, height: 1, pixels };
    const { width, height, pixels: drawn } = signedImages(line, 'line');
    const column = (/** @type {number} */ place) =>
      Array.from({ length: height }, (_, y) => drawn[y * width + (place * width) / 4] ?? 0);
    const filled = (/** @type {number} */ place) => column(place).filter((one) => one !== 0).length;
    assert.ok(column(0).every((one, y) => (y < height / 2 ? one > 0 : one === 0)));
    assert.ok(column(1).every((one, y) => (y < height / 2 ? one === 0 : one < 0)));
    assert.equal(filled(2), height / 4);
    assert.ok(column(3).every((one) => one === -128));
  });
});
