import { html, nothing, svg } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { tables } from '../../engine/tables.js';
import { PageElement } from '../element.js';
import { parameterFields } from '../field/parameter-fields.js';
import { pathOf, scaleFor, ticks } from '../layer/plot-shapes.js';
import { fixed, plain, scientific } from '../numbers.js';
import { formulaWords, labelOf } from '../words/told.js';
import { t } from '../words/words.js';
import { formulas } from './formulas.gen.js';
import { rangeSlider, sliderOf } from './slider.js';

/** @typedef {import('../../worker/protocol.js').Curve} Curve */
/** @typedef {import('../../engine/tables.js').ActivationRow} ActivationRow */

const [WIDTH, HEIGHT, LEFT] = [290, 150, 26];
const REACH = 4;
const POINTS = 161;

/** What the formulas call the parameters. */
const symbols = /** @type {Record<string, string>} */ ({
  negative_slope: 'a',
  alpha: 'α',
  beta: 'β',
  lambd: 'λ',
  lower: 'l',
  upper: 'u',
  min_val: 'm',
  max_val: 'M',
  threshold: 't',
  value: 'v',
});

/** All there is to know of one activation: curves, formula, parameters, and what it is for. */
class ActivationDetails extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    name: { attribute: false },
    index: { attribute: false },
    curve: { state: true },
    probe: { state: true },
  });

  constructor() {
    super();
    this.name = '';
    /** Where it is in the document. */
    this.index = 0;
    /** @type {Curve | null} */
    this.curve = null;
    /** Point of the curve that is read out. */
    this.probe = 40;
    this.follow(() => [this.session.experiment]);
  }

  #asked = '';

  get #layer() {
    const layer = this.session.experiment.document.layers[this.index];
    return layer?.type === 'activation' && layer.name === this.name ? layer : null;
  }

  /** @override */
  render() {
    const row = tables.activations.find(({ name }) => name === this.name);
    const layer = this.#layer;
    if (!row || !layer) return html`<p class="aside">${t('picker.choose')}</p>`;
    return html`
      <h3>${labelOf('activation', row)}</h3>
      <p class="torch">${torchCall(row, layer)}</p>
      ${this.curve ? this.#plot(this.curve) : html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}"></svg>`}
      <p class="formula">${unsafeHTML(formulaWords(withValues(formulas[/** @type {keyof typeof formulas} */ (row.name)] ?? '', row, layer)))}</p>
      ${this.#parameters(row)}
      <p>${t(/** @type {import('../words/words.js').Key} */ (`about.${row.name}`))}</p>
      <p class="aside">${t(asDefault(row, layer) ? 'picker.range' : 'picker.range-default', { low: bound(row.range[0]), high: bound(row.range[1]) })}${row.source ? html` ${row.source}.` : nothing}</p>
      <p class="actions">
        <button type="button" data-tip="picker-leave" @click=${() => this.session.picker.leave()}>${t('picker.leave')}</button>
        <button type="button" class="main" data-tip="picker-keep" @click=${() => this.session.picker.keep()}>${t('picker.keep')}</button>
      </p>
    `;
  }

  /** @override */
  updated() {
    const layer = this.#layer;
    if (!layer) return;
    const { type: _, name, ...parameters } = layer;
    const wanted = JSON.stringify([name, parameters]);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.session.activationCurves.of(name, parameters, REACH, POINTS).then((curve) => {
      if (wanted === this.#asked) this.curve = curve;
    });
  }

  /** @param {Curve} curve */
  #plot({ f, slope }) {
    const scale = scaleFor(f, HEIGHT);
    const across = (/** @type {number} */ i) => LEFT + (i / (POINTS - 1)) * (WIDTH - LEFT);
    const x = REACH * ((2 * this.probe) / (POINTS - 1) - 1);
    const [y = 0, dy = 0] = [f[this.probe], slope[this.probe]];
    return html`<svg class="curves" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('plot.curve', { name: this.name, reach: REACH })}>
        ${ticks(scale.low, scale.high, 4).map(
          (mark) =>
            svg`<path class="grid" d="M${LEFT} ${scale.place(mark)}H${WIDTH}" /><text class="mark" x=${LEFT - 4} y=${scale.place(mark) + 3}>${scientific(mark)}</text>`,
        )}
        <path class="zero" d="M${across((POINTS - 1) / 2)} 0V${HEIGHT}" />
        <path class="slope" d=${pathOf(slope, scale.place, across, HEIGHT)} />
        <path class="f" d=${pathOf(f, scale.place, across, HEIGHT)} />
        ${Number.isFinite(y) ? svg`<circle cx=${across(this.probe)} cy=${scale.place(y)} r="4.5" />` : nothing}
      </svg>
      <label class="probe" data-tip="picker-probe">
        <span>x</span>
        <input type="range" min="0" max=${POINTS - 1} .value=${String(this.probe)} aria-valuetext="x = ${fixed(x, 2)}" @input=${(
          /** @type {Event} */ event,
        ) => {
          this.probe = Number(/** @type {HTMLInputElement} */ (event.target).value);
        }} />
        <output>f(${fixed(x, 2)}) = <b>${fixed(y, 3)}</b>, f′ = <b>${fixed(dy, 3)}</b></output>
      </label>`;
  }

  /** @param {ActivationRow} row */
  #parameters(row) {
    const store = this.session.experiment;
    return row.params.map((param) => {
      const field = parameterFields(store, ['layers', this.index], [param], (name) => name);
      const slider = sliderOf(param);
      return html`<div class="parameter">${field}${slider ? rangeSlider(store, ['layers', this.index, param.name], slider) : nothing}</div>`;
    });
  }
}

/**
 * @param {ActivationRow} row
 * @param {Readonly<Record<string, unknown>>} layer
 */
function asDefault(row, layer) {
  return row.params.every((param) => layer[param.name] === param.default);
}

/**
 * @param {ActivationRow} row
 * @param {Readonly<Record<string, unknown>>} layer
 */
function torchCall(row, layer) {
  if (!row.torch) return t('picker.not-torch');
  const values = row.params.map(({ name }) => {
    const value = layer[name];
    const text = typeof value === 'number' ? Number(value.toPrecision(6)) : `'${value}'`;
    return `${name}=${text}`;
  });
  return `${row.torch}(${values.join(', ')})`;
}

/**
 * @param {string} formula as MathML
 * @param {ActivationRow} row
 * @param {Readonly<Record<string, unknown>>} layer
 * @returns {string} with the parameters' present values in it
 */
function withValues(formula, row, layer) {
  if (row.kind !== 'PLAIN') return formula;
  return row.params.reduce((text, { name }) => {
    const value = layer[name];
    const symbol = symbols[name];
    if (typeof value !== 'number' || !symbol) return text;
    const number = `<mn>${scientific(value)}</mn>`;
    // A number before a bracket needs its sign: a letter there does without.
    return text
      .replaceAll(`<mi>${symbol}</mi><mrow><mo fence`, `${number}<mo>·</mo><mrow><mo fence`)
      .replaceAll(`<mi>${symbol}</mi>`, number);
  }, formula);
}

/** @param {number} value */
function bound(value) {
  return plain(Number(value.toFixed(4)));
}

customElements.define('strata-activation-details', ActivationDetails);
