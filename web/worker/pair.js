import { letGo } from './answers.js';
import { Feeds } from './feeds.js';
import { Trainer } from './trainer.js';
import { clear } from './views/work.js';

/** @typedef {import('./loop.js').World} World */
/** @typedef {import('./protocol.js').PairCalls} PairCalls */
/** @typedef {import('./protocol.js').Order} Order */
/** @typedef {import('./protocol.js').Which} Which */

/** Steps by which one twin may be ahead of the other while both train. */
const AHEAD = 40;

/**
 * Two trainers on one engine: the page's network and, once it is started, its twin. Both see the same images; while both
 * train neither gets far ahead, and when they are paused together, they rest at the same step.
 *
 * @implements {PairCalls}
 */
export class Pair {
  #over = false;

  /** @param {World & Pick<import('./loop.js').Company, 'feeds' | 'fail'>} world */
  constructor(world) {
    /** @type {ReturnType<World['loadEngine']> | undefined} */
    let engine;
    /** @returns {ReturnType<World['loadEngine']>} */
    const loadEngine = async () => {
      engine ??= world.loadEngine();
      const loaded = await engine;
      // For those that are disposed of meanwhile it never comes.
      return this.#over ? new Promise(() => {}) : loaded;
    };
    const feeds = world.feeds ?? new Feeds(world.stream);
    const trainer = (/** @type {() => Trainer} */ other) =>
      new Trainer({
        ...world,
        loadEngine,
        feeds,
        desk: this,
        limit: () => (other().underWay ? other().reached + AHEAD : Number.POSITIVE_INFINITY),
        moved: () => other().wake(),
      });
    /** @type {Trainer} */
    this.a = trainer(() => this.b);
    /** @type {Trainer} */
    this.b = trainer(() => this.a);
  }

  /**
   * Does several things one after the other, with no training in between.
   *
   * @param {[Which, Order][]} orders
   */
  obey(orders) {
    for (const [which, order] of orders) {
      if (which !== 'b') this.a.obey(order);
      if (which !== 'a') this.b.obey(order);
      if (which === 'both' && order[0] === 'pause') this.#meet();
    }
  }

  /** Frees all that the two have; nothing may be told to them afterwards. */
  dispose() {
    this.#over = true;
    letGo(this);
    clear(this);
    this.a.dispose();
    this.b.dispose();
  }

  /** The one behind goes on to where the other is. */
  #meet() {
    const step = Math.max(this.a.reached, this.b.reached);
    for (const one of [this.a, this.b]) if (one.reached < step) one.goOnTo(step);
  }
}
