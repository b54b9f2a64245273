// jax-js on its WebAssembly device: the whole step, gradient and update, is one jitted function.
import { PIXELS } from '../dataset.js';
import { accuracyOf, batchesOf, firstWeights, gather, shuffledOrder, toFloats } from './common.js';

/**
 * @typedef {import('../workloads.mjs').Workload} Workload
 * @typedef {{ weight: any, bias: any }[]} Params `weight` is [units][inputs], with which the kernels it compiles are
 *   faster than with the other order
 */

/** @param {import('../host.js').Host} host @returns {Promise<any>} the package, on its WebAssembly device */
async function openJax({ base }) {
  // It starts threads where there are both workers and shared memory. This takes the workers away from it.
  Object.defineProperty(globalThis, 'Worker', { value: undefined });
  const jax = await import(`${base.replace(/\/?$/, '/')}node_modules/@jax-js/jax/dist/index.js`);
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  return jax;
}

/**
 * Functions of a workload. jax-js counts references: an argument is consumed, unless it is passed as its `ref`.
 *
 * @param {any} jax
 * @param {Workload} workload
 */
function createModel({ numpy, nn, tree, grad, jit }, { layers, lr }) {
  const logits = (/** @type {Params} */ params, /** @type {any} */ images) =>
    params.reduce((x, { weight, bias }, i) => {
      const sums = numpy.matmul(x, numpy.transpose(weight)).add(bias);
      const activation = layers[i]?.activation;
      return activation ? nn[activation](sums) : sums;
    }, images);
  const loss = (/** @type {Params} */ params, /** @type {any} */ x, /** @type {any} */ target) => {
    const rows = target.shape[0];
    return nn
      .logSoftmax(logits(params, x))
      .mul(target)
      .sum()
      .mul(-1 / rows);
  };
  const step = (/** @type {Params} */ params, /** @type {any} */ x, /** @type {any} */ target) =>
    tree.map(
      (/** @type {any} */ value, /** @type {any} */ gradient) => value.sub(gradient.mul(lr)),
      params,
      grad(loss)(tree.ref(params), x, target),
    );
  return { predict: jit(logits), step: jit(step) };
}

/**
 * @param {any} jax
 * @param {Workload} workload
 * @param {number} seed
 * @returns {Params}
 */
function createParams({ numpy }, { layers }, seed) {
  return firstWeights(layers, seed).map(({ inputs, units, weight }) => ({
    weight: numpy.array(weight).reshape([units, inputs]),
    bias: numpy.zeros([units]),
  }));
}

/** @param {any} jax @param {import('../dataset.js').Images} train */
function batchMaker({ numpy }, { images, labels }) {
  const pixels = toFloats(images);
  return (/** @type {Int32Array} */ batch) => {
    const rows = batch.length;
    const x = new Float32Array(rows * PIXELS);
    gather(pixels, batch, x);
    const target = new Float32Array(rows * 10);
    batch.forEach((i, row) => {
      target[row * 10 + (labels[i] ?? 0)] = 1;
    });
    return [numpy.array(x).reshape([rows, PIXELS]), numpy.array(target).reshape([rows, 10])];
  };
}

/**
 * @param {import('../host.js').Host} host
 * @returns {Promise<import('../host.js').Contestant>}
 */
export async function create(host) {
  const jax = await openJax(host);
  const { numpy, tree } = jax;
  const { train, test } = host.data;
  const makeBatch = batchMaker(jax, train);
  const testPixels = toFloats(test.images);
  const run = (/** @type {any} */ predict, /** @type {Params} */ params, first = 0, rows = 0) => {
    const images = testPixels.subarray(first * PIXELS, (first + rows) * PIXELS);
    return predict(tree.ref(params), numpy.array(images).reshape([rows, PIXELS])).dataSync();
  };
  return {
    version: `jax-js ${host.options.version}, wasm`,
    async train(workload, seed, images) {
      const { predict, step } = createModel(jax, workload);
      let params = createParams(jax, workload, seed);
      const batches = batchesOf(shuffledOrder(images, seed), workload.batch);
      // Compiles for the first batch and for the last, which may be smaller.
      for (const batch of [batches.at(0), batches.at(-1)]) {
        const compiled = step(tree.ref(params), ...makeBatch(batch ?? new Int32Array()));
        tree.dispose(await jax.blockUntilReady(compiled));
      }
      const start = performance.now();
      for (const batch of batches) {
        params = await jax.blockUntilReady(step(params, ...makeBatch(batch)));
      }
      const seconds = (performance.now() - start) / 1000;
      const accuracy = accuracyOf(run(predict, params, 0, test.labels.length), test.labels);
      tree.dispose(params);
      step.dispose();
      predict.dispose();
      return { seconds, images, accuracy };
    },
    async infer(workload, batch, images) {
      const { predict } = createModel(jax, workload);
      const params = createParams(jax, workload, 1);
      run(predict, params, 0, batch);
      const start = performance.now();
      for (let first = 0; first < images; first += batch) {
        run(predict, params, first, Math.min(batch, images - first));
      }
      const seconds = (performance.now() - start) / 1000;
      tree.dispose(params);
      predict.dispose();
      return { seconds, images };
    },
    dispose() {},
  };
}
