import { StrataError } from '../../engine/errors.js';
import { parseExperiment } from '../../engine/experiment/index.js';
import { decodeLink } from '../../engine/link.js';
import { Seldom } from '../state/listeners.js';
import { faultWords } from '../words/told.js';
import { properties, readRequest, written } from './protocol.js';
import { Sight } from './sight.js';
import { State } from './state.js';

/** @typedef {import('../../worker/protocol.js').Phase} Phase */
/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('./protocol.js').Request} Request */
/** @typedef {import('./protocol.js').Told} Told */

/** Milliseconds between two messages about a run under way. */
const BEAT = 250;
/** Milliseconds within which a height that comes back is the answer to the one between. */
const ECHO = 1000;

/** Phases in which a run has come to its end. @type {ReadonlySet<Phase>} */
const ends = new Set(['finished', 'reached', 'nonfinite']);

/**
 * Lets the window that shows this page in a frame drive the session and hear of it, by the messages of protocol.js. What
 * cannot be seen does not train meanwhile. Does nothing where the page is in no frame.
 *
 * @param {Session} session
 * @param {{ restyled: () => void }} theme is told of other colours
 * @param {Window & typeof globalThis} [view] the page's window
 */
export function attachHost(session, theme, view = window) {
  if (view.parent !== view) new Host(session, theme, view);
}

/** The window around this page's. */
class Host {
  /** Whom to tell; null until the host has spoken, when only what any page may know is said. @type {string | null} */
  #origin = null;
  #state;
  #sight;
  /** The end of a run that has been told of. */
  #ended = '';
  /** Whether each goal is met, as far as it has been told; and of which goals that is. */
  #met = { goals: '', list: /** @type {boolean[]} */ ([]) };
  /** The fault that has been told of. */
  #fault = '';
  /** Whether the one that is new is being told in its own words. */
  #telling = false;
  /** Where the run was when it was last told of. */
  #progress = '';
  /** The experiment that has been told. @type {unknown} */
  #experiment = null;

  /** @param {Session} session @param {{ restyled: () => void }} theme @param {Window & typeof globalThis} view */
  constructor(session, theme, view) {
    this.session = session;
    this.theme = theme;
    this.view = view;
    this.#state = new State(session, view.document.baseURI);
    this.#sight = new Sight(session, view);
    view.addEventListener('message', (event) => this.#hear(event));
    for (const one of [session, session.run]) one.subscribe(() => this.#notice());
    new Seldom(session.run, () => BEAT).subscribe(() => this.#tellProgress());
    new Seldom(session.experiment, () => BEAT).subscribe(() => this.#tellExperiment());
    this.#watchHeight();
    this.#tell({ type: 'ready' });
  }

  /** @param {Told} told */
  #tell(told) {
    const anybody = told.type === 'ready' || told.type === 'resize';
    if (this.#origin === null && !anybody) return;
    // An origin that is opaque has no name to be told by.
    const target = this.#origin === null || this.#origin === 'null' ? '*' : this.#origin;
    this.view.parent.postMessage(written(told), target);
  }

  /** @param {MessageEvent} event */
  #hear({ source, origin, data }) {
    if (source !== this.view.parent) return;
    const request = readRequest(data);
    if (request === null) return;
    this.#origin = origin;
    const { id } = request;
    const answered = id === undefined ? {} : { id };
    if ('fault' in request) {
      this.#tell({ type: 'error', ...answered, code: 'message-invalid', message: request.fault });
    } else {
      this.#answer(request).then(
        (told) => this.#tell({ ...told, ...answered }),
        (error) => {
          const attribute = id === undefined && ['setState', 'theme'].includes(request.type);
          // What has failed of itself is told once, and is no fault of what the host's attributes say.
          if (attribute && error.code === this.session.fault?.code) return;
          if (attribute && request.type === 'setState') this.#refuse(error);
          this.#tell({ ...errorOf(error), ...answered });
        },
      );
    }
    this.#notice();
  }

  /** @param {Request} request @returns {Promise<Told>} once it has been carried out */
  async #answer(request) {
    const { session } = this;
    if (request.type === 'setState') this.#open(request.experiment);
    else if (request.type === 'step') this.#step(request.n);
    else if (request.type === 'run') this.#run();
    else if (request.type === 'pause') this.#pause();
    else if (request.type === 'reset') this.#reset();
    else if (request.type === 'theme') this.#colour(request.colors);
    const stepping = request.type === 'step';
    await this.#until(() => this.#settled && !(stepping && session.running));
    if (session.fault) throw session.fault;
    return { type: 'state', ...(await this.#state.whole()) };
  }

  /** @returns {boolean} whether it is known what has become of all that was asked for, or that nothing will */
  get #settled() {
    const { current, fault, phase, run } = this.session;
    if (fault || run.snapshot?.data.failure) return true;
    return current && phase !== 'loading';
  }

  /** @param {() => boolean} condition on the session @returns {Promise<void>} */
  #until(condition) {
    const { session } = this;
    return new Promise((resolve) => {
      const watches = [session, session.run].map((one) => one.subscribe(look));
      function look() {
        if (!condition()) return;
        for (const end of watches) end();
        resolve();
      }
      look();
    });
  }

  #run() {
    this.#demandStartable();
    if (this.#sight.holds()) return;
    if (!this.session.running) this.session.toggle();
  }

  #pause() {
    this.#sight.release();
    if (this.session.running) this.session.toggle();
  }

  /** @param {number} n */
  #step(n) {
    this.#demandStartable();
    this.#sight.release();
    for (let i = 0; i < n; i++) this.session.step();
  }

  #reset() {
    this.#sight.release();
    this.session.reset();
  }

  /** @param {unknown} wanted a document, its JSON text or a link */
  #open(wanted) {
    const { session } = this;
    const link = typeof wanted === 'string' && !wanted.trimStart().startsWith('{');
    const experiment = link ? decodeLink(wanted).experiment : parseExperiment(wanted);
    session.address.accept();
    session.lessons.drop();
    session.experiment.load(experiment);
    this.#reset();
  }

  /** @param {Partial<Record<string, string>>} colours */
  #colour(colours) {
    const { style } = this.view.document.documentElement;
    for (const [name, property] of Object.entries(properties)) {
      const value = colours[name];
      if (value === undefined) style.removeProperty(property);
      else style.setProperty(property, value);
    }
    this.theme.restyled();
  }

  /** Nobody waits for an answer, such as the author of an attribute: the page says it too. @param {any} error */
  #refuse(error) {
    this.#telling = true;
    this.session.address.refuse(() => faultWords(error));
    this.#telling = false;
  }

  #demandStartable() {
    const { session } = this;
    session.experiment.settle();
    if (session.startable || session.running) return;
    if (session.fault) throw session.fault;
    const message = session.experiment.faulty
      ? 'A field of the experiment holds what is not allowed.'
      : 'A number is not finite any more: only a reset or another experiment leads on.';
    throw new StrataError('not-startable', message);
  }

  /** Tells what has newly become so. */
  #notice() {
    if (this.#origin === null) return;
    this.#tellFault();
    const { current, run, phase } = this.session;
    if (!current || !run.snapshot) return;
    const atEnd = ends.has(phase) || this.session.arrived;
    if (!atEnd) this.#ended = '';
    const end = `${run.snapshot.generation} ${run.snapshot.step}`;
    const decided = phase === 'nonfinite' || this.#state.tested || run.snapshot.resting;
    const over = atEnd && decided && this.#ended !== end;
    this.#tellGoals(over);
    if (!over) return;
    this.#ended = end;
    this.#tellEnd(end);
  }

  /** @param {string} end */
  async #tellEnd(end) {
    const state = await this.#state.whole();
    // It may have gone on meanwhile, and then ends anew.
    if (this.#ended === end) this.#tell({ type: 'done', ...state });
  }

  #tellFault() {
    const { fault, run, address } = this.session;
    const problem = address.problem && { code: 'link-invalid', message: address.problem };
    const found = fault ?? run.snapshot?.data.failure ?? (problem || null);
    const text = found ? `${found.code} ${found.message}` : '';
    if (text === this.#fault) return;
    this.#fault = text;
    if (found && !this.#telling) this.#tell(errorOf(found));
  }

  /** @param {boolean} over whether all are to be told, as at the end of a run */
  #tellGoals(over) {
    const goals = JSON.stringify(this.session.experiment.document.goals ?? []);
    if (goals !== this.#met.goals) this.#met = { goals, list: [] };
    const { list } = this.#met;
    for (const [index, verdict] of this.#state.goals.entries()) {
      const news = verdict.met !== (list[index] ?? false);
      list[index] = verdict.met;
      if (news || over) this.#tell({ type: 'goal', index, ...verdict });
    }
  }

  #tellProgress() {
    if (!this.session.running) return;
    const { figures } = this.#state;
    const progress = `${this.session.run.snapshot?.generation} ${figures.steps}`;
    if (progress === this.#progress) return;
    this.#progress = progress;
    this.#tell({ type: 'progress', ...figures });
  }

  /** Another document is there: it may be the host's to keep. */
  async #tellExperiment() {
    const { document } = this.session.experiment;
    if (this.#origin === null || document === this.#experiment) return;
    this.#experiment = document;
    await this.#until(() => this.#settled);
    if (document === this.session.experiment.document) {
      this.#tell({ type: 'state', ...(await this.#state.whole()) });
    }
  }

  #watchHeight() {
    const { document, performance } = this.view;
    // The page fills its window otherwise, and could never become less high.
    const sheet = new this.view.CSSStyleSheet();
    sheet.replaceSync('strata-page { min-height: 0 } .right { contain: none; overflow: visible }');
    document.adoptedStyleSheets.push(sheet);
    let [before, last, at] = [0, 0, 0];
    new this.view.ResizeObserver(() => {
      // A page that opens part by part would push what is below it about.
      if (!document.querySelector('strata-page > footer, strata-page .lacking')) return;
      const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      const now = performance.now();
      // A layout that depends on the frame's height could go to and fro for ever.
      const echo = height === before && height < last && now - at < ECHO;
      if (height === last || echo) return;
      [before, last, at] = [last, height, now];
      this.#tell({ type: 'resize', height });
    }).observe(document.documentElement);
  }
}

/** @param {any} error whatever was thrown @returns {Told & { type: 'error' }} */
function errorOf(error) {
  const { code = 'unexpected', problems } = error;
  const message = faultWords(error);
  if (!problems) return { type: 'error', code, message };
  return {
    type: 'error',
    code,
    message,
    problems: problems.map(
      (/** @type {import('../../engine/experiment/index.js').Problem} */ one) => ({
        path: one.path,
        message: faultWords(one),
      }),
    ),
  };
}
