import { html, nothing } from 'lit';
import { t } from '../words/words.js';
import { said } from './lesson-words.js';
import { ofSeed, strayed } from './run.js';
import { outcomeList } from './verdict.js';
import { viewButton, watchList } from './watch.js';

/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('../state/session.js').Session} Session */

/** What to go on with: each a change, and what comes of it. @param {OpenLesson} open @param {Session} session */
export function tryStage(open, session) {
  const { lesson, tries, tried } = open;
  if (lesson.try.length === 0) return html`<p>${t('lessons.nothing-to-try')}</p>`;
  return html`<ol class="tries" role="list">
      ${lesson.try.map(({ say, button, view }, i) => {
        const outcomes = tries.get(i);
        return html`<li>
          <p>${said(say)}</p>
          <button type="button" class="main" data-tip="lessons-try" aria-disabled=${Boolean(session.fault)} @click=${() => session.fault || open.try(i)}>${said(button)}</button>
          ${view && tried === i ? viewButton(view, session) : nothing}
          ${outcomes ? html`${outcomeList(outcomes)} ${ofSeed(open, outcomes)}` : tried === i && session.running ? html`<p class="aside">${t('lessons.trying')}</p>` : nothing}
        </li>`;
      })}
    </ol>
    ${strayed(open)}
    ${
      tried === null
        ? nothing
        : html`<p class="act"><button type="button" data-tip="lessons-restore" @click=${() => open.restore()}>${t('lessons.restore')}</button></p>`
    }
    ${watchList(open, session)}`;
}
