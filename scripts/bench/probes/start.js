// From the module's bytes to the first step, in a place where nothing has run before.
import { loadEngine } from '../../../web/engine/index.js';
import { PIXELS } from '../dataset.js';
import { experimentOf } from '../strata.js';
import { workloads } from '../workloads.mjs';

/** @typedef {{ compiled: number, made: number, stepped: number }} Times milliseconds since the bytes were there */

/** @param {import('../host.js').Host} host `options.kernels` are strict or fast */
export async function create({ options }) {
  const kernels = /** @type {'strict' | 'fast'} */ (options.kernels);
  return {
    version: kernels,
    /** @returns {Promise<Times>} */
    async start() {
      const compiling = watchCompiling();
      const engine = await loadEngine({ kernels });
      const [workload] = workloads;
      if (!workload) throw new Error('There is no workload.');
      const net = engine.createNetwork(experimentOf(workload), { input: PIXELS });
      const made = performance.now();
      const pixels = Uint8Array.from({ length: workload.batch * PIXELS }, (_, i) => (31 * i) % 256);
      const labels = Uint8Array.from({ length: workload.batch }, (_, i) => i % 10);
      net.trainBatch(pixels, labels);
      const stepped = performance.now();
      const { begun, ended } = compiling();
      return { compiled: ended - begun, made: made - begun, stepped: stepped - begun };
    },
  };
}

/** @returns {() => { begun: number, ended: number }} tells when a module began to be compiled, and when it was */
function watchCompiling() {
  const compile = WebAssembly.compile;
  const times = { begun: Number.NaN, ended: Number.NaN };
  WebAssembly.compile = async (bytes) => {
    times.begun = performance.now();
    const module = await compile(bytes);
    times.ended = performance.now();
    return module;
  };
  return () => times;
}
