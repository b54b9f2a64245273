import { html } from 'lit';
import { PageElement } from '../element.js';
import { fixed, percent } from '../numbers.js';
import { t } from '../words/words.js';
import { phaseWords, remarks } from './phase-words.js';
import { Speech } from './speech-pace.js';

/** What screen readers say of the run: where it stands and, epoch by epoch, how well it does. */
class SpeechLine extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    said: { state: true },
  });

  #speech = new Speech((text) => {
    this.said = text;
  });

  constructor() {
    super();
    this.said = '';
    this.follow(() => [this.session, this.session.readouts]);
  }

  /** @override */
  willUpdate() {
    this.#speech.say(this.#now());
  }

  #now() {
    const { session } = this;
    const { run, phase } = session;
    const sentences = [phaseWords(session), remarks(session)];
    const epochs = Math.floor(run.snapshot?.epoch ?? 0);
    if (phase === 'running' && epochs > 0) sentences.push(t('speech.epochs', { epochs }));
    const rests = ['paused', 'finished', 'reached'].includes(phase);
    if (run.test && rests) sentences.push(result(run));
    return sentences.filter(Boolean).join(' ');
  }

  /** @override */
  render() {
    return html`<p class="hidden" aria-live="polite">${this.said}</p>`;
  }
}

/** @param {import('../state/run-store.js').RunStore} run that has been tested */
function result({ accuracy, test }) {
  if (accuracy !== null) return t('speech.accuracy', { accuracy: percent(accuracy) });
  return t('speech.loss', { loss: fixed(test?.loss, 3) });
}

customElements.define('strata-speech', SpeechLine);
