import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { isShown, leaveUnit, lookInto } from '../inspect/look-into.js';
import { paintSigned } from '../layer/colours.js';
import { ANSWERS } from '../layer/edges.js';
import { fixed, percent } from '../numbers.js';
import { rove } from '../rove.js';
import { theme } from '../theme.js';
import { t } from '../words/words.js';

const CLASSES = 10;
const IMAGE = 24;
const SIDE = 28;

/** What the network says about the digit: the class it names, and ten bars, each with the image its unit looks for. */
class Answer extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    layer: { attribute: false },
    current: { state: true },
  });

  constructor() {
    super();
    /** The last linear layer in the document. */
    this.layer = 0;
    /** The unit that Tab leads to. */
    this.current = 0;
    this.follow(() => [this.session.digit, this.session.look, this.session.experiment, theme]);
  }

  /** @override */
  render() {
    const { look, experiment, digit } = this.session;
    const shares = experiment.document.loss === 'cross_entropy';
    const answer = digit.pixels === null ? null : look.views?.answer;
    const values = [...(answer ?? new Float32Array(CLASSES).fill(Number.NaN))];
    const finite = values.filter(Number.isFinite);
    const best = finite.length > 0 ? values.indexOf(Math.max(...finite)) : null;
    return html`
      <p class="verdict">${this.#verdict(best, shares ? (values[best ?? 0] ?? 0) : null)}</p>
      <div class="answers">
        <canvas width=${2 * IMAGE} height=${2 * ANSWERS.height * values.length} aria-hidden="true"></canvas>
        <ol role="list" aria-label=${t('answer.list')} @keydown=${this.#key} @click=${this.#click}>
          ${values.map((value, i) => row(i, value, { best: i === best, shares, stop: i === this.current, open: isShown(look, { layer: this.layer, unit: i }) }))}
        </ol>
      </div>
      <p class="aside">${t(shares ? 'answer.key-probability' : 'answer.key-output')}</p>
    `;
  }

  /** @override */
  updated() {
    const canvas = this.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    const tiles = this.session.look.views?.tiles.find(({ layer }) => layer === this.layer);
    const images = tiles && paintSigned(tiles.pixels);
    if (!tiles || !images) return;
    const [size, step] = [2 * IMAGE, 2 * ANSWERS.height];
    for (let i = 0; i < tiles.count; i++) {
      const y = i * step + (step - size) / 2;
      context.drawImage(images, 0, i * SIDE, SIDE, SIDE, 0, y, size, size);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    leaveUnit(this.session.look, event);
    const to = rove(event.key, this.current, { count: CLASSES, columns: 1 });
    if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.current = Math.min(CLASSES - 1, Math.max(0, to));
    this.updateComplete.then(() =>
      /** @type {HTMLElement | null} */ (this.querySelector('[tabindex="0"]'))?.focus(),
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button) return;
    this.current = Number(button.dataset.unit);
    lookInto(this.session.look, { layer: this.layer, unit: this.current }, event);
  }

  /**
   * @param {number | null} best
   * @param {number | null} share
   */
  #verdict(best, share) {
    const { digit, look } = this.session;
    const { pixels, label } = digit;
    if (pixels === null) return html`<b>?</b><span>${t('answer.draw')}</span>`;
    if (best === null) {
      return html`<b>?</b><span>${t(look.views?.answer ? 'answer.not-finite' : 'answer.none')}</span>`;
    }
    const truth = label === null ? nothing : html`${t('answer.truth', { label })}`;
    const sure =
      share === null
        ? nothing
        : html`<br /><small>${t('answer.sure', { share: percent(share) })}</small>`;
    return html`<b>${best}</b><span>${t('answer.reads', { digit: best })}${truth}${sure}</span>`;
  }
}

/**
 * @param {number} digit
 * @param {number} value
 * @param {{ best: boolean, shares: boolean, stop: boolean, open: boolean }} look `stop`: Tab leads here; `open`: its sum is shown
 */
function row(digit, value, { best, shares, stop, open }) {
  const known = Number.isFinite(value);
  const length = known ? Math.min(1, Math.max(0, value)) : 0;
  const text = known ? fixed(shares ? 100 * value : value, shares ? 1 : 2) : '–';
  return html`<li class=${best ? 'best' : ''}>
    <span>${digit}</span>
    <button class="unit" type="button" tabindex=${stop ? 0 : -1} data-unit=${digit} data-tip="answer-unit" aria-expanded=${open} aria-label=${t('answer.unit', { digit })}></button>
    <svg class="bar ${Number.isNaN(value) ? 'unknown' : ''}" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width=${Math.max(1, 100 * length)} height="1" />
    </svg>
    <span>${text}${shares ? html`<span class="hidden">${t('answer.per-cent')}</span>` : nothing}</span>
  </li>`;
}

customElements.define('strata-answer', Answer);
