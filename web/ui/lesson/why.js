import { html, nothing } from 'lit';
import { t } from '../words/words.js';
import { formula } from './formula.js';
import { said } from './lesson-words.js';
import { kept, ofSeed, runButton, strayed } from './run.js';
import { outcomeList, prediction } from './verdict.js';
import { watchList } from './watch.js';

/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('../state/session.js').Session} Session */

/** What the run showed, and why that is so. @param {OpenLesson} open @param {Session} session */
export function whyStage(open, session) {
  const { why, try: tries } = open.lesson;
  return html`${prediction(open, session)}
    <h3>${t('lessons.verdict')}</h3>
    ${
      open.outcomes
        ? outcomeList(open.outcomes)
        : html`<p class="aside">${t('lessons.no-verdict')}</p>`
    }
    ${kept(open)} ${strayed(open)} ${ofSeed(open, open.outcomes)}
    ${
      open.outcomes === null || open.kept || open.otherSeed(open.outcomes) !== null
        ? html`<p class="act">${runButton(open, session)}</p>`
        : nothing
    }
    ${open.outcomes ? watchList(open, session) : nothing}
    <h3>${t('lessons.stage-why')}</h3>
    ${why.map((part) =>
      typeof part === 'object' && 'formula' in part
        ? formula(said(part.formula ?? ''))
        : html`<p>${said(part)}</p>`,
    )}
    ${notes(open)}
    ${
      tries.length > 0
        ? html`<p class="act"><button type="button" class=${open.outcomes ? 'main' : ''} data-tip="lessons-step" @click=${() => open.go('try')}>${t('lessons.stage-try')}</button></p>`
        : nothing
    }`;
}

/** @param {OpenLesson} open */
function notes({ lesson: { simplified, sources } }) {
  return html`${
    simplified.length > 0
      ? html`<h3>${t('lessons.simplified')}</h3>${simplified.map((text) => html`<p>${said(text)}</p>`)}`
      : nothing
  }
  ${
    sources.length > 0
      ? html`<h3>${t('lessons.sources')}</h3>
        <ul class="sources">${sources.map(({ say, url }) => html`<li>${url ? html`<a href=${url} rel="noopener noreferrer" target="_blank" data-tip="lessons-source">${said(say)}</a>` : said(say)}</li>`)}</ul>`
      : nothing
  }`;
}
