import { html, nothing } from 'lit';
import { icons } from '../icons.js';
import { t } from '../words/words.js';
import { prediction } from './verdict.js';
import { watchList } from './watch.js';

/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('../state/session.js').Session} Session */

/** What to watch while the network is trained. @param {OpenLesson} open @param {Session} session */
export function runStage(open, session) {
  const { until } = open.lesson;
  return html`${prediction(open, session)}
    ${watchList(open, session)}
    <p class="aside">${
      'steps' in until
        ? t('lessons.until-steps', { steps: until.steps })
        : t('lessons.until-epochs', { epochs: until.epochs })
    }</p>
    ${kept(open)} ${strayed(open)} ${ofSeed(open, open.outcomes)}
    <p class="act">${runButton(open, session)}
      ${open.outcomes ? html`<button type="button" data-tip="lessons-step" @click=${() => open.go('why')}>${t('lessons.stage-why')}</button>` : nothing}
    </p>`;
}

/** @param {OpenLesson} open @param {Session} session */
export function runButton(open, session) {
  const name = session.running
    ? 'lessons.pause'
    : open.begun
      ? 'lessons.go-on'
      : open.outcomes
        ? 'lessons.again'
        : 'lessons.run';
  return html`<button type="button" class="main" data-tip="lessons-run" aria-disabled=${!session.running && !open.startable} @click=${() => open.toggle()}>${session.running ? icons.pause : icons.run}<span>${t(name)}</span></button>`;
}

/** Before a run, that it is not of the network that is there now. @param {OpenLesson} open */
export function strayedWords({ stage }) {
  if (stage !== 'predict') return t('lessons.strayed');
  return t('lessons.not-yours', { run: t('run.run') });
}

/** That the network is another one, and the way back. @param {OpenLesson} open */
export function strayed(open) {
  if (!open.strayed) return nothing;
  return html`<p class="strayed">${strayedWords(open)}
    <button type="button" data-tip="lessons-restore" @click=${() => open.restore()}>${t('lessons.restore')}</button>
  </p>`;
}

/** That the verdict is of an earlier visit. @param {OpenLesson} open */
export function kept(open) {
  return open.kept ? html`<p class="kept aside">${t('lessons.kept')}</p>` : nothing;
}

/**
 * That figures are of another seed than the one that is chosen now.
 *
 * @param {OpenLesson} open
 * @param {readonly import('../state/open-lesson.js').Outcome[] | null | undefined} outcomes
 */
export function ofSeed(open, outcomes) {
  const seed = open.otherSeed(outcomes ?? []);
  if (seed === null) return nothing;
  const now = open.session.experiment.document.seed;
  return html`<p class="strayed">${t('lessons.of-seed', { seed: `${seed}`, now: `${now}` })}</p>`;
}
