import { planOf } from '../../engine/lesson/plan.js';
import { stages } from './lesson-progress.js';
import { localShelf } from './storage.js';

const SHELF = 'strata-lesson-work';

/** @typedef {import('../../engine/lesson/index.js').Lesson} Lesson */
/** @typedef {import('./lesson-progress.js').Shelf} Shelf */
/** @typedef {import('./lesson-progress.js').Stage} Stage */

/**
 * @typedef {object} Work what the student has done in a lesson
 * @property {Stage} stage
 * @property {readonly Stage[]} seen
 * @property {number | null} choice
 * @property {readonly number[] | null} sketch null if nothing was sketched
 * @property {{ seed: number, found: ReadonlyMap<string, number> } | null} run what the lesson's run showed at its end
 */

/** What the student has done in each lesson, kept in this browser: all but the network, which a run brings back. */
export class LessonWork {
  /** Where nothing may be stored, it holds until the page is closed. @type {Record<string, unknown>} */
  #kept = {};

  /** @param {() => Shelf} shelf may throw, where nothing may be stored */
  constructor(shelf = localShelf) {
    this.shelf = shelf;
  }

  /**
   * @param {string} key of the lesson
   * @param {Lesson} lesson which may have become another one since
   * @returns {Work | null}
   */
  of(key, lesson) {
    this.#load();
    const kept = /** @type {any} */ (Object.hasOwn(this.#kept, key) ? this.#kept[key] : null);
    if (typeof kept !== 'object' || kept === null) return null;
    const { stage, seen, choice, sketch, run } = kept;
    if (!stages.includes(stage) || !Array.isArray(seen)) return null;
    return {
      stage,
      seen: stages.filter((one) => one === stage || seen.includes(one)),
      choice: lesson.predict.choices?.map((_, i) => i).includes(choice) ? choice : null,
      sketch: fits(sketch, lesson) ? sketch : null,
      run: runOf(run, lesson),
    };
  }

  /** @param {string} key @param {Work} work */
  keep(key, { run, ...work }) {
    // Another tab may have kept something of other lessons.
    this.#load();
    // JSON knows no infinity.
    const found = run && [...run.found].map(([name, value]) => [name, `${value}`]);
    this.#put({ ...this.#kept, [key]: { ...work, run: run && { seed: run.seed, found } } });
  }

  /** As if nothing had been done in it. @param {string} key */
  forget(key) {
    this.#load();
    const { [key]: _, ...others } = this.#kept;
    this.#put(others);
  }

  #load() {
    try {
      const kept = JSON.parse(this.shelf().getItem(SHELF) ?? '{}');
      if (typeof kept === 'object') this.#kept = { ...this.#kept, ...kept };
    } catch {
      // Not allowed to be read, or not written by this page: the lessons begin anew.
    }
  }

  /** @param {Record<string, unknown>} kept */
  #put(kept) {
    this.#kept = kept;
    try {
      this.shelf().setItem(SHELF, JSON.stringify(kept));
    } catch {
      // Held until the page is closed.
    }
  }
}

/** @param {unknown} sketch @param {Lesson} lesson */
function fits(sketch, { predict }) {
  const { points = [], min = 0, max = 0 } = predict.sketch ?? {};
  const within = (/** @type {unknown} */ one) =>
    typeof one === 'number' && one >= min && one <= max;
  return Array.isArray(sketch) && sketch.length === points.length && sketch.every(within);
}

/** @param {any} run @param {Lesson} lesson @returns {Work['run']} null if it lacks anything the lesson asks for */
function runOf(run, lesson) {
  if (!Number.isSafeInteger(run?.seed) || !Array.isArray(run.found)) return null;
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const pair of run.found) {
    if (!Array.isArray(pair) || typeof pair[1] !== 'string') return null;
    found.set(pair[0], Number(pair[1]));
  }
  const { a, b } = planOf(lesson);
  const asked = [...a.figures, ...(b?.figures ?? [])];
  return asked.every(({ key }) => found.has(key)) ? { seed: run.seed, found } : null;
}
