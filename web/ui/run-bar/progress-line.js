import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, megabytes } from '../numbers.js';
import { phaseWords } from './phase-words.js';

/** @typedef {import('../../worker/protocol.js').DataState} DataState */

const MISTAKEN = 'A field holds what is not allowed; the network before it is kept.';

/** What is going on, in words, and how far the epoch and the data are. */
class ProgressLine extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session, this.session.readouts]);
  }

  /** @override */
  render() {
    const { session } = this;
    return html`
      <p class=${`words ${session.phase === 'nonfinite' ? 'stopped' : ''}`} aria-live="polite">${session.phase === 'nonfinite' ? icons.alarm : nothing}<span>${phaseWords(session)} ${this.#remarks()}</span></p>
      ${this.#epoch()} ${this.#data()}
      <div class="alarms" role="alert">${this.#alarms()}</div>
    `;
  }

  #remarks() {
    const { experiment, note, run } = this.session;
    const again = run.snapshot?.data.retrying;
    return [
      again &&
        `The download is slow or broken; trying again (${again.attempt} of ${again.attempts}).`,
      experiment.faulty && MISTAKEN,
      note,
    ]
      .filter(Boolean)
      .join(' ');
  }

  #epoch() {
    const { step = 0, stepsPerEpoch = 0, epochGoal = 0 } = this.session.run.snapshot ?? {};
    if (stepsPerEpoch === 0 || epochGoal === 0) return nothing;
    const done = Math.floor(step / stepsPerEpoch);
    const part = (step % stepsPerEpoch) / stepsPerEpoch;
    const full = done >= epochGoal && part === 0;
    return html`<label class="progress">
      <span>Epoch ${Math.min(done + 1, epochGoal)} of ${epochGoal}</span>
      <progress aria-label="Epoch progress" max="1" .value=${full ? 1 : part}></progress>
    </label>`;
  }

  #data() {
    const data = this.session.run.snapshot?.data;
    if (!data || data.trainGoal === 0) return nothing;
    const here = data.train + data.test;
    const goal = data.trainGoal + data.testGoal;
    const words =
      here === goal ? `${count(data.trainGoal)} + ${count(data.testGoal)} images` : loading(data);
    return html`<label class="progress data">
      <span>${words}</span>
      <progress aria-label="Data loading progress" max="1" .value=${here / goal}></progress>
    </label>`;
  }

  #alarms() {
    const { session } = this;
    const failure = session.run.snapshot?.data.failure;
    return [
      session.fault && alarm(session.fault.message, 'Restart', () => session.restart()),
      !session.fault && failure && alarm(stopped(session, failure), 'Retry', () => session.retry()),
      session.linkProblem &&
        alarm(`${session.linkProblem} The page keeps the experiment it had.`, 'Close', () =>
          session.closeLinkProblem(),
        ),
    ];
  }
}

/** @param {DataState} data */
function loading({ train, test, trainGoal, testGoal, bytes, bytesGoal }) {
  const images = `${count(train + test)} of ${count(trainGoal + testGoal)} images`;
  return bytesGoal > 0 ? `${images}, ${megabytes(bytes)} of ${megabytes(bytesGoal)} MB` : images;
}

/**
 * @param {import('../state/session.js').Session} session
 * @param {import('../../worker/protocol.js').Fault} failure
 */
function stopped({ run }, { message }) {
  const { train = 0, test = 0 } = run.snapshot?.data ?? {};
  return `${message} ${count(train + test)} are here; Retry goes on from there.`;
}

/**
 * @param {string} sentence
 * @param {string} action
 * @param {() => void} act
 */
function alarm(sentence, action, act) {
  const press = () => {
    // The button is about to go, and would take the focus with it.
    /** @type {HTMLElement | null} */ (document.querySelector('button.run'))?.focus();
    act();
  };
  return html`<p class="alarm">
    ${icons.alarm}<span>${sentence}</span><button type="button" @click=${press}>${action}</button>
  </p>`;
}

customElements.define('strata-progress-line', ProgressLine);
