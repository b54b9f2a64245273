import { paramNumbers } from '../spec.js';
import { rowIndex, tables } from '../tables.js';

/** Values at once: they fit into the nearest cache. */
const COUNT = 4096;
/** A round is so many ticks of the clock, lest a hundredth of it be the clock's rounding; and, in milliseconds, no shorter. */
const [TICKS, SHORTEST] = [100, 2];
/** Of a few rounds the fastest was held up least. After so many milliseconds there is no other. */
const [ROUNDS, ENOUGH] = [3, 30];
/** Ticks of which the shortest is believed. */
const LISTENED = 5;

/**
 * Browsers round their clocks, lest a page find out more than it should: to a millisecond, some of them.
 *
 * @param {() => number} now milliseconds
 * @returns {number} the least by which the clock goes on
 */
export function tickOf(now) {
  let least = Number.POSITIVE_INFINITY;
  let before = now();
  for (let ticks = 0; ticks < LISTENED; ) {
    const time = now();
    if (time > before) {
      least = Math.min(least, time - before);
      ticks += 1;
    }
    before = time;
  }
  return least;
}

/**
 * How long an activation takes here, with its default parameters.
 *
 * @param {Pick<import('../engine.js').Engine, 'c' | 'heap'>} engine
 * @param {string} name
 * @param {() => number} now milliseconds
 * @param {number} tick of that clock
 * @returns {number} nanoseconds for one value
 */
export function activationPace({ c, heap }, name, now, tick) {
  const act = rowIndex(tables.activations, name);
  const params = tables.activations[act]?.params ?? [];
  const defaults = Object.fromEntries(params.map((param) => [param.name, param.default]));
  const [a = 0, b = 0] = paramNumbers(params, defaults);
  const long = Math.max(SHORTEST, TICKS * tick);
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
      } while (took < long);
      return (1e6 * took) / (times * COUNT);
    };
    return Math.min(...Array.from({ length: long < ENOUGH ? ROUNDS : 1 }, round));
  });
}
