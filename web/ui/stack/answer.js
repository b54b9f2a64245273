import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { fixed, percent } from '../numbers.js';

/** What the network says about the digit: the class it names, and ten bars. */
class Answer extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.digit, this.session.experiment]);
  }

  /** @override */
  render() {
    const { digit, experiment } = this.session;
    const shares = experiment.document.loss === 'cross_entropy';
    const values = [...(digit.answer ?? new Float32Array(10).fill(Number.NaN))];
    const best = values.some(Number.isFinite)
      ? values.indexOf(Math.max(...values.filter(Number.isFinite)))
      : null;
    return html`
      <p class="verdict">${this.#verdict(best, shares ? (values[best ?? 0] ?? 0) : null)}</p>
      <ol role="list" aria-label="Output for each digit">
        ${values.map((value, i) => row(i, value, { best: i === best, shares }))}
      </ol>
      <p class="aside">${shares ? 'bar = probability' : 'bar = output'}</p>
    `;
  }

  /**
   * @param {number | null} best
   * @param {number | null} share
   */
  #verdict(best, share) {
    const { pixels, label } = this.session.digit;
    if (pixels === null) return html`<b>?</b><span>Draw a digit to ask the network.</span>`;
    if (best === null) {
      const known = this.session.digit.answer !== null;
      return html`<b>?</b><span>${known ? 'No answer: the outputs are not finite.' : 'No answer yet.'}</span>`;
    }
    const truth = label === null ? nothing : html`, truly ${label}`;
    const sure = share === null ? nothing : html`<br /><small>sure to ${percent(share)}</small>`;
    return html`<b>${best}</b><span>reads ${best}${truth}${sure}</span>`;
  }
}

/**
 * @param {number} digit
 * @param {number} value
 * @param {{ best: boolean, shares: boolean }} look
 */
function row(digit, value, { best, shares }) {
  const length = Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
  const text = Number.isFinite(value) ? fixed(shares ? 100 * value : value, shares ? 1 : 2) : '–';
  return html`<li class=${best ? 'best' : ''}>
    <span>${digit}</span>
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width=${Math.max(1, 100 * length)} height="1" />
    </svg>
    <span>${text}${shares ? html`<span class="hidden"> per cent</span>` : nothing}</span>
  </li>`;
}

customElements.define('strata-answer', Answer);
