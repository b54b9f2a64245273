// How time and memory grow with a network, from an engine of its own for each.
import { loadEngine } from '../../../web/engine/index.js';
import { firstImages, PIXELS, TEST, TRAIN } from '../dataset.js';

const IMAGES = 8192;
/** Seconds that a measurement takes at least. */
const SECONDS = 0.02;
/** Bytes by which memory grows while things are counted. */
const GROWTH = 2 ** 26;
/** Measurements of which the median counts, so that a moment's interruption does not. */
const TRIES = 3;

/** @param {import('../host.js').Host} host */
export async function create({ data }) {
  /** @type {Map<string, (steps: number) => void>} */
  const runs = new Map();
  const images = firstImages(data.train, IMAGES);
  const engine = await loadEngine();
  const store = engine.createStore({ train: IMAGES, test: 1, input: PIXELS });
  store.append('train', images.images, images.labels);

  /** @param {Setting} setting */
  function runOf({ units, batch }) {
    const key = `${units} ${batch}`;
    const known = runs.get(key);
    if (known) return known;
    const net = engine.createNetwork(experimentOf(units), { input: PIXELS });
    const run = engine.createRun(net, store, { batch, seed: 1, epochs: Number.POSITIVE_INFINITY });
    const advance = (/** @type {number} */ steps) => {
      for (let done = 0; done < steps; ) done += run.advance(steps - done).steps;
    };
    advance(1);
    runs.set(key, advance);
    return advance;
  }

  return {
    version: engine.kernels,
    /** @param {Setting} setting @returns {Promise<{ seconds: number }>} of a step */
    async step(setting) {
      const advance = runOf(setting);
      const tries = Array.from({ length: TRIES }, () => time(advance));
      tries.sort((one, other) => one - other);
      return { seconds: tries[(TRIES - 1) / 2] ?? 0 };
    },
    /** @param {Setting} setting @returns {Promise<{ parameters: number, bytes: number }>} of a network */
    async memory({ units }) {
      const fresh = await loadEngine();
      const make = () => fresh.createNetwork(experimentOf(units), { input: PIXELS });
      const sizes = make().tensors.map(({ shape }) =>
        shape.reduce((product, side) => product * side),
      );
      return { parameters: sizes.reduce((sum, size) => sum + size), bytes: growthBy(fresh, make) };
    },
    /** @returns {Promise<{ bytes: number }>} of all images */
    async dataMemory() {
      const fresh = await loadEngine();
      const make = () => {
        const all = fresh.createStore({ train: TRAIN, test: TEST, input: PIXELS });
        all.append('train', data.train.images, data.train.labels);
        all.append('test', data.test.images, data.test.labels);
      };
      return { bytes: growthBy(fresh, make) };
    },
  };
}

/** @typedef {{ units: number, batch: number }} Setting units of both hidden layers */

/**
 * Memory grows by whole pages, and only when what is there is used up: so many things are made that it shows.
 *
 * @param {import('../../../web/engine/engine.js').Engine} engine
 * @param {() => void} make
 * @returns {number} bytes that each thing takes, within a tenth of a per cent or so
 */
function growthBy(engine, make) {
  const before = engine.memoryBytes;
  while (engine.memoryBytes === before) make();
  const first = engine.memoryBytes;
  let made = 0;
  while (engine.memoryBytes - first < GROWTH) {
    make();
    made++;
  }
  return (engine.memoryBytes - first) / made;
}

/** @param {(steps: number) => void} advance @returns {number} seconds of a step */
function time(advance) {
  const start = performance.now();
  let steps = 0;
  for (let wanted = 1; performance.now() - start < 1000 * SECONDS; wanted = steps) {
    advance(wanted);
    steps += wanted;
  }
  return (performance.now() - start) / 1000 / steps;
}

/** @param {number} units */
function experimentOf(units) {
  const hidden = [
    { type: 'linear', units },
    { type: 'activation', name: 'relu' },
  ];
  return { layers: [...hidden, ...hidden, { type: 'linear', units: 10 }] };
}
