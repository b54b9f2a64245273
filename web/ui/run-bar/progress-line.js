import { html, nothing } from 'lit';
import { fitting } from '#place';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, megabytes } from '../numbers.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';
import { phaseWords, remarks } from './phase-words.js';
import './speech.js';

/** @typedef {import('../../worker/protocol.js').DataState} DataState */

const FIGURE_SPACE = '\u2007';

/** What is going on, in words, and how far the epoch and the data are. */
class ProgressLine extends PageElement {
  constructor() {
    super();
    this.follow(() => [
      this.session,
      this.session.readouts,
      this.session.offline,
      this.session.twin,
    ]);
  }

  /** @override */
  render() {
    const { session } = this;
    const kind = session.phase === 'nonfinite' ? 'stopped' : session.note ? 'noted' : '';
    return html`
      <p class=${`words ${kind}`}>${session.phase === 'nonfinite' ? icons.alarm : nothing}<span>${phaseWords(session)} ${remarks(session)}</span></p>
      ${this.#epoch()} ${this.#data()}
      <strata-speech .session=${session}></strata-speech>
      <div class="versions" aria-live="polite">${this.#newer()}</div>
      <div class="alarms" role="alert">${this.#alarms()}</div>
    `;
  }

  #epoch() {
    const { epoch = 0, stepsPerEpoch = 0, epochGoal = 0 } = this.session.run.snapshot ?? {};
    if (stepsPerEpoch === 0 || epochGoal === 0) return nothing;
    const done = Math.floor(epoch);
    const part = epoch - done;
    const full = done >= epochGoal && part === 0;
    return html`<label class="progress">
      <span>${t('progress.epoch', placeAmong(Math.min(done + 1, epochGoal), epochGoal))}</span>
      <progress aria-label=${t('progress.epoch-bar')} max="1" .value=${full ? 1 : part}></progress>
    </label>`;
  }

  #data() {
    const data = this.session.run.snapshot?.data;
    if (!data || data.trainGoal === 0) return nothing;
    const here = data.train + data.test;
    const goal = data.trainGoal + data.testGoal;
    const words =
      here === goal
        ? t('progress.images', { train: count(data.trainGoal), test: count(data.testGoal) })
        : loading(data);
    return html`<label class="progress data">
      <span>${words}</span>
      <progress aria-label=${t('progress.data-bar')} max="1" .value=${here / goal}></progress>
    </label>`;
  }

  #newer() {
    const { offline } = this.session;
    if (offline.state !== 'newer') return nothing;
    return html`<p class="version">
      <span>${t('offline.newer')}</span><button type="button" data-tip="reload" @click=${() => offline.reload()}>${t('offline.reload')}</button>
    </p>`;
  }

  #refusal() {
    const { twin } = this.session;
    const { refusal } = twin;
    if (!refusal) return nothing;
    const [already, second] = [refusal.already, refusal.second].map((one) =>
      t(`twin.section-${one}`),
    );
    const sentence = t('twin.refused', { already: already ?? '', second: second ?? '' });
    const both = { action: /** @type {const} */ ('both'), act: () => twin.allow() };
    return alarm(sentence, 'close', () => twin.dismiss(), both);
  }

  /** @param {import('../../worker/protocol.js').Fault} failure of the download */
  #stopped(failure) {
    const { session } = this;
    const { experiment } = session;
    if (failure.code === 'data-range') {
      const fewer = () => experiment.adopt(fitting(experiment.document));
      return alarm(faultWords(failure), 'fewer', fewer);
    }
    return alarm(stopped(session, failure), 'retry', () => session.tell('retry'));
  }

  #alarms() {
    const { session } = this;
    const failure = session.run.snapshot?.data.failure;
    const stop = session.fault
      ? alarm(faultWords(session.fault), 'restart', () => session.restart())
      : failure && this.#stopped(failure);
    return [
      stop,
      this.#refusal(),
      session.address.problem &&
        alarm(refusalOf(session.address), 'close', () => session.address.closeProblem()),
    ];
  }
}

/** As many places for the digits of one as of all, so that nothing moves. @param {number} epoch @param {number} epochs */
function placeAmong(epoch, epochs) {
  return { epoch: count(epoch).padStart(count(epochs).length, FIGURE_SPACE), epochs };
}

/** @param {DataState} data */
function loading({ train, test, trainGoal, testGoal, bytes, bytesGoal }) {
  const images = { have: count(train + test), goal: count(trainGoal + testGoal) };
  if (bytesGoal === 0) return t('progress.loading', images);
  const size = { bytes: megabytes(bytes), bytesGoal: megabytes(bytesGoal) };
  return t('progress.loading-bytes', { ...images, ...size });
}

/**
 * @param {import('../state/session.js').Session} session
 * @param {import('../../worker/protocol.js').Fault} failure
 */
function stopped({ run }, failure) {
  const { train = 0, test = 0 } = run.snapshot?.data ?? {};
  return `${faultWords(failure)} ${t('progress.here', { images: count(train + test) })}`;
}

/** @param {import('../state/address.js').Address} address whose problem is a sentence, or a list: a problem a line, perhaps below a line that ends in a colon */
function refusalOf({ problem, keeps }) {
  const lines = problem.split('\n');
  const kept = keeps ? t('progress.kept') : '';
  if (lines.length === 1) return `${problem} ${kept}`;
  const what = lines[0]?.endsWith(':') ? lines.shift() : nothing;
  return html`${what}
    <span role="list" tabindex="0">${lines.map((line) => html`<span role="listitem">${line}</span>`)}</span>
    ${kept}`;
}

/** Keys of the explanations of what an alarm offers. */
const explained = {
  restart: 'restart',
  retry: 'retry',
  fewer: 'fewer',
  close: 'close-problem',
  both: 'twin-both',
};
/** @typedef {keyof typeof explained} Action */

/**
 * @param {unknown} sentence
 * @param {Action} action
 * @param {() => void} act
 * @param {{ action: Action, act: () => void }} [instead] what else may be done
 */
function alarm(sentence, action, act, instead) {
  return html`<p class="alarm">
    ${icons.alarm}<span>${sentence}</span>${instead ? offer(instead.action, instead.act) : nothing}${offer(action, act)}
  </p>`;
}

/** @param {Action} action @param {() => void} act */
function offer(action, act) {
  const press = () => {
    // The button is about to go, and would take the focus with it.
    /** @type {HTMLElement | null} */ (document.querySelector('button.run'))?.focus();
    act();
  };
  return html`<button type="button" data-tip=${explained[action]} @click=${press}>${t(`progress.${action}`)}</button>`;
}

customElements.define('strata-progress-line', ProgressLine);
