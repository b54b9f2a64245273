import { html, nothing } from 'lit';
import { icons } from '../icons.js';
import { t } from '../words/words.js';
import { outcomeText, said } from './lesson-words.js';
import './sketch.js';

/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('../state/open-lesson.js').Outcome} Outcome */
/** @typedef {import('../state/session.js').Session} Session */

/** What the student has predicted, and whether that came true. @param {OpenLesson} open @param {Session} session */
export function prediction(open, session) {
  const { choices = [], sketch } = open.lesson.predict;
  if (!open.predicted) return html`<p class="predicted aside">${t('lessons.unpredicted')}</p>`;
  return html`<div class="predicted">
    <p class="aside">${t('lessons.predicted')}</p>
    ${sketch ? html`<strata-sketch still .session=${session} .open=${open}></strata-sketch>` : html`<p><b>${said(choices[open.choice ?? 0]?.say ?? '')}</b></p>`}
    ${open.right === null ? nothing : html`<p class="judged">${open.right ? icons.check : icons.less}<b>${judgement(open)}</b></p>`}
  </div>`;
}

/** @param {OpenLesson} open judged */
function judgement({ right, near, lesson }) {
  const { sketch } = lesson.predict;
  if (right) return t('lessons.right');
  if (!sketch) return t('lessons.wrong');
  const values = { near: near.filter(Boolean).length, count: near.length };
  return t('lessons.sketch-near', values);
}

/** @param {readonly Outcome[]} outcomes */
export function outcomeList(outcomes) {
  return html`<ul class="outcomes" role="list">
    ${outcomes.map(
      (one) => html`<li>
        ${one.met ? icons.check : icons.less}
        <span><span class="hidden">${t(one.met ? 'lessons.met' : 'lessons.missed')} </span>${outcomeText(one)}</span>
      </li>`,
    )}
  </ul>`;
}

/** @param {OpenLesson} open @returns {Outcome[] | null | undefined} of what was tried, or of the lesson's run */
export function shownOutcomes({ outcomes, tried, tries }) {
  return tried === null ? outcomes : tries.get(tried);
}

/** The verdict for those who hear it. @param {OpenLesson} open */
export function verdictWords(open) {
  const { tried, right } = open;
  const shown = shownOutcomes(open);
  if (!shown || (tried === null && open.kept)) return '';
  const came = tried !== null || right === null ? '' : judgement(open);
  return [t('lessons.over'), came && `${came}.`, ...shown.map(outcomeText)]
    .filter(Boolean)
    .join(' ');
}
