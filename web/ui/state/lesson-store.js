import { parseExperiment } from '../../engine/experiment/index.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';
import { LessonProgress } from './lesson-progress.js';
import { Changing } from './listeners.js';
import { tabShelf } from './storage.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../engine/experiment/index.js').Problem} Problem */
/** @typedef {import('./open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('./open-lesson.js').Place} Place */
/** @typedef {import('./own-lessons.js').OwnLesson} OwnLesson */
/** @typedef {import('./session.js').Session} Session */

/** Where this tab keeps the student's own experiment while a lesson is open, so that a reload does not lose it. */
const MEMORY = 'strata-before-lesson';

/** What stands behind `#lesson=` for a file of this site, and no name does. */
const PATH = /[./]/;

/** @typedef {Awaited<ReturnType<typeof fetchParts>>} Parts */

/** What reading and showing lessons takes, fetched when the first is wanted. */
async function fetchParts() {
  const [{ LessonWork, OpenLesson, OwnLessons, parseLesson, pastedKey }, { lessons }] =
    await Promise.all([
      import('./open-lesson.js'),
      import('../../lessons/index.js'),
      import('../lesson/lesson-view.js'),
    ]);
  return { LessonWork, OpenLesson, OwnLessons, parseLesson, pastedKey, lessons };
}

/** The lessons: which one is open, and what is wrong with one that could not be opened. */
export class LessonStore extends Changing {
  progress = new LessonProgress();
  /** What was done in each, once the first is opened. @type {InstanceType<Parts['LessonWork']> | null} */
  work = null;
  /** The student's own, once the list is shown or a lesson opened. @type {InstanceType<Parts['OwnLessons']> | null} */
  own = null;
  /** @type {OpenLesson | null} */
  open = null;
  /** Whether it is folded into a strip. */
  folded = false;
  /** Whether the list of lessons is shown. */
  listed = false;
  /** The experiment there was before the first of them was opened. @type {Experiment | null} */
  #before = null;
  /** What the middle column showed then. @type {string | null} */
  #view = null;
  /** Counts what was wanted: only the last of it is opened. */
  #wanted = 0;

  /**
   * @param {Session} session
   * @param {typeof fetchParts} [parts]
   */
  constructor(session, parts = fetchParts) {
    super();
    this.session = session;
    this.parts = parts;
  }

  /** @returns {string | null} what stands behind `#lesson=` for the one that is open */
  get link() {
    return this.open?.place.link ?? null;
  }

  /** Shows the list. */
  async list() {
    const parts = await this.#parts();
    if (!parts) return;
    this.#shelves(parts).own.reload();
    this.listed = true;
    this.changed();
  }

  unlist() {
    this.listed = false;
    this.changed();
  }

  /** Into a strip, or back into a panel. */
  fold() {
    this.folded = !this.folded;
    this.changed();
  }

  /**
   * Opens what an address names: a lesson, or a file of this site that holds one.
   *
   * @param {string} link
   */
  async follow(link) {
    if (link === this.link) return;
    if (!PATH.test(link)) {
      await this.show(link);
      return;
    }
    this.#answer(await this.load(link));
  }

  /** Opens one of the student's own again. @param {OwnLesson} own */
  async reopen({ key, text }) {
    this.#answer(await (key.startsWith('/') ? this.load(key) : this.read(text)));
  }

  /** One of the student's own, and what was done in it. @param {string} key */
  forget(key) {
    this.own?.forget(key);
    this.#forgetWork(key);
    this.changed();
  }

  /** @param {string} name of one of the page's own */
  async show(name) {
    const wanted = ++this.#wanted;
    const parts = await this.#parts();
    if (!parts) return;
    const { lessons } = parts;
    const index = lessons.findIndex((one) => one.name === name);
    const entry = lessons[index];
    if (!entry) {
      const names = lessons.map((one) => one.name).join(', ');
      this.#refuse(() => t('lessons.unknown', { name, names }));
      return;
    }
    const source = await entry.load().catch(() => null);
    if (wanted !== this.#wanted) return;
    if (source) this.#begin(parts, source.default, { number: index + 1, link: name });
    else this.#refuse(() => t('lessons.lacking'));
  }

  /**
   * Opens a lesson that somebody wrote.
   *
   * @param {string} text JSON
   * @param {Place} [place]
   * @returns {Promise<(() => string)[]>} what is wrong with it, each as a sentence; nothing if it is open
   */
  async read(text, place = { link: null }) {
    const parts = await this.#parts();
    if (!parts) return [() => t('lessons.lacking')];
    try {
      this.#begin(parts, text, place);
      return [];
    } catch (error) {
      const { problems } = /** @type {{ problems?: readonly Problem[] }} */ (error);
      if (!problems) throw error;
      return problems.map((problem) => () => problemWords(problem));
    }
  }

  /**
   * Opens a lesson that is a file of this site.
   *
   * @param {string} path
   * @returns {Promise<(() => string)[]>} as `read`
   */
  async load(path) {
    const wanted = ++this.#wanted;
    const base = document.baseURI;
    const url = URL.canParse(path, base) ? new URL(path, base) : null;
    if (!url) return [() => t('lessons.no-path', { path })];
    if (url.origin !== new URL(base).origin) {
      return [() => t('lessons.foreign', { site: url.host || url.protocol })];
    }
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok) return [() => t('lessons.not-there', { path })];
    const text = await answer.text().catch(() => '');
    if (wanted !== this.#wanted) return [];
    const own = url.pathname + url.search;
    return this.read(text, { path: own, link: PATH.test(path) ? path : own });
  }

  /** Closes the lesson, and gives the student's own experiment back. */
  leave() {
    const before = this.#before;
    this.drop();
    if (before) this.session.experiment.load(before);
    this.session.reset();
    this.session.address.follow();
    this.session.say(() => t('lessons.closed'));
  }

  /** Closes the lesson: another experiment is about to be shown. */
  drop() {
    this.#wanted++;
    if (!this.open) return;
    this.open.end();
    this.open = null;
    this.#before = null;
    this.#giveView();
    remember(null);
    this.session.conduct(null);
    this.changed();
  }

  /**
   * @param {Parts} parts
   * @param {unknown} source
   * @param {Place} place
   */
  #begin(parts, source, place) {
    const { session } = this;
    const lesson = parts.parseLesson(source);
    const { own, work } = this.#shelves(parts);
    session.experiment.settle();
    this.#before ??= (!session.experiment.canUndo && remembered()) || session.experiment.document;
    remember(this.#before);
    this.open?.end();
    this.#giveView();
    this.#view = session.view.name;
    const key = place.number ? lesson.name : (place.path ?? parts.pastedKey(lesson.name));
    if (!place.number) {
      for (const one of own.keep({ key, text: `${source}`, lesson })) this.#forgetWork(one);
    }
    const changed = (/** @type {import('./lesson-progress.js').Stage | undefined} */ stage) => {
      // One of the student's own may have been forgotten since.
      if (place.number || own.has(key)) {
        if (stage) this.progress.reach(key, stage);
        work.keep(key, open.work);
      }
      this.changed();
    };
    const open = new parts.OpenLesson(session, lesson, place, changed, work.of(key, lesson));
    this.open = open;
    this.folded = false;
    this.listed = false;
    open.begin();
    session.view.show(lesson.twin ? 'twins' : 'layers');
    session.address.follow();
    session.address.accept();
  }

  /** What the student saw before a lesson showed something else. */
  #giveView() {
    if (this.#view !== null) this.session.view.show(this.#view);
    this.#view = null;
  }

  /** What is kept of lessons. @param {Parts} parts */
  #shelves({ LessonWork, OwnLessons }) {
    this.work ??= new LessonWork();
    this.own ??= new OwnLessons();
    return { work: this.work, own: this.own };
  }

  /** @param {string} key */
  #forgetWork(key) {
    this.progress.forget(key);
    this.work?.forget(key);
  }

  async #parts() {
    try {
      return await this.parts();
    } catch {
      this.#refuse(() => t('lessons.lacking'));
      return null;
    }
  }

  /** @param {readonly (() => string)[]} problems of what was to be opened; none if it is open */
  #answer(problems) {
    if (problems.length > 0) this.#refuse(() => listed(problems));
  }

  /** @param {() => string} sentence */
  #refuse(sentence) {
    this.session.address.refuse(sentence);
  }
}

/** @param {readonly (() => string)[]} problems @returns {string} one by itself, or several below each other */
function listed(problems) {
  const lines = problems.map((one) => one());
  if (lines.length === 1) return lines.join();
  return [t('lessons.problems', { count: lines.length }), ...lines].join('\n');
}

/** @param {Problem} problem */
function problemWords(problem) {
  const said = faultWords(problem);
  return problem.path === '' ? `${said}.` : `${problem.path}: ${said}.`;
}

/** @param {Experiment | null} before */
function remember(before) {
  try {
    if (before) tabShelf().setItem(MEMORY, JSON.stringify(before));
    else tabShelf().removeItem(MEMORY);
  } catch {
    // Where nothing may be stored, it holds until the page is closed.
  }
}

/** @returns {Experiment | null} as the page that was reloaded left it */
function remembered() {
  try {
    return parseExperiment(tabShelf().getItem(MEMORY) ?? '');
  } catch {
    return null;
  }
}
