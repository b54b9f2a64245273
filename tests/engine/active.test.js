// For how many images a unit has a slope, against the derivative of what goes into it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, at, engine, labels, linear, pixels, withNetwork } from './helpers.js';

const INPUT = 12;
const IMAGES = 300;

/** @param {(store: import('../../web/engine/store.js').DataStore, images: Uint8Array) => void} work */
function withStore(work) {
  const store = engine.createStore({ train: IMAGES, test: 1, input: INPUT });
  // Mostly zeros, as digits are: these are listed, the others are not.
  const images = pixels(3, IMAGES * INPUT).map((pixel, i) => (i % 5 === 0 ? pixel : 0));
  store.append('train', images, labels(4, IMAGES, 3));
  try {
    work(store, images);
  } finally {
    store.dispose();
  }
}

for (const layers of [
  [linear(20), act('relu'), linear(9), act('hardshrink'), linear(3)],
  [act('relu6'), linear(7), act('hardtanh'), linear(3)],
]) {
  const names = layers.map((layer) => ('name' in layer ? layer.name : 'linear')).join(', ');
  test(`units of ${names} are active for the images that give them a slope`, () => {
    withStore((store, images) => {
      withNetwork({ layers, init: { name: 'normal', std: 1 } }, INPUT, (net) => {
        const look = engine.diagnose(net);
        const [first, count] = [5, 290];
        const some = images.subarray(first * INPUT, (first + count) * INPUT);
        const outputs = look.trace(some);
        const found = look.active(store, 'train', first, count);
        const inputs = [Float32Array.from(some, (pixel) => Math.fround(pixel / 255)), ...outputs];
        for (const [i, layer] of layers.entries()) {
          const into = at(inputs, i);
          const width = at(found, i).length;
          const slopes =
            'name' in layer
              ? engine.activateGrad(layer.name, {}, into)
              : new Float32Array(width * count);
          const wanted = Array.from(
            { length: width },
            (_, unit) => slopes.filter((slope, at) => at % width === unit && slope !== 0).length,
          );
          assert.deepEqual([...at(found, i)], wanted, `layer ${i}`);
          if ('name' in layer) assert.ok(wanted.some((one) => one > 0 && one < count));
        }
      });
    });
  });
}

test('images that are not there are refused', () => {
  withStore((store) => {
    withNetwork({ layers: [linear(2), act('relu')] }, INPUT, (net) => {
      assert.throws(() => engine.diagnose(net).active(store, 'train', 290, 11), {
        code: 'store-range',
      });
    });
    withNetwork({ layers: [linear(2), act('relu')] }, INPUT + 1, (net) => {
      assert.throws(() => engine.diagnose(net).active(store, 'train', 0, 1), {
        code: 'store-input',
      });
    });
  });
});
