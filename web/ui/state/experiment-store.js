import { canonical, ExperimentError, parseExperiment } from '../../engine/experiment/index.js';
import { faultWords } from '../words/told.js';
import { Draft } from './draft.js';
import { Changing } from './listeners.js';
import { pathText, valueAt, withValue } from './paths.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../engine/experiment/index.js').Layer} Layer */
/** @typedef {import('./paths.js').Path} Path */

/** Milliseconds after the last key when it is said what is wrong with the text so far. */
const TYPING = 350;
/** So many edits can be undone. */
const REMEMBERED = 200;

/**
 * The one experiment document of the page. It is always valid: what a field holds that would not fit stays a draft
 * beside it, with the reason.
 */
export class ExperimentStore extends Changing {
  /** @type {Map<string, Draft>} */
  #drafts = new Map();
  /** The document's earlier states, the latest last. @type {Experiment[]} */
  #past = [];
  /** Those that were undone, the next to be redone last. @type {Experiment[]} */
  #future = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Asked for with every snapshot. @type {{ document: Experiment, text: string } | null} */
  #canonical = null;
  /** Whether the document may become that, by an edit or as another experiment. @type {(next: Experiment, other?: boolean) => boolean} */
  permits = () => true;
  /** Whether an edit to that leaves alone what whoever shows the page has fixed. @type {(next: Experiment) => boolean} */
  keeps = () => true;

  /** @param {unknown} document */
  constructor(document) {
    super();
    /** @type {Experiment} */
    this.document = parseExperiment(document);
  }

  /** @returns {string} of the canonical form: equal for equal experiments */
  get text() {
    if (this.document !== this.#canonical?.document) {
      const text = JSON.stringify(canonical(this.document));
      this.#canonical = { document: this.document, text };
    }
    return this.#canonical.text;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Takes the last edit back. */
  undo() {
    this.#travel(this.#past, this.#future);
  }

  /** Does again what was undone last. */
  redo() {
    this.#travel(this.#future, this.#past);
  }

  /** @returns {boolean} whether some field holds what is not allowed */
  get faulty() {
    return [...this.#drafts.values()].some(({ mistake }) => mistake !== null);
  }

  /** @param {Path} path */
  draft(path) {
    return this.#drafts.get(pathText(path));
  }

  /**
   * A key was pressed in a field. The value is not taken before `settle`: half a number would be another network.
   *
   * @param {Path} path
   * @param {string} text what the field shows
   * @param {unknown} value what that means; an Error if it means nothing
   */
  type(path, text, value) {
    this.#drafts.set(pathText(path), new Draft(path, text, value));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#judge(), TYPING);
    this.changed();
  }

  /**
   * A field gets a value.
   *
   * @param {Path} path
   * @param {string} text what the field shows
   * @param {unknown} value what that means; an Error if it means nothing
   */
  set(path, text, value) {
    this.#drafts.set(pathText(path), new Draft(path, text, value));
    this.settle();
  }

  /** Ends the typing: takes what is allowed into the document, and says of the rest what is wrong. */
  settle() {
    clearTimeout(this.#timer);
    if (this.#drafts.size === 0) return;
    // One field may be what another waits for, such as the two bounds of hardtanh.
    for (let again = true; again; ) {
      again = false;
      for (const draft of this.#drafts.values()) again = this.#take(draft) || again;
    }
    this.changed();
  }

  /**
   * Replaces a part as a whole. Drafts inside it are forgotten.
   *
   * @param {Path} path
   * @param {unknown} value
   */
  replace(path, value) {
    const inside = pathText(path);
    for (const key of this.#drafts.keys()) {
      if (key === inside || key.startsWith(`${inside}.`)) this.#drafts.delete(key);
    }
    this.set(path, '', value);
  }

  /**
   * Another optimiser, schedule, way of clipping or initialiser. A schedule is fitted to the epochs there are.
   *
   * @param {'optimizer' | 'schedule' | 'clip' | 'init'} section
   * @param {string} name
   */
  choose(section, name) {
    const { data, batch, epochs } = this.document;
    const steps = Math.ceil(data.train / batch);
    const fitting =
      section === 'schedule'
        ? { step: { step_size: steps }, cosine: { T_max: steps * epochs } }[name]
        : {};
    this.replace([section], { name, ...fitting });
  }

  /**
   * Rearranges the layers. Drafts stay with those that are kept.
   *
   * @param {readonly Layer[]} layers those of the document, the same objects, and new ones
   * @returns {string | null} why this cannot be
   */
  arrange(layers) {
    this.settle();
    const before = this.document.layers;
    try {
      this.#become(parseExperiment({ ...this.document, layers }));
    } catch (error) {
      if (error instanceof ExperimentError) return sentence(error, '');
      throw error;
    }
    this.#moveDrafts((index) => layers.indexOf(/** @type {Layer} */ (before[index])));
    this.changed();
    return null;
  }

  /**
   * @param {unknown} document another experiment
   * @throws {ExperimentError}
   */
  load(document) {
    const next = parseExperiment(document);
    this.permits(next, true);
    this.#become(next, true);
    this.#drafts.clear();
    this.changed();
  }

  /**
   * The same as an edit of the student's, who may not change what is fixed.
   *
   * @param {unknown} document
   * @returns {boolean} whether it was taken
   * @throws {ExperimentError}
   */
  adopt(document) {
    const next = parseExperiment(document);
    const free = this.keeps(next);
    if (free) this.load(next);
    return free;
  }

  /**
   * Replaces a part for the time being: `commit` or `restore` ends it.
   *
   * @param {Path} path
   * @param {unknown} value
   */
  preview(path, value) {
    const next = parseExperiment(withValue(this.document, path, value));
    if (this.#allows(next)) this.document = next;
    this.changed();
  }

  /** Another document takes this one's place, with no edits before it. @param {Experiment} document */
  show(document) {
    this.#past = [];
    this.#future = [];
    this.#drafts.clear();
    this.document = document;
    this.changed();
  }

  /** Keeps what was tried. @param {Experiment} before the document before that */
  commit(before) {
    this.settle();
    const tried = this.document;
    this.document = before;
    this.#become(tried);
    this.changed();
  }

  /** Takes back what was tried. @param {Experiment} before the document before that */
  restore(before) {
    this.#drafts.clear();
    this.document = before;
    this.changed();
  }

  /**
   * @param {Experiment} document the next state, which can be undone
   * @param {boolean} [free] of what is fixed
   */
  #become(document, free = false) {
    if (JSON.stringify(document) === JSON.stringify(this.document)) return;
    if (!(free ? this.permits(document) : this.#allows(document))) return;
    this.#past.push(this.document);
    if (this.#past.length > REMEMBERED) this.#past.shift();
    this.#future = [];
    this.document = document;
  }

  /**
   * @param {Experiment[]} from
   * @param {Experiment[]} to
   */
  #travel(from, to) {
    this.settle();
    const document = from.at(-1);
    if (!document || !this.#allows(document)) return;
    from.pop();
    to.push(this.document);
    this.document = document;
    this.#drafts.clear();
    this.changed();
  }

  /** @param {Experiment} next by an edit */
  #allows(next) {
    return this.keeps(next) && this.permits(next);
  }

  /** Says what is wrong with what is being typed, and takes nothing. */
  #judge() {
    for (const draft of this.#drafts.values()) this.#with(draft);
    this.changed();
  }

  /**
   * @param {Draft} draft
   * @returns {boolean} whether the document has taken it
   */
  #take(draft) {
    const document = this.#with(draft);
    if (!document) return false;
    this.#become(document);
    return this.#drafts.delete(pathText(draft.path));
  }

  /**
   * @param {Draft} draft gets the reason, if it does not fit
   * @returns {Experiment | null} the document with it, the same one if nothing changes; null if it does not fit
   */
  #with(draft) {
    const { path, value } = draft;
    if (value instanceof Error) {
      draft.mistake = () => value.message;
      return null;
    }
    try {
      const same = valueAt(this.document, path) === value;
      return same ? this.document : parseExperiment(withValue(this.document, path, value));
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      draft.mistake = () => sentence(error, pathText(path));
      return null;
    }
  }

  /** @param {(index: number) => number} target where a layer went, −1 if it is gone */
  #moveDrafts(target) {
    const drafts = [...this.#drafts.values()];
    this.#drafts.clear();
    for (const draft of drafts) {
      const [part, index, ...rest] = draft.path;
      const layer = part === 'layers' ? target(Number(index)) : 0;
      if (layer < 0) continue;
      const path = part === 'layers' ? [part, layer, ...rest] : draft.path;
      this.#drafts.set(pathText(path), draft.at(path));
    }
  }
}

/**
 * @param {ExperimentError} error
 * @param {string} path of the field that was changed; the problem may lie with another that depends on it
 */
function sentence({ problems }, path) {
  const problem = problems.find((one) => one.path === path) ?? problems[0];
  const message = problem ? faultWords(problem) : '';
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
