import { html, nothing } from 'lit';
import { mnistCredit } from '../../engine/data/credit.js';
import { countParameters, flopPerImage } from '../../engine/experiment/index.js';
import '../data/data.js';
import '../data/set-choice.js';
import '../draw/draw.js';
import { PageElement } from '../element.js';
import { count, countRoughly, fixed, inFours, megabytes } from '../numbers.js';
import { opening } from '../opening.js';
import '../recipe/recipe.js';
import '../run-bar/progress-line.js';
import '../run-bar/run-bar.js';
import '../stack/stack.js';
import { hasClasses, inputOf, kindOf } from '../state/sets.js';
import '../tip/tip.js';
import { creditWords } from '../words/told.js';
import { t } from '../words/words.js';

/** How many parts the page opens in, from the top. */
const PARTS = 7;
/** Those before this one are in the script that the page begins with. */
const LATER = 5;

/** @returns {Promise<boolean>} whether it arrived */
const rest = () =>
  import('./later.js').then(
    () => true,
    () => false,
  );

/** What not every experiment needs, and is fetched when it is first wanted. */
const parts = {
  /** Shows data other than images. */
  points: () => import('../plane/set.js').then(() => {}),
  goals: () => import('../goals/goals.js').then(() => {}),
};

/** The whole page. It opens part by part, so that a slow device can paint and be used in between. */
class Page extends PageElement {
  /** @override */
  static properties = {
    ...super.properties,
    open: { state: true },
    lacking: { state: true },
  };

  #later = rest();
  /** Those parts that have been asked for. @type {Map<keyof typeof parts, 'there' | 'fetching' | 'lacking'>} */
  #parts = new Map();

  constructor() {
    super();
    this.open = 1;
    this.lacking = false;
    this.follow(() => [
      this.session,
      this.session.experiment,
      this.session.readouts,
      this.session.twin,
      this.session.lessons,
    ]);
  }

  /** @param {Map<string, unknown>} changed @override */
  updated(changed) {
    if (changed.has('open')) this.#openNext();
  }

  async #openNext() {
    if (this.open + 1 === LATER && !(await this.#later)) {
      this.lacking = true;
      return opening.end();
    }
    await opening.drawn();
    if (this.open === PARTS) return opening.end();
    opening.begin();
    this.open++;
  }

  /** @override */
  render() {
    const { session, open } = this;
    return html`
      ${this.#skips()}
      <header class="top">
        <strata-run-bar .session=${session}></strata-run-bar>
        <strata-progress-line .session=${session}></strata-progress-line>
        ${session.address.claimed ? html`<strata-claimed .session=${session} .claimed=${session.address.claimed}></strata-claimed>` : nothing}
        ${open < 2 ? nothing : html`<strata-recipe .session=${session}></strata-recipe>`}
      </header>
      ${
        open < 3
          ? nothing
          : html`<main class=${lessonClass(session.lessons)}>
              ${session.lessons.open ? html`<strata-lesson .session=${session}></strata-lesson>` : nothing}
              <div class="left">
                <strata-set-choice .session=${session}></strata-set-choice>
                ${this.#data()}
              </div>
              ${open < 4 ? nothing : html`<strata-stack id="layers" tabindex="-1" .session=${session}></strata-stack>`}
              <div class="right" id="results" tabindex="-1">${this.#right()}</div>
              <strata-tip></strata-tip>
            </main>`
      }
      ${
        open < PARTS
          ? nothing
          : html`${this.#costLine()}<strata-picker .session=${session}></strata-picker>
        ${session.address.sharing ? html`<strata-share .session=${session}></strata-share>` : nothing}
        ${session.lessons.listed ? html`<strata-lesson-list .session=${session}></strata-lesson-list>` : nothing}`
      }
    `;
  }

  /** Ways past what comes first, once there is something to skip to. */
  #skips() {
    const { session, open } = this;
    const links = /** @type {const} */ ([
      {
        to: 'lesson-title',
        said: 'page.skip-lesson',
        there: open >= 3 && session.lessons.open,
      },
      { to: 'layers', said: 'page.skip-layers', there: open >= 4 },
      { to: 'results', said: 'page.skip-results', there: open >= 3 },
    ]);
    return links.map(({ to, said, there }) =>
      there
        ? html`<a class="skip" href="#${to}" data-tip="skip" @click=${skip}>${t(said)}</a>`
        : nothing,
    );
  }

  #data() {
    const { session } = this;
    if (kindOf(session.experiment.document) === 'images') {
      return html`<strata-draw .session=${session}></strata-draw>
        <strata-data .session=${session}></strata-data>`;
    }
    const points = this.#part('points');
    if (points === 'there') return html`<strata-set .session=${session}></strata-set>`;
    const lacks = points === 'lacking';
    return lacks ? html`<p class="lacking" role="alert">${t('data.lacking')}</p>` : nothing;
  }

  /** @param {keyof typeof parts} name @returns {'there' | 'fetching' | 'lacking'} lacking: it is not asked for again */
  #part(name) {
    const known = this.#parts.get(name);
    if (known) return known;
    this.#parts.set(name, 'fetching');
    parts[name]()
      .then(
        () => this.#parts.set(name, 'there'),
        () => this.#parts.set(name, 'lacking'),
      )
      .then(() => this.requestUpdate());
    return 'fetching';
  }

  #right() {
    const { session } = this;
    if (this.lacking) return this.#lacking();
    if (this.open < LATER) return nothing;
    if (session.phase === 'nonfinite') {
      return html`<strata-explosion .session=${session}></strata-explosion>`;
    }
    return html`${this.#goals()}<strata-charts .session=${session}></strata-charts>
      ${this.open <= LATER ? nothing : this.#below()}`;
  }

  /** What is to be reached, where the document says so. */
  #goals() {
    const { session } = this;
    // Without them all else is of use.
    const shown = session.experiment.document.goals && this.#part('goals') === 'there';
    return shown
      ? html`<strata-goals data-field="goals" .session=${session}></strata-goals>`
      : nothing;
  }

  #below() {
    const { session } = this;
    if (session.twin.document) return html`<strata-beside .session=${session}></strata-beside>`;
    // Where there are no classes, none are mixed up.
    if (!hasClasses(session.experiment.document)) return nothing;
    return html`<strata-confusion .session=${session}></strata-confusion>
      <strata-mistakes .session=${session}></strata-mistakes>`;
  }

  /** A browser does not ask for a script again, but for a page that has failed in it. */
  #lacking() {
    return html`<div class="lacking">
      <p role="alert">${t('page.lacking')}</p>
      <button type="button" data-tip="fetch" @click=${() => this.session.offline.reload()}>${t('offline.reload')}</button>
    </div>`;
  }

  #costLine() {
    const { experiment, run, current } = this.session;
    const { fingerprint = null, kernels = '', memory = 0, imagesPerSecond } = run.snapshot ?? {};
    const { layers, batch } = experiment.document;
    const input = inputOf(experiment.document);
    const images = kindOf(experiment.document) === 'images';
    const time = imagesPerSecond ? fixed((1000 * batch) / imagesPerSecond, 2) : '–';
    const work = fixed((flopPerImage(layers, input) * batch) / 1e6, 1);
    return html`<footer>
      ${cost(count(countParameters(layers, input)), t('cost.parameters'))}
      ${cost(work, t('cost.flop'))} ${cost(time, t('cost.time'), 'per-step')}
      ${cost(countRoughly(imagesPerSecond), t('cost.speed'), 'per-second')}
      ${cost(memory > 0 ? megabytes(memory) : '–', t('cost.memory'))}
      <span>${t('cost.kernels')} <b>${kernels || '–'}</b></span>
      <span>${t('cost.weights')} <b class="fingerprint">${current && fingerprint ? inFours(fingerprint) : t('cost.changing')}</b></span>
      ${images ? credit() : nothing}
    </footer>`;
  }
}

/** Leads to where a link does, and leaves the address as it is: it says what is open. @param {Event} event */
function skip(event) {
  event.preventDefault();
  const { hash } = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  const found = document.getElementById(hash.slice(1));
  found?.scrollIntoView();
  found?.focus();
}

/** Whose the images are. */
function credit() {
  return html`<span class="credit">
        <a href=${mnistCredit.source} rel="noreferrer" data-tip="source">MNIST</a> <span title=${creditWords('terms')}>${t('cost.by', { authors: creditWords('authors') })}</span>,
        <a href=${mnistCredit.licence} rel="noreferrer" data-tip="licence">CC BY-SA 3.0</a>
      </span>`;
}

/** @param {import('../state/lesson-store.js').LessonStore} lessons */
function lessonClass({ open, folded }) {
  if (!open) return '';
  return folded ? 'with-strip' : 'with-lesson';
}

/**
 * @param {string} figure
 * @param {string} unit
 * @param {string} [room] class that keeps room free, so that nothing moves
 */
function cost(figure, unit, room = '') {
  return html`<span><b class=${room}>${figure}</b> ${unit}</span>`;
}

customElements.define('strata-page', Page);
