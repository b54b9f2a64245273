import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { paintInk } from '../ink.js';
import { paintSigned } from '../layer/colours.js';
import { fixed } from '../numbers.js';
import { stagesOf } from '../stack/stages.js';
import { rowOf } from '../state/sets.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { quantityWords } from '../words/told.js';
import { t, words } from '../words/words.js';
import { largestOf, productsOf } from './contributions.js';

const SIDE = 28;
/** So many contributions are listed. */
const LISTED = 6;

/**
 * @typedef {object} UnitSum a unit, and what is known of its sum
 * @property {{ layer: number, unit: number }} selected
 * @property {number} number of its layer among the linear ones
 * @property {number} units of that layer
 * @property {number} hidden layers
 * @property {Float32Array | null | undefined} weights
 * @property {ReturnType<typeof productsOf> | null} sums
 * @property {number} bias
 * @property {number | undefined} z
 * @property {number | undefined} a
 * @property {string | null} activation
 */

/** The sum that a unit makes of the digit, with the real numbers, the largest contributions first. */
class Inspector extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.look, this.session.experiment, words, theme]);
  }

  /** @override */
  render() {
    const unit = this.#unit();
    return html`<p class="hidden" aria-live="polite">${unit ? this.#said(unit) : nothing}</p>
      ${unit ? this.#sum(unit) : nothing}`;
  }

  /** @param {UnitSum} unit */
  #sum(unit) {
    const { number, units, sums, bias, z, a, activation } = unit;
    const { look } = this.session;
    const step = (/** @type {number} */ by) =>
      look.select({ ...unit.selected, unit: (unit.selected.unit + by + units) % units });
    return html`<section class="inspector" role="group" tabindex="-1" aria-label=${t('inspect.title')} @keydown=${this.#key}>
      <header>
        <h3>${t('inspect.title')} <small>${whichUnit(unit)}</small></h3>
        ${iconButton({ name: t('inspect.before'), icon: icons.earlier, tip: 'inspect-unit', act: () => step(-1) })}
        ${iconButton({ name: t('inspect.after'), icon: icons.later, tip: 'inspect-unit', act: () => step(1) })}
        ${iconButton({ name: t('inspect.close'), icon: icons.remove, tip: 'close', act: () => this.#close() })}
      </header>
      ${
        sums
          ? html`
            ${this.#place(number)}
            ${equation(sums, { bias, z, a, activation })}
            ${this.#list(largestOf(sums.products, LISTED), number)}`
          : html`<p class="aside">${t('inspect.none')}</p>`
      }
    </section>`;
  }

  /** @param {number} number of the layer */
  #place(number) {
    if (!this.session.digit.images) return nothing;
    return images(number === 0 ? ['x', 'w', 'w·x'] : ['x', t('inspect.effective')]);
  }

  /** @param {UnitSum} unit @returns {string} for those who do not see that it has appeared beside the layers */
  #said(unit) {
    const which = whichUnit(unit);
    const shown = t('inspect.shown', { what: which.charAt(0).toUpperCase() + which.slice(1) });
    return this.contains(document.activeElement) ? shown : `${shown} ${t('inspect.enter')}`;
  }

  /** What there is to know of the selected unit. @returns {UnitSum | null} */
  #unit() {
    const { look, experiment, digit } = this.session;
    const { selected, views } = look;
    if (!selected) return null;
    const { hidden, output } = stagesOf(experiment.document.layers);
    const stages = [...hidden, output];
    const number = stages.findIndex(({ linear }) => linear.index === selected.layer);
    const stage = stages[number];
    if (stage?.linear.layer.type !== 'linear') return null;
    const { units } = stage.linear.layer;
    if (selected.unit >= units) return null;
    const given = views?.unit?.layer === selected.layer && views.unit.unit === selected.unit;
    const before = views?.outputs?.[selected.layer - 1];
    const after = stage.activations.at(-1);
    const inputs = selected.layer === 0 ? numbersOf(digit.flowing) : before;
    const weights = given ? views?.unit?.weights : null;
    return {
      selected,
      number,
      units,
      hidden: hidden.length,
      weights,
      sums: weights && inputs ? productsOf(weights, inputs) : null,
      bias: (given && views?.unit?.bias) || 0,
      z: views?.outputs?.[selected.layer]?.[selected.unit],
      a: after && views?.outputs?.[after.index]?.[selected.unit],
      activation: after?.layer.type === 'activation' ? after.layer.name : null,
    };
  }

  #shown = false;

  /** @override */
  updated() {
    const unit = this.#unit();
    const opened = unit !== null && !this.#shown;
    this.#shown = unit !== null;
    if (opened) this.#bringIntoSight();
    const canvases = this.querySelectorAll('canvas');
    const [x, w, product] = canvases;
    const { pixels } = this.session.digit;
    if (!unit?.weights || !unit.sums || !pixels || !x || !w) return;
    paintInk(x, pixels, theme.colour('--ink'));
    if (!product) {
      paintFloats(w, this.#effective(unit.selected));
      return;
    }
    paintFloats(w, unit.weights);
    paintFloats(product, unit.sums.products);
  }

  /** In the flow of a narrow page it may be out of sight, and is about to grow. */
  #bringIntoSight() {
    const over = getComputedStyle(this).position === 'absolute';
    this.scrollIntoView({ block: over ? 'nearest' : 'start' });
  }

  /** The unit's effective input image, as its tile shows it. @param {{ layer: number, unit: number }} which */
  #effective({ layer, unit }) {
    const tiles = this.session.look.views?.tiles.find((one) => one.layer === layer);
    const at = unit - (tiles?.first ?? 0);
    if (!tiles || at < 0 || at >= tiles.count) return new Float32Array(SIDE * SIDE);
    return Float32Array.from(tiles.pixels.subarray(at * SIDE * SIDE, (at + 1) * SIDE * SIDE));
  }

  /**
   * @param {{ input: number, product: number }[]} list
   * @param {number} number of the layer
   */
  #list(list, number) {
    const most = Math.abs(list[0]?.product ?? 1);
    return html`<ol role="list" aria-label=${t('inspect.contributions')}>
      ${list.map(({ input, product }) => {
        const name = number === 0 ? this.#inputName(input) : t('unit.name', { unit: input + 1 });
        return html`<li>
          <span>${name}</span>
          <i class=${product < 0 ? 'negative' : 'positive'} .style=${`width:${(84 * Math.abs(product)) / most}px`}></i>
          <b>${product > 0 ? '+' : ''}${fixed(product, 2)}</b>
        </li>`;
      })}
    </ol>`;
  }

  /** @param {number} input */
  #inputName(input) {
    const { digit, experiment } = this.session;
    if (digit.images) {
      const place = { row: Math.floor(input / SIDE) + 1, column: (input % SIDE) + 1 };
      return t('inspect.pixel', place);
    }
    return quantityWords(rowOf(experiment.document).inputs[input]?.name ?? '');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  }

  #close() {
    const { selected } = this.session.look;
    this.session.look.select(null);
    if (!selected) return;
    /** @type {HTMLElement | null} */ (
      document.querySelector(`strata-tiles[data-layer="${selected.layer}"] [tabindex="0"]`) ??
        document.querySelector('strata-answer [tabindex="0"]')
    )?.focus();
  }
}

/** @param {Uint8Array | Float32Array | null} flowing @returns {Float32Array | null} what the network makes of it */
function numbersOf(flowing) {
  return flowing instanceof Uint8Array
    ? Float32Array.from(flowing, (pixel) => pixel / 255)
    : flowing;
}

/** @param {UnitSum} unit */
function whichUnit({ selected: { unit }, number, hidden }) {
  if (number >= hidden) return t('inspect.which-output', { digit: unit });
  return t('inspect.which', { layer: t('place.layer', { number: number + 1 }), unit: unit + 1 });
}

/** @param {string[]} names */
function images(names) {
  return html`<div class="images">
    ${names.map(
      (name) =>
        html`<figure><canvas width=${SIDE} height=${SIDE} role="img" aria-label=${name}></canvas><figcaption>${name}</figcaption></figure>`,
    )}
  </div>`;
}

/**
 * @param {ReturnType<typeof productsOf>} sums
 * @param {{ bias: number, z: number | undefined, a: number | undefined, activation: string | null }} unit
 */
function equation({ positive, negative }, { bias, z, a, activation }) {
  const signed = `${bias < 0 ? '−' : '+'} ${fixed(Math.abs(bias), 2)}`;
  return html`<p class="equation">
    Σ w·x + b = <span class="terms">
      ${term('positive', fixed(positive, 2), t('inspect.positive'))}
      ${term('negative', `− ${fixed(Math.abs(negative), 2)}`, t('inspect.negative'))}
      ${term('bias', signed, t('inspect.bias'))}
    </span> = <b>${fixed(z, 2)}</b>
    ${activation ? html`<br />${activation}(${fixed(z, 2)}) = <b>${fixed(a, 2)}</b>` : nothing}
  </p>`;
}

/** @param {string} kind @param {string} figure @param {string} name of this part of the sum */
function term(kind, figure, name) {
  return html`<span class="term"><span class=${kind}>${figure}</span> <small>${name}</small></span>`;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values 784 of them
 */
function paintFloats(canvas, values) {
  const most = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0) || 1;
  const image = paintSigned(Int8Array.from(values, (value) => Math.round((127 * value) / most)));
  const context = canvas.getContext('2d');
  context?.clearRect(0, 0, SIDE, SIDE);
  if (image) context?.drawImage(image, 0, 0);
}

customElements.define('strata-inspector', Inspector);
