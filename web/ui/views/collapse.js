import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { paintSigned } from '../layer/colours.js';
import { count, scientific } from '../numbers.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';
import { moment, progress, Work } from './work.js';

const SIDE = 28;
/** Test rows that are compared while training goes on, and at rest. */
const [SOME, ALL] = [1000, 10_000];
/** Differences up to this, as a part of the largest output, are rounding. */
const ROUNDING = 1e-5;
/** Matrices with no more columns are shown number by number. */
const NARROW = 8;

/** The stack as the one matrix that remains when its layers are multiplied through, and how far that is from it. */
class CollapseView extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment, theme, words]);
  }

  #work = new Work(
    this,
    (ticket) => this.session.ask('collapse', ticket, this.session.running ? SOME : ALL),
    () => {
      const now = moment(this.session);
      return now && `${now} ${this.session.running}`;
    },
  );

  /** @override */
  render() {
    const { found, lacking } = this.#work;
    const { layers } = this.session.experiment.document;
    const linear = layers.filter(({ type }) => type === 'linear').length;
    const activations = layers.length - linear;
    const shape = found ? `${count(found.shape[0])}×${count(found.shape[1])}` : '–';
    return html`<div class="view">
      <p>${t('collapse.what', { layers: linear, shape })}
        ${activations > 0 ? t('collapse.passed-over', { activations }) : t('collapse.exact')}</p>
      ${found ? this.#shown(found) : html`<p class="aside">${t(lacking ? 'views.untold' : 'views.waiting')}</p>`}
    </div>`;
  }

  /** @param {NonNullable<typeof this.collapsed>} found */
  #shown(found) {
    return html`${found.images ? this.#place(found) : nothing} ${this.#figures(found)} ${matrixTable(found)}`;
  }

  get collapsed() {
    return this.#work.found;
  }

  /** @param {NonNullable<typeof this.collapsed>} found */
  #place({ shape, images }) {
    const scale = scientific(images?.scale);
    return html`<ul class="rows-as-images" role="list">
        ${Array.from({ length: shape[0] }, (_, i) => html`<li><canvas width=${SIDE} height=${SIDE} role="img" aria-label=${t('collapse.image', { output: i })}></canvas><span>${i}</span></li>`)}
      </ul>
      <p class="scale-key aside">${t('collapse.images')} <span>−${scale}</span><i></i><span>+${scale}</span></p>`;
  }

  /** @param {NonNullable<typeof this.collapsed>} found */
  #figures({ gap, tested, rank, step }) {
    const { layers, data } = this.session.experiment.document;
    const widths = layers.flatMap((layer) => (layer.type === 'linear' ? [layer.units] : []));
    const narrowest = Math.min(this.collapsed?.shape[1] ?? 0, ...widths);
    const verdict = Number.isNaN(gap) ? 'unknown' : gap <= ROUNDING ? 'rounding' : 'differs';
    const rows = data.name === 'mnist' ? 'gap-images' : 'gap-rows';
    return html`<dl class="view-figures">
      <div data-tip="collapse-gap">
        <dt>${t('collapse.gap')}</dt><dd class="figure">${scientific(gap)}</dd>
        <dd class="aside">${t(`collapse.${verdict}`)} ${t(`collapse.${rows}`, { tested })} ${progress(this.#work, t('collapse.comparing'))}</dd>
      </div>
      <div data-tip="collapse-rank">
        <dt>${t('collapse.rank')}</dt><dd class="figure">${count(rank)}</dd>
        <dd class="aside">${t('collapse.narrowest', { narrowest })}</dd>
      </div>
      <div>
        <dt>${t('status.step')}</dt><dd class="figure">${count(step)}</dd>
        <dd class="aside">${t('collapse.moment')}</dd>
      </div>
    </dl>`;
  }

  /** @override */
  updated() {
    const images = this.collapsed?.images;
    const all = images && paintSigned(images.pixels);
    if (!all) return;
    for (const [i, canvas] of [...this.querySelectorAll('canvas')].entries()) {
      const context = canvas.getContext('2d');
      context?.clearRect(0, 0, SIDE, SIDE);
      context?.drawImage(all, 0, i * SIDE, SIDE, SIDE, 0, 0, SIDE, SIDE);
    }
  }
}

/**
 * The matrix in numbers: all of them, or what they amount to by row.
 *
 * @param {{ shape: [number, number], weight: Float32Array, bias: Float32Array }} matrix
 */
function matrixTable({ shape: [rows, columns], weight, bias }) {
  const narrow = columns <= NARROW;
  const names = narrow
    ? Array.from({ length: columns }, (_, i) => t('collapse.input', { number: i + 1 }))
    : [t('collapse.smallest'), t('collapse.largest'), t('collapse.length')];
  return html`<div class="view-table" tabindex="0" role="region" aria-label=${t('collapse.table')}>
    <table>
      <caption>${t('collapse.table')}</caption>
      <thead><tr>${[t('collapse.output'), ...names, t('collapse.bias')].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${Array.from({ length: rows }, (_, row) => {
        const own = weight.subarray(row * columns, (row + 1) * columns);
        const numbers = narrow ? [...own] : sizesOf(own);
        return html`<tr><th scope="row">${row}</th>${[...numbers, bias[row]].map((one) => html`<td>${scientific(one)}</td>`)}</tr>`;
      })}</tbody>
    </table>
  </div>`;
}

/** @param {Float32Array} row */
function sizesOf(row) {
  const [least, most] = row.reduce(
    ([low, high], one) => [Math.min(low, one), Math.max(high, one)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return [least, most, Math.hypot(...row)];
}

customElements.define('strata-collapse', CollapseView);
