/**
 * @typedef {object} World what the thread offers
 * @property {() => Promise<import('../engine/engine.js').Engine>} loadEngine
 * @property {import('./feed.js').StreamMnist} stream
 * @property {() => number} now milliseconds
 * @property {(task: () => void) => void} soon runs a task after the messages that have arrived
 * @property {(task: () => void, milliseconds: number) => void} later runs a task after that time
 */

/**
 * @typedef {object} Company what a trainer has of another
 * @property {import('./feeds.js').Feeds} [feeds] shared
 * @property {() => number} [limit] step that is not to be passed yet
 * @property {() => void} [moved] called after some work
 * @property {object} [desk] whose views are computed, one at a time; the trainer itself unless given
 * @property {() => void} [fail] called when the engine has failed in a way that was not expected
 */

/** Work in slices, with the messages that have arrived in between, and sleep while there is none. */
export class Loop {
  /** Whether it waits for a moment to come. */
  asleep = false;
  #scheduled = false;

  /**
   * @param {Pick<World, 'soon' | 'later'>} world
   * @param {object} work
   * @param {() => boolean} work.busy whether there is any
   * @param {() => void} work.slice does some
   * @param {() => number | null} work.wait milliseconds until there will be some; null: until something is told
   */
  constructor(world, work) {
    this.world = world;
    this.work = work;
  }

  /** Goes on as long as there is work. */
  schedule() {
    if (this.#scheduled) return;
    if (!this.work.busy()) {
      this.#sleep();
      return;
    }
    this.#scheduled = true;
    this.world.soon(() => {
      this.#scheduled = false;
      this.work.slice();
      this.schedule();
    });
  }

  #sleep() {
    const wait = this.work.wait();
    if (this.asleep || wait === null) return;
    this.asleep = true;
    this.world.later(() => {
      this.asleep = false;
      this.schedule();
    }, wait);
  }
}
