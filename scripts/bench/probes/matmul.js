// The product of dense matrices by itself, from a module that holds nothing else, beside a loop in registers that shows
// what the processor can do.
import { openUrl } from '#open-url';

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {WebAssembly.Global} __heap_base
 * @property {(m: number, n: number, k: number, a: number, b: number, c: number, scratch: number, repeats: number) => void} bench_gemm
 *   c[m][n] = a[m][k] · b[k][n]
 * @property {() => number} bench_scratch_bytes
 * @property {(iterations: number) => number} bench_register_loop gives its floating-point operations
 */

/** @typedef {{ m: number, n: number, k: number }} Shape */

/** Seconds that a measurement takes: many ticks of a browser's clock. */
const SECONDS = 0.012;
/** Measurements of which that counts during which the loop was fastest: a neighbour on the same core slows it. */
const TRIES = 5;
const PAGE = 65536;

/** @param {import('../host.js').Host} host `options.kernels` are strict or fast */
export async function create({ options }) {
  const file = `../../../build/wasm/bench-${options.kernels}.wasm`;
  const response = await openUrl(new URL(file, import.meta.url), {});
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), {});
  const c = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
  const loop = fitting((iterations) => c.bench_register_loop(iterations), 100_000);
  return {
    version: String(options.kernels),
    /** @param {Shape} shape @returns {Promise<{ product: number, loop: number }>} operations per second of both */
    async multiply({ m, n, k }) {
      const addresses = place(c, { m, n, k });
      const work = (/** @type {number} */ repeats) => {
        c.bench_gemm(m, n, k, ...addresses, repeats);
        return 2 * m * n * k * repeats;
      };
      const product = fitting(work, 1);
      const tries = Array.from({ length: TRIES }, () => ({ loop: loop(), product: product() }));
      return tries.reduce((calmest, next) => (next.loop > calmest.loop ? next : calmest));
    },
  };
}

/**
 * Finds out how often some work fits into the time of a measurement.
 *
 * @param {(repeats: number) => number} work gives its floating-point operations
 * @param {number} first repeats to begin with
 * @returns {() => number} measures operations per second
 */
function fitting(work, first) {
  let repeats = first;
  const time = () => {
    const start = performance.now();
    const operations = work(repeats);
    return { operations, seconds: (performance.now() - start) / 1000 };
  };
  for (let { seconds } = time(); seconds < SECONDS; { seconds } = time()) {
    const factor = Math.max(1.1, Math.min(4, SECONDS / Math.max(seconds, 1e-4)));
    repeats = Math.ceil(repeats * factor);
  }
  return () => {
    const { operations, seconds } = time();
    return operations / seconds;
  };
}

/**
 * Lays the matrices out from the heap's base on and fills those that are multiplied.
 *
 * @param {Exports} c
 * @param {Shape} shape
 * @returns {[a: number, b: number, c: number, scratch: number]} addresses
 */
function place(c, { m, n, k }) {
  let end = aligned(c.__heap_base.value);
  const next = (/** @type {number} */ bytes) => {
    const at = end;
    end = aligned(end + bytes);
    return at;
  };
  const [a, b] = [next(4 * m * k), next(4 * k * n)];
  const [product, scratch] = [next(4 * m * n), next(c.bench_scratch_bytes())];
  const missing = end - c.memory.buffer.byteLength;
  if (missing > 0) c.memory.grow(Math.ceil(missing / PAGE));
  for (const [at, count] of /** @type {const} */ ([
    [a, m * k],
    [b, k * n],
  ])) {
    const numbers = new Float32Array(c.memory.buffer, at, count);
    for (let i = 0; i < count; i++) numbers[i] = ((i * 7919) % 1000) / 1000 - 0.5;
  }
  return [a, b, product, scratch];
}

/** @param {number} address */
function aligned(address) {
  return Math.ceil(address / 64) * 64;
}
