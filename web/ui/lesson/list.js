import { html, nothing } from 'lit';
import { parseLesson } from '../../engine/lesson/parse.js';
import { lessons as all } from '../../lessons/index.js';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import { said } from './lesson-words.js';

/** @typedef {import('../../engine/lesson/index.js').Lesson} Lesson */
/** @typedef {import('../state/own-lessons.js').OwnLesson} OwnLesson */

/** All lessons, with how far the student is in each; and ways to open another one. */
class LessonList extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    found: { state: true },
    problems: { state: true },
  });

  constructor() {
    super();
    /** @type {Lesson[]} */
    this.found = [];
    /** What is wrong with the lesson that was to be opened, and where it was asked for. @type {{ where: 'paste' | 'load', list: (() => string)[] } | null} */
    this.problems = null;
    this.follow(() => [this.session.lessons]);
  }

  /** Where the focus was. @type {HTMLElement | null} */
  #from = null;
  #shown = false;

  /** @override */
  render() {
    const { lessons } = this.session;
    if (!lessons.listed) return nothing;
    return html`<dialog class="window lessons" aria-labelledby="lessons-title" @close=${() => this.#closed()} @click=${closeOutside}>
      <header>
        <h2 id="lessons-title">${t('lessons.title')}</h2>
        ${iconButton({ name: t('pick.close'), icon: icons.remove, tip: 'close', act: () => this.#close() })}
      </header>
      <p class="aside">${t('lessons.about')}</p>
      <ol role="list">${this.found.map((lesson, i) => this.#numbered(lesson, i + 1))}</ol>
      ${this.#own()} ${this.#paste()} ${this.#load()}
    </dialog>`;
  }

  /** @param {Lesson} lesson @param {number} number */
  #numbered(lesson, number) {
    const { name } = lesson;
    const open = () => this.session.lessons.show(name);
    return html`<li>${this.#entry(lesson, { key: name, number, open })}</li>`;
  }

  #own() {
    const { lessons } = this.session;
    const own = lessons.own?.all ?? [];
    if (own.length === 0) return nothing;
    return html`<section class="own" aria-labelledby="own-lessons-title">
      <h3 id="own-lessons-title">${t('lessons.own')}</h3>
      <ol role="list">${own.map(
        (one, i) => html`<li>
          ${this.#entry(one.lesson, { key: one.key, open: () => lessons.reopen(one) })}
          ${iconButton({
            name: t('lessons.forget', { title: said(one.lesson.title) }),
            icon: icons.remove,
            tip: 'lessons-forget',
            kind: 'forget',
            act: () => this.#forget(one, i),
          })}
        </li>`,
      )}</ol>
    </section>`;
  }

  /**
   * @param {Lesson} lesson
   * @param {{ key: string, number?: number, open: () => Promise<void> }} entry what its progress is kept under, its place
   *   among the page's own, and what opens it
   */
  #entry({ title, question }, { key, number, open }) {
    const stage = this.session.lessons.progress.of(key);
    const mark = stage === null ? 'new' : stage === 'why' || stage === 'try' ? 'done' : 'begun';
    return html`<button type="button" class="entry" data-tip="lessons-entry" @click=${() => this.#show(open)}>
      <b class="number">${number}</b>
      <span class="title"><b>${said(title)}</b><span>${said(question)}</span></span>
      <span class="mark">${mark === 'done' ? icons.check : nothing}${t(`lessons.mark-${mark}`)}</span>
    </button>`;
  }

  #paste() {
    return html`<details class="fold">
      <summary data-tip="lessons-paste"><span>${t('lessons.paste')}</span>${icons.open}</summary>
      <div>
        <label for="lesson-text">${t('lessons.paste-what')}</label>
        <textarea id="lesson-text" rows="6" spellcheck="false" aria-describedby="lesson-paste-problems"></textarea>
        ${this.#told('paste')}
        <button type="button" class="main" data-tip="lessons-read" @click=${() => this.#read()}>${t('lessons.read')}</button>
      </div>
    </details>`;
  }

  #load() {
    const load = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#try('load', this.session.lessons.load(this.#field('lesson-path').value.trim()));
    };
    return html`<details class="fold">
      <summary data-tip="lessons-load"><span>${t('lessons.load')}</span>${icons.open}</summary>
      <div>
        <form @submit=${load}>
          <label for="lesson-path">${t('lessons.load-what')}</label>
          <input id="lesson-path" type="text" autocomplete="off" spellcheck="false" placeholder="lessons/mine.json" aria-describedby="lesson-load-problems" />
          ${this.#told('load')}
          <button class="main" data-tip="lessons-read">${t('lessons.read')}</button>
        </form>
      </div>
    </details>`;
  }

  /** @param {'paste' | 'load'} where */
  #told(where) {
    const list = this.problems?.where === where ? this.problems.list : [];
    return html`<div class="problems" id="lesson-${where}-problems" role="alert">${
      list.length > 0
        ? html`<p>${icons.alarm} ${t('lessons.problems', { count: list.length })}</p>
          <ul>${list.map((one) => html`<li>${one()}</li>`)}</ul>`
        : nothing
    }</div>`;
  }

  /** @override */
  updated() {
    const { listed } = this.session.lessons;
    if (listed && !this.#shown) {
      this.#from = /** @type {HTMLElement | null} */ (document.activeElement);
      this.querySelector('dialog')?.showModal();
      this.#fetch();
    }
    this.#shown = listed;
  }

  async #fetch() {
    if (this.found.length > 0) return;
    const modules = await Promise.all(all.map(({ load }) => load())).catch(() => []);
    this.found = modules.map(({ default: source }) => parseLesson(source));
  }

  #read() {
    const text = this.#field('lesson-text').value;
    if (text.trim() !== '') this.#try('paste', this.session.lessons.read(text));
    else this.problems = { where: 'paste', list: [() => t('lessons.no-text')] };
  }

  /** @param {() => Promise<void>} open */
  async #show(open) {
    this.#close();
    await open();
    await enter();
  }

  /** @param {OwnLesson} own @param {number} place */
  async #forget({ key }, place) {
    this.session.lessons.forget(key);
    await this.updateComplete;
    // The button is gone, and the focus goes on to what stands in its place.
    const others = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('.forget'));
    const next = others[Math.min(place, others.length - 1)] ?? this.querySelector('summary');
    next?.focus();
  }

  /** @param {'paste' | 'load'} where @param {Promise<(() => string)[]>} opening */
  async #try(where, opening) {
    this.problems = null;
    const list = await opening;
    if (list.length > 0) this.problems = { where, list };
    else await enter();
  }

  /** @param {string} id */
  #field(id) {
    return /** @type {HTMLInputElement} */ (this.querySelector(`#${id}`));
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  #closed() {
    this.problems = null;
    this.session.lessons.unlist();
    this.#from?.focus();
  }
}

/** Leads to the lesson that has been opened. */
async function enter() {
  for (const name of ['strata-page', 'strata-lesson']) {
    await /** @type {PageElement | null} */ (document.querySelector(name))?.updateComplete;
  }
  document.getElementById('lesson-title')?.focus();
}

customElements.define('strata-lesson-list', LessonList);
