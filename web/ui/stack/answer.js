import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { isShown, leaveUnit, lookInto } from '../inspect/look-into.js';
import { ANSWERS } from '../layer/edges.js';
import { tileImages } from '../layer/tile-images.js';
import { fixed, percent } from '../numbers.js';
import { rove } from '../rove.js';
import { hasClasses, rowOf } from '../state/sets.js';
import { theme } from '../theme.js';
import { quantityWords } from '../words/told.js';
import { t } from '../words/words.js';

const IMAGE = 24;

/** What the network says about the digit: the class it names, and a bar for each, with the image its unit looks for. */
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
    const classes = hasClasses(experiment.document);
    const answer = digit.flowing === null ? null : look.views?.answer;
    const { outputs } = rowOf(experiment.document);
    const values = answer?.length === outputs ? [...answer] : Array(outputs).fill(Number.NaN);
    const finite = values.filter(Number.isFinite);
    const best = finite.length > 0 ? values.indexOf(Math.max(...finite)) : null;
    return html`
      <p class="verdict">${classes ? this.#verdict(best, shares ? (values[best ?? 0] ?? 0) : null) : this.#value(values[0])}</p>
      <div class=${classes ? 'answers' : 'answers value'}>
        <canvas width=${2 * IMAGE} height=${2 * ANSWERS.height * values.length} .style=${`height:${ANSWERS.height * values.length}px`} aria-hidden="true"></canvas>
        <ol role="list" aria-label=${t('answer.list')} @keydown=${this.#key} @click=${this.#click}>
          ${values.map((value, i) => row(i, value, { name: classes ? `${i}` : 'y', best: i === best, shares, stop: i === Math.min(this.current, outputs - 1), open: isShown(look, { layer: this.layer, unit: i }) }))}
        </ol>
      </div>
      <p class="aside">${t(keyOf(shares, digit.point.kind))}</p>
    `;
  }

  /** @override */
  updated() {
    const canvas = this.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    const tiles = this.session.look.views?.tiles.find(({ layer }) => layer === this.layer);
    const images = tiles && tileImages(tiles, this.session.digit.point.kind);
    if (!tiles || !images) return;
    const { canvas: source, width, height } = images;
    const [size, step] = [2 * IMAGE, 2 * ANSWERS.height];
    for (let i = 0; i < tiles.count; i++) {
      const y = i * step + (step - size) / 2;
      context.drawImage(source, 0, i * height, width, height, 0, y, size, size);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    leaveUnit(this.session.look, event);
    const { outputs } = rowOf(this.session.experiment.document);
    const to = rove(event.key, this.current, { count: outputs, columns: 1 });
    if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.current = Math.min(outputs - 1, Math.max(0, to));
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

  /** A number, and what it is in truth. @param {number | undefined} value */
  #value(value = Number.NaN) {
    const { digit, look, experiment } = this.session;
    const { flowing, truth } = digit;
    if (flowing === null) return html`<b>?</b><span>${t('answer.draw')}</span>`;
    if (!Number.isFinite(value)) {
      return html`<b>?</b><span>${t(look.views?.answer ? 'answer.not-finite' : 'answer.none')}</span>`;
    }
    const { unit } = rowOf(experiment.document).target;
    const of =
      flowing.length === 1
        ? t('answer.value', { place: t('plane.at-line', { x: fixed(flowing[0], 2) }) })
        : quantityWords(unit);
    const known = truth === null ? nothing : html`${t('answer.truth', { label: fixed(truth, 2) })}`;
    return html`<b class="number">${fixed(value, 2)}</b><span>${of}${known}</span>`;
  }

  /**
   * @param {number | null} best
   * @param {number | null} share
   */
  #verdict(best, share) {
    const { digit, look } = this.session;
    const { flowing, truth: label } = digit;
    if (flowing === null) return html`<b>?</b><span>${t('answer.draw')}</span>`;
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
 * What bars and images are.
 *
 * @param {boolean} shares whether outputs are probabilities
 * @param {import('../state/sets.js').Kind} kind of the data
 */
function keyOf(shares, kind) {
  if (kind === 'table') return 'units.bars';
  if (kind === 'line') return 'answer.key-value';
  return shares ? 'answer.key-probability' : 'answer.key-output';
}

/**
 * @param {number} digit
 * @param {number} value
 * @param {{ name: string, best: boolean, shares: boolean, stop: boolean, open: boolean }} look `stop`: Tab leads here; `open`: its sum is shown
 */
function row(digit, value, { name, best, shares, stop, open }) {
  const known = Number.isFinite(value);
  const length = known ? Math.min(1, Math.max(0, value)) : 0;
  const text = known ? fixed(shares ? 100 * value : value, shares ? 1 : 2) : '–';
  return html`<li class=${best ? 'best' : ''}>
    <span>${name}</span>
    <button class="unit" type="button" tabindex=${stop ? 0 : -1} data-unit=${digit} data-tip="answer-unit" aria-expanded=${open} aria-label=${t('answer.unit', { digit })}></button>
    <svg class="bar ${Number.isNaN(value) ? 'unknown' : ''}" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width=${Math.max(1, 100 * length)} height="1" />
    </svg>
    <span>${text}${shares ? html`<span class="hidden">${t('answer.per-cent')}</span>` : nothing}</span>
  </li>`;
}

customElements.define('strata-answer', Answer);
