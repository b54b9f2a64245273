import { change, forget, keep, newName, recall } from './database.js';
import { tabShelf } from './storage.js';

/** @typedef {import('./keeper.js').Kept} Kept */

/** Name of the tab in its own storage, which a reload leaves as it is. */
const TAB = 'strata tab';
/** The tabs whose runs are kept, the latest last, and how many these are: a run may have tens of megabytes. */
const [INDEX, MOST] = ['tabs', 4];
/** Milliseconds after which whoever has a name is taken to be another tab, and not this one before its reload. */
const PATIENCE = 500;

/**
 * The runs that tabs keep in the browser's storage: a tab goes on with its own, and a new one with that of a tab that has
 * been closed.
 */
export class KeptRuns {
  /** Asked for when something is to be kept. @type {Promise<string> | null} */
  #tab = null;

  get #name() {
    this.#tab ??= nameOfTab();
    return this.#tab;
  }

  /**
   * @param {(kept: Kept) => boolean} fits
   * @returns {Promise<Kept | null>} a run to go on with, which is this tab's from now on
   */
  async take(fits) {
    const tab = await this.#name;
    /** @type {Kept | null | undefined} */
    const own = await recall(keyOf(tab));
    if (own === null || (own && fits(own))) return own;
    for (const other of (await others(tab)).toReversed()) {
      /** @type {Kept | null | undefined} */
      const kept = await recall(keyOf(other));
      if (!kept || !fits(kept) || !(await claim(other, 0))) continue;
      this.#tab = Promise.resolve(other);
      name(other);
      return kept;
    }
    return null;
  }

  /** @param {Kept | null} kept instead of what this tab has kept so far; null: nothing is to be gone on with */
  async put(kept) {
    const tab = await this.#name;
    await keep(keyOf(tab), kept);
    /** @type {string[]} */
    let old = [];
    await change(INDEX, (/** @type {any} */ tabs) => {
      const listed = [...(tabs ?? []).filter((/** @type {string} */ one) => one !== tab), tab];
      old = listed.slice(0, -MOST);
      return listed.slice(-MOST);
    });
    for (const one of old) await forget(keyOf(one));
  }
}

/** @param {string} tab */
function keyOf(tab) {
  return `run ${tab}`;
}

/** @param {string} tab @returns {Promise<string[]>} those that keep a run, without this one */
async function others(tab) {
  const tabs = (await recall(INDEX)) ?? [];
  return tabs.filter((/** @type {string} */ one) => one !== tab);
}

/** @returns {Promise<string>} the name it had before it was reloaded, unless another tab has that: one may be a copy */
async function nameOfTab() {
  const before = named();
  if (before && (await claim(before, PATIENCE))) return before;
  const tab = newName();
  name(tab);
  await claim(tab, PATIENCE);
  return tab;
}

/**
 * Makes a name this page's for as long as it is there.
 *
 * @param {string} tab
 * @param {number} patience milliseconds
 * @returns {Promise<boolean>} false if it is another's
 */
function claim(tab, patience) {
  const { locks } = navigator;
  // Without encryption there are no locks, and no way to know.
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const hold = (/** @type {Lock | null} */ lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    };
    const how = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    locks.request(`${TAB} ${tab}`, how, hold).catch(() => resolve(false));
  });
}

function named() {
  try {
    return tabShelf().getItem(TAB);
  } catch {
    return null;
  }
}

/** @param {string} tab */
function name(tab) {
  try {
    tabShelf().setItem(TAB, tab);
  } catch {
    // Then it has a new one after a reload.
  }
}
