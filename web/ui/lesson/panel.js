import { html, nothing } from 'lit';
import { lessons as all } from '../../lessons/index.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { stages } from '../state/lesson-progress.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import { said } from './lesson-words.js';
import { navigation } from './navigation.js';
import { predictStage } from './predict.js';
import { Pressed } from './pressed.js';
import { runStage } from './run.js';
import { strip } from './strip.js';
import { tryStage } from './try.js';
import { shownOutcomes, verdictWords } from './verdict.js';
import { whyStage } from './why.js';

/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */

const bodies = { predict: predictStage, run: runStage, why: whyStage, try: tryStage };

/** The lesson that is open: a panel in place of the data, or a strip below the page's columns. */
class LessonPanel extends PageElement {
  constructor() {
    super();
    this.follow(() => {
      const { session } = this;
      return [session, session.lessons, session.view, session.experiment];
    });
  }

  #pressed = new Pressed(this);
  /** Whether the focus was in it before it was drawn. */
  #focused = false;
  #folded = false;
  /** @type {OpenLesson | null} */
  #open = null;
  #stage = '';
  /** The outcomes that were there when it was last drawn. @type {ReturnType<typeof shownOutcomes> | null} */
  #came = null;

  /** @override */
  render() {
    const { open, folded } = this.session.lessons;
    if (!open) return nothing;
    return html`${folded ? strip(this.session, open, this.#header(open)) : this.#panel(open)}
      <p class="hidden" role="status">${verdictWords(open)}</p>`;
  }

  /** @param {OpenLesson} open */
  #panel(open) {
    const { session } = this;
    return html`<section class="lesson" aria-labelledby="lesson-title">
      <header>${this.#header(open)}</header>
      <div class="body">${bodies[open.stage](open, session)}</div>
      ${navigation(open, session.lessons)}
    </section>`;
  }

  /** @param {OpenLesson} open */
  #header(open) {
    const { lessons } = this.session;
    const { lesson, place } = open;
    const fold = lessons.folded
      ? { name: t('lessons.unfold'), icon: icons.enlarge, tip: 'lessons-unfold' }
      : { name: t('lessons.fold'), icon: icons.less, tip: 'lessons-fold' };
    return html`<p class="aside">${place.number ? t('lessons.number', { number: place.number, count: all.length }) : t('lessons.other')}</p>
      <p class="tools">
        ${iconButton({ ...fold, act: () => lessons.fold(), kind: 'folder' })}
        ${iconButton({ name: t('lessons.close'), icon: icons.remove, tip: 'lessons-close', act: () => this.#close() })}
      </p>
      <h2 id="lesson-title" tabindex="-1">${said(lesson.title)}</h2>
      ${this.#steps(open)}`;
  }

  /** @param {OpenLesson} open */
  #steps(open) {
    return html`<ol class="steps" role="list" aria-label=${t('lessons.steps')}>
      ${stages.map(
        (stage) => html`<li>
          <button
            type="button"
            class="quiet ${open.seen.has(stage) ? 'seen' : ''}"
            data-tip="lessons-step"
            aria-current=${stage === open.stage ? 'step' : 'false'}
            @click=${() => open.go(stage)}
          >${t(`lessons.stage-${stage}`)}</button>
        </li>`,
      )}
    </ol>`;
  }

  /** @override */
  shouldUpdate() {
    return !this.#pressed.now;
  }

  /** @override */
  willUpdate() {
    this.#focused = this.contains(document.activeElement);
  }

  /** @override */
  updated() {
    const { open, folded } = this.session.lessons;
    const stage = open?.stage ?? '';
    // What had the focus may be gone: it goes on to what stands in its place.
    if (this.#focused && !this.contains(document.activeElement)) {
      const next = folded === this.#folded ? '#lesson-title' : '.folder';
      /** @type {HTMLElement | null} */ (this.querySelector(next))?.focus();
    }
    if (open !== this.#open || stage !== this.#stage) {
      this.querySelector('.body')?.scrollTo({ top: 0 });
    }
    const came = open && shownOutcomes(open);
    if (came && open === this.#open && came !== this.#came) this.#reveal(open.tried);
    this.#came = came;
    // What scrolls sideways can be reached from the keyboard.
    for (const one of this.querySelectorAll('.formula')) {
      one.toggleAttribute('tabindex', false);
      if (one.scrollWidth > one.clientWidth) one.setAttribute('tabindex', '0');
    }
    [this.#open, this.#folded, this.#stage] = [open, folded, stage];
  }

  /** Outcomes that have just come may lie below the panel's edge. @param {number | null} tried what they are of */
  async #reveal(tried) {
    // A sketch above them grows by what was measured.
    const sketch = /** @type {PageElement | null} */ (this.querySelector('strata-sketch'));
    await sketch?.updateComplete;
    const body = this.querySelector('.body');
    const place = tried === null ? '' : `.tries > li:nth-child(${tried + 1}) `;
    const outcomes = this.querySelector(`${place}.outcomes`);
    if (!body || !outcomes) return;
    const [inside, one] = [body, outcomes].map((part) => part.getBoundingClientRect());
    // In the panel only: where the page itself scrolls, the student may be looking at something else.
    if (inside && one) body.scrollTop += beyond(inside, one);
  }

  #close() {
    // The button is about to go, and would take the focus with it.
    /** @type {HTMLElement | null} */ (document.querySelector('[data-tip=lessons]'))?.focus();
    this.session.lessons.leave();
  }
}

/** @param {DOMRect} inside @param {DOMRect} one @returns {number} how far it has to be moved up to be seen, from its top on */
function beyond(inside, one) {
  const below = Math.max(0, one.bottom - inside.bottom);
  return Math.min(below, one.top - inside.top);
}

customElements.define('strata-lesson', LessonPanel);
