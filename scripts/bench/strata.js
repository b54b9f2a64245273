// Strata as a contestant, through its public interface alone.
import { loadEngine } from '../../web/engine/index.js';
import { firstImages, PIXELS } from './dataset.js';

/** @typedef {import('./workloads.mjs').Workload} Workload */

/** @param {Workload} workload @returns {object} the sections of an experiment */
export function experimentOf({ layers, lr }) {
  return {
    layers: layers.flatMap(({ units, activation }) => [
      { type: 'linear', units },
      ...(activation ? [{ type: 'activation', name: activation }] : []),
    ]),
    optimizer: { name: 'sgd', lr },
  };
}

/**
 * @param {import('./host.js').Host} host `options.kernels` are strict or fast
 * @returns {Promise<import('./host.js').Contestant>} its version names the kernels that run
 */
export async function create({ data, options }) {
  const kernels = /** @type {'strict' | 'fast'} */ (options.kernels);
  const engine = await loadEngine({ kernels });
  return {
    version: `${engine.kernels} (${engine.backend})`,
    async train(workload, seed, images) {
      const net = engine.createNetwork({ ...experimentOf(workload), seed }, { input: PIXELS });
      const sets = { train: firstImages(data.train, images), test: data.test };
      const { seconds, testAccuracy } = await engine.train(net, sets, { batch: workload.batch });
      net.dispose();
      return { seconds, images, accuracy: testAccuracy };
    },
    async infer(workload, batch, images) {
      const net = engine.createNetwork(experimentOf(workload), { input: PIXELS });
      const start = performance.now();
      for (let first = 0; first < images; first += batch) {
        const last = Math.min(first + batch, images);
        net.forward(data.test.images.subarray(first * PIXELS, last * PIXELS));
      }
      const seconds = (performance.now() - start) / 1000;
      net.dispose();
      return { seconds, images };
    },
    dispose() {},
  };
}
