import { localShelf } from './storage.js';

const SHELF = 'strata-lessons';

/** Steps of a lesson, in their order. */
export const stages = /** @type {const} */ (['predict', 'run', 'why', 'try']);

/** @type {readonly unknown[]} */
const order = stages;

/** @typedef {typeof stages[number]} Stage */
/** @typedef {Pick<Storage, 'getItem' | 'setItem'>} Shelf */

/** How far the student has come in each lesson, kept in this browser. */
export class LessonProgress {
  /** By name. @type {Map<string, Stage>} */
  #furthest = new Map();

  /** @param {() => Shelf} shelf may throw, where nothing may be stored */
  constructor(shelf = localShelf) {
    this.shelf = shelf;
    this.#load();
  }

  /** @param {string} name @returns {Stage | null} the furthest step; null if the lesson was never opened */
  of(name) {
    return this.#furthest.get(name) ?? null;
  }

  /** @param {string} name @param {Stage} stage */
  reach(name, stage) {
    if (order.indexOf(this.of(name)) >= order.indexOf(stage)) return;
    // Another tab may have come further in other lessons.
    this.#load();
    this.#furthest.set(name, stage);
    this.#put();
  }

  /** As if it had never been opened. @param {string} name */
  forget(name) {
    this.#load();
    this.#furthest.delete(name);
    this.#put();
  }

  #put() {
    try {
      this.shelf().setItem(SHELF, JSON.stringify(Object.fromEntries(this.#furthest)));
    } catch {
      // Where nothing may be stored, it holds until the page is closed.
    }
  }

  #load() {
    try {
      const kept = JSON.parse(this.shelf().getItem(SHELF) ?? '{}');
      for (const [name, text] of Object.entries(kept)) {
        const at = order.indexOf(text);
        const stage = stages[at];
        if (stage && at > order.indexOf(this.of(name))) this.#furthest.set(name, stage);
      }
    } catch {
      // Not allowed to be read, or not written by this page: the lessons begin anew.
    }
  }
}
