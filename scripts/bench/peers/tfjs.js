// TensorFlow.js as its documentation shows it: a sequential model of dense layers, and an optimiser that minimises.
import { PIXELS } from '../dataset.js';
import { accuracyOf, batchesOf, firstWeights, gather, shuffledOrder, toFloats } from './common.js';
import { openTensorFlow } from './tfjs-backend.js';

/**
 * @param {any} tf
 * @param {import('../workloads.mjs').Workload} workload
 * @param {number} seed
 */
function createModel(tf, { layers }, seed) {
  const model = tf.sequential();
  firstWeights(layers, seed).forEach(({ inputs, units, weight }, i) => {
    const activation = layers[i]?.activation ?? 'linear';
    const layer = tf.layers.dense({ units, activation, inputShape: [inputs] });
    model.add(layer);
    layer.setWeights([tf.tensor2d(weight, [inputs, units]), tf.zeros([units])]);
  });
  return model;
}

/**
 * @param {any} tf
 * @param {any} model
 * @param {Float32Array} images
 * @param {number} rows
 * @returns {Float32Array} logits
 */
function predict(tf, model, images, rows) {
  return tf.tidy(() =>
    model.predict(tf.tensor2d(images, [rows, PIXELS]), { batchSize: rows }).dataSync(),
  );
}

/**
 * @param {import('../host.js').Host} host
 * @returns {Promise<import('../host.js').Contestant>}
 */
export async function create(host) {
  const { train, test } = host.data;
  const tf = await openTensorFlow(host);
  const trainPixels = toFloats(train.images);
  const testPixels = toFloats(test.images);
  return {
    version: `TensorFlow.js ${tf.version_core}, wasm`,
    async train(workload, seed, images) {
      const model = createModel(tf, workload, seed);
      const optimizer = tf.train.sgd(workload.lr);
      const start = performance.now();
      for (const batch of batchesOf(shuffledOrder(images, seed), workload.batch)) {
        const shape = [batch.length, PIXELS];
        const pixels = new Float32Array(batch.length * PIXELS);
        gather(trainPixels, batch, pixels);
        const labels = batch.map((i) => train.labels[i] ?? 0);
        tf.tidy(() => {
          const x = tf.tensor2d(pixels, shape);
          const target = tf.oneHot(tf.tensor1d(labels, 'int32'), 10);
          optimizer.minimize(() =>
            tf.losses.softmaxCrossEntropy(target, model.apply(x, { training: true })),
          );
        });
      }
      const seconds = (performance.now() - start) / 1000;
      const logits = predict(tf, model, testPixels, test.labels.length);
      model.dispose();
      optimizer.dispose();
      return { seconds, images, accuracy: accuracyOf(logits, test.labels) };
    },
    async infer(workload, batch, images) {
      const model = createModel(tf, workload, 1);
      const start = performance.now();
      for (let first = 0; first < images; first += batch) {
        const rows = Math.min(batch, images - first);
        predict(tf, model, testPixels.subarray(first * PIXELS, (first + rows) * PIXELS), rows);
      }
      const seconds = (performance.now() - start) / 1000;
      model.dispose();
      return { seconds, images };
    },
    dispose() {},
  };
}
