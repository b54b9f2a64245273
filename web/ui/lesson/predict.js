import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../words/words.js';
import { said } from './lesson-words.js';
import { strayed } from './run.js';
import './sketch.js';

/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('../state/session.js').Session} Session */

/** The question, and what the student says to it before the run. @param {OpenLesson} open @param {Session} session */
export function predictStage(open, session) {
  const { question, predict } = open.lesson;
  return html`<p class="question">${said(question)}</p>
    ${choices(open)}
    ${
      predict.sketch
        ? html`<p class="ask">${said(predict.ask)}</p><strata-sketch .session=${session} .open=${open}></strata-sketch>`
        : nothing
    }
    ${strayed(open)}
    <p class="act">
      <button type="button" class="main" data-tip="lessons-run" aria-disabled=${!session.running && !open.startable} @click=${() => run(open, session)}>${t('lessons.check')}</button>
    </p>`;
}

/** @param {OpenLesson} open */
export function choices(open) {
  const { ask, choices: list } = open.lesson.predict;
  if (!list) return nothing;
  return html`<fieldset class="choices" data-tip="lessons-choice">
    <legend class="ask">${said(ask)}</legend>
    ${list.map(
      ({ say }, i) => html`<label>
        <input type="radio" name="lesson-choice" .checked=${live(open.choice === i)} @change=${() => open.predict(i)} />
        <span>${said(say)}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** @param {OpenLesson} open @param {Session} session */
function run(open, session) {
  if (session.running) open.go('run');
  else open.toggle();
}
