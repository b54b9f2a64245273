import { html } from 'lit';
import { PageElement } from '../element.js';
import { icons, logo } from '../icons.js';
import { count, fixed, percent } from '../numbers.js';

/**
 * Run, Step, Reset and Share, and where the run stands. What cannot be pressed keeps the focus, which a disabled button
 * would lose; the session takes no notice of it.
 */
class RunBar extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session, this.session.experiment, this.session.readouts]);
  }

  /** @override */
  render() {
    const { session } = this;
    const { running } = session;
    return html`
      <h1>${logo}<span>Strata</span></h1>
      <div class="buttons">
        <button
          class="main run"
          type="button"
          aria-disabled=${!running && !session.startable}
          @click=${() => session.toggle()}
        >
          ${running ? icons.pause : icons.run}<span>${running ? 'Pause' : 'Run'}</span>
        </button>
        <button type="button" aria-disabled=${!session.startable} @click=${() => session.step()}>
          ${icons.step}<span>Step</span>
        </button>
        <button type="button" aria-disabled=${session.fault !== null} @click=${() => session.reset()}>
          ${icons.reset}<span>Reset</span>
        </button>
      </div>
      ${this.#readouts()}
      <button class="share" type="button" @click=${() => session.share()}>
        ${icons.share}<span>Share</span>
      </button>
    `;
  }

  #readouts() {
    const { run, running } = this.session;
    const { step = 0, stepsPerEpoch = 0, imagesPerSecond = null } = run.snapshot ?? {};
    const epoch = stepsPerEpoch > 0 ? step / stepsPerEpoch : 0;
    const speed = imagesPerSecond === null ? '–' : count(roughly(imagesPerSecond));
    return html`<div class="figures">
      <div class="readouts" role="status" aria-live=${running ? 'off' : 'polite'} aria-atomic="true">
        ${readout('Epoch', fixed(epoch, 2), 6)} ${readout('Step', count(step), 8)}
        ${readout('Train loss', fixed(run.loss, 3), 6)}
        ${readout('Test accuracy', percent(run.test?.accuracy), 7)}
      </div>
      <div class="readouts">${readout('Images/s', speed, 8)}</div>
    </div>`;
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @param {number} width characters to keep free, so that nothing moves
 */
function readout(name, value, width) {
  return html`<span class="readout w${width}"><span class="name">${name} </span><b>${value}</b> </span>`;
}

/** @param {number} value to three digits: more would only flicker */
function roughly(value) {
  return Number(value.toPrecision(3));
}

customElements.define('strata-run-bar', RunBar);
