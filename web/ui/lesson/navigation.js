import { html, nothing } from 'lit';
import { lessons as all } from '../../lessons/index.js';
import { icons } from '../icons.js';
import { t } from '../words/words.js';

/** @typedef {import('../state/lesson-store.js').LessonStore} LessonStore */
/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */

/** The lesson before and the next one. @param {OpenLesson} open @param {LessonStore} lessons */
export function navigation({ place }, lessons) {
  const { number } = place;
  if (!number) return nothing;
  const [before, after] = [all[number - 2], all[number]];
  const show = (/** @type {string} */ name) => () => lessons.show(name);
  return html`<nav aria-label=${t('lessons.title')}>
    ${before ? html`<button type="button" class="quiet" data-tip="lessons-other" @click=${show(before.name)}>${icons.earlier} ${t('lessons.number-short', { number: number - 1 })}</button>` : html`<span></span>`}
    ${after ? html`<button type="button" class="quiet" data-tip="lessons-other" @click=${show(after.name)}>${t('lessons.number-short', { number: number + 1 })} ${icons.later}</button>` : nothing}
  </nav>`;
}
