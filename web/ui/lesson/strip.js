import { html, nothing } from 'lit';
import { t } from '../words/words.js';
import { outcomeText, said } from './lesson-words.js';
import { choices } from './predict.js';
import { runButton, strayedWords } from './run.js';
import { toWatch, watchButton } from './watch.js';

/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('../state/session.js').Session} Session */

/**
 * The lesson in a strip: where the student is in it, the question or the verdict, and what to do next.
 *
 * @param {Session} session
 * @param {OpenLesson} open
 * @param {unknown} header
 */
export function strip(session, open, header) {
  return html`<section class="lesson strip" aria-labelledby="lesson-title">
    ${header}
    <div class="body">${told(session, open)}</div>
    <p class="act">${action(session, open)}</p>
  </section>`;
}

/** @param {Session} session @param {OpenLesson} open */
function told(session, open) {
  const { lesson, stage, outcomes, tried, tries } = open;
  if (stage === 'predict') {
    if (open.strayed) return html`<p>${strayedWords(open)}</p>`;
    return html`<p class=${lesson.predict.choices ? 'short' : ''}>${said(lesson.question)}</p>${choices(open)}`;
  }
  const [watched] = stage === 'run' ? toWatch(open, session) : [];
  if (watched) return watchButton(watched, session);
  const shown = stage === 'try' && tried !== null ? tries.get(tried) : outcomes;
  if (shown) {
    const seed = open.otherSeed(shown);
    const before = seed === null ? '' : `${t('lessons.with-seed', { seed: `${seed}` })} `;
    const earlier = shown === outcomes && open.kept ? `${t('lessons.kept')} ` : '';
    return html`<p>${earlier}${before}${shown.map(outcomeText).join(' ')}</p>`;
  }
  return html`<p>${said(lesson.question)}</p>`;
}

/** @param {Session} session @param {OpenLesson} open */
function action(session, open) {
  const { stage, lesson } = open;
  const unfolded = (/** @type {import('../state/lesson-progress.js').Stage} */ next) => () => {
    session.lessons.fold();
    open.go(next);
  };
  const button = (
    /** @type {string} */ name,
    /** @type {import('../state/lesson-progress.js').Stage} */ next,
  ) =>
    html`<button type="button" class="main" data-tip="lessons-unfold" @click=${unfolded(next)}>${name}</button>`;
  if (stage === 'predict' && lesson.predict.sketch)
    return button(t('lessons.stage-predict'), 'predict');
  if (stage === 'why') return button(t('lessons.stage-why'), 'why');
  if (stage === 'try')
    return lesson.try.length > 0 ? button(t('lessons.stage-try'), 'try') : nothing;
  return runButton(open, session);
}
