import { parseLesson } from '../../engine/lesson/parse.js';
import { localShelf } from './storage.js';

const SHELF = 'strata-own-lessons';

/** How many are kept. The text of each has at most 65,536 characters. */
export const MOST = 10;

/** Any will do to see whether something is a path. */
const SITE = 'https://site.invalid';

/** @typedef {import('../../engine/lesson/index.js').Lesson} Lesson */
/** @typedef {import('./lesson-progress.js').Shelf} Shelf */

/**
 * @typedef {object} OwnLesson
 * @property {string} key the path of its file on this site, which begins with `/`; or, of one that was pasted, its name
 *   behind a `*`. No name of the page's own lessons is like either.
 * @property {string} text JSON
 * @property {Lesson} lesson as the text has it
 */

/** Lessons that the student has pasted or loaded, kept in this browser. */
export class OwnLessons {
  /** The one that was opened last comes first. @type {readonly OwnLesson[]} */
  all = [];
  /** Whether they could be stored. */
  #stored = true;

  /** @param {() => Shelf} shelf may throw, where nothing may be stored */
  constructor(shelf = localShelf) {
    this.shelf = shelf;
    this.reload();
  }

  /** Another tab may have kept or forgotten some. What could not be stored here stays. */
  reload() {
    if (!this.#stored) return;
    try {
      this.all = lessonsIn(this.shelf().getItem(SHELF));
    } catch {
      // Not allowed to be read, or not written by this page.
    }
  }

  /** @param {string} key */
  has(key) {
    return this.all.some((one) => one.key === key);
  }

  /**
   * Keeps a lesson in the place of the one of that key.
   *
   * @param {OwnLesson} own
   * @returns {string[]} the keys of those for which there is no longer room
   */
  keep(own) {
    this.reload();
    const all = [own, ...this.all.filter(({ key }) => key !== own.key)];
    this.#become(all.slice(0, MOST));
    return all.slice(MOST).map(({ key }) => key);
  }

  /** @param {string} key */
  forget(key) {
    this.reload();
    this.#become(this.all.filter((one) => one.key !== key));
  }

  /** @param {readonly OwnLesson[]} all */
  #become(all) {
    this.all = all;
    try {
      this.shelf().setItem(SHELF, JSON.stringify(all.map(({ key, text }) => [key, text])));
      this.#stored = true;
    } catch {
      // Held until the page is closed.
      this.#stored = false;
    }
  }
}

/** @param {string} name @returns {string} the key of a lesson that was pasted */
export function pastedKey(name) {
  return `*${name}`;
}

/** @param {string | null} stored @returns {OwnLesson[]} those in it that are lessons, and known by what they may be known by */
function lessonsIn(stored) {
  const kept = JSON.parse(stored ?? '[]');
  if (!Array.isArray(kept)) return [];
  const found = kept
    .slice(0, MOST)
    .map(lessonIn)
    .filter((one) => one !== null);
  return [...new Map(found.map((one) => [one.key, one])).values()];
}

/** @param {unknown} entry @returns {OwnLesson | null} */
function lessonIn(entry) {
  const [key, text] = Array.isArray(entry) ? entry : [];
  if (typeof key !== 'string' || typeof text !== 'string') return null;
  try {
    const lesson = parseLesson(text);
    return key === pastedKey(lesson.name) || isPath(key) ? { key, text, lesson } : null;
  } catch {
    return null;
  }
}

/** @param {string} key @returns {boolean} whether it is a path, of this site, as an address has it */
function isPath(key) {
  if (!key.startsWith('/') || !URL.canParse(key, SITE)) return false;
  const { pathname, search } = new URL(key, SITE);
  return pathname + search === key;
}
