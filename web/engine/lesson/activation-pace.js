import { paramNumbers } from '../spec.js';
import { rowIndex, tables } from '../tables.js';

/** Values at once: they fit into the nearest cache. */
const COUNT = 4096;
/** Milliseconds of a round, long beside the clock's ticks, and rounds, of which the fastest was held up least. */
const [LONG, ROUNDS] = [2, 3];

/**
 * How long an activation takes here, with its default parameters.
 *
 * @param {import('../engine.js').Engine} engine
 * @param {string} name
 * @param {() => number} now milliseconds
 * @returns {number} nanoseconds for one value
 */
export function activationPace({ c, heap }, name, now) {
  const act = rowIndex(tables.activations, name);
  const params = tables.activations[act]?.params ?? [];
  const defaults = Object.fromEntries(params.map((param) => [param.name, param.default]));
  const [a = 0, b = 0] = paramNumbers(params, defaults);
  return heap.borrow([4 * COUNT, 4 * COUNT], (from = 0, to = 0) => {
    heap.f32(from, COUNT).set(Float32Array.from({ length: COUNT }, (_, i) => (8 * i) / COUNT - 4));
    const round = () => {
      const begin = now();
      let times = 0;
      let took = 0;
      do {
        for (let i = 0; i < 16; i++) c.strata_activate(act, a, b, COUNT, from, to);
        times += 16;
        took = now() - begin;
      } while (took < LONG);
      return (1e6 * took) / (times * COUNT);
    };
    return Math.min(...Array.from({ length: ROUNDS }, round));
  });
}
