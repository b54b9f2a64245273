import { html, nothing } from 'lit';
import { until } from 'lit/directives/until.js';
import { parseLesson } from '../../engine/lesson/parse.js';
import { lessons as all } from '../../lessons/index.js';
import { icons } from '../icons.js';
import { t } from '../words/words.js';
import { said } from './lesson-words.js';

/** @typedef {import('../../engine/lesson/index.js').Text} Text */
/** @typedef {import('../../lessons/index.js').Entry} Entry */
/** @typedef {import('../state/lesson-store.js').LessonStore} LessonStore */
/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */

/** Of the lessons that have been read, by name. @type {Map<string, Text>} */
const titles = new Map();

/** The lesson before and the next one. @param {OpenLesson} open @param {LessonStore} lessons */
export function navigation({ place }, lessons) {
  const { number } = place;
  if (!number) return nothing;
  const [before, after] = [all[number - 2], all[number]];
  const show = (/** @type {string} */ name) => () => lessons.show(name);
  return html`<nav aria-label=${t('lessons.title')}>
    ${before ? html`<button type="button" class="quiet" data-tip="lessons-other" @click=${show(before.name)}>${icons.earlier}${words(before, number - 1)}</button>` : html`<span></span>`}
    ${after ? html`<button type="button" class="quiet" data-tip="lessons-other" @click=${show(after.name)}>${words(after, number + 1)}${icons.later}</button>` : nothing}
  </nav>`;
}

/** @param {Entry} entry @param {number} number */
function words(entry, number) {
  const title = titles.get(entry.name);
  const shown = title === undefined ? until(read(entry), nothing) : said(title);
  return html`<span><span class="hidden">${t('lessons.one')} </span>${number} ${shown}</span>`;
}

/** @param {Entry} entry @returns {Promise<string>} its title; empty if it cannot be fetched */
async function read({ name, load }) {
  try {
    const { title } = parseLesson((await load()).default);
    titles.set(name, title);
    return said(title);
  } catch {
    return '';
  }
}
