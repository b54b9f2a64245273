import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { count, localised, scientific } from '../numbers.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';
import { repeatedRow, transposed } from './matrices.js';
import { paintTensor, tensorImage, tensorTable } from './tensor.js';
import { moment, progress, Work } from './work.js';

/** @typedef {import('./tensor.js').Tensor} Tensor */

/** Batches to choose from are powers of two up to this one. */
const LARGEST = 8;
/** Differences up to this, as a part of the largest gradient, are rounding. */
const ROUNDING = 1e-5;
/** As many digits tell one number of 32 bits from another. */
const DIGITS = 9;

/** What the first layer makes of a batch: a product of matrices, and a bias for every row. */
class BatchView extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    example: { state: true },
  });

  constructor() {
    super();
    /** @type {Awaited<ReturnType<typeof this.ask>>} */
    this.example = null;
    this.follow(() => [this.session.experiment, theme, words]);
  }

  #work = new Work(
    this,
    (ticket) => this.session.ask('batchParts', ticket),
    () => moment(this.session),
  );

  ask() {
    return this.session.ask('batchExample');
  }

  get batch() {
    return this.#work.found;
  }

  /** @override */
  async firstUpdated() {
    this.example = await this.ask();
  }

  /** @override */
  render() {
    const { found, lacking } = this.#work;
    return html`<div class="view">
      ${this.example ? exampleOf(this.example) : nothing}
      <section>
        <h3>${t('microscope.own')} ${found ? html`<small>${t('microscope.looked-at', { rows: found.rows, all: found.all, units: found.units, allUnits: found.allUnits })}</small>` : nothing}</h3>
        ${this.#size()}
        ${found ? this.#tensors() : html`<p class="aside">${t(lacking ? 'views.untold' : 'views.waiting')}</p>`}
      </section>
      ${found ? this.#gradients(found) : nothing}
    </div>`;
  }

  #size() {
    const { experiment } = this.session;
    const { batch, data } = experiment.document;
    const most = Math.min(LARGEST, Math.floor(Math.log2(data.train)));
    const choose = (/** @type {Event} */ event) => {
      const size = 2 ** Number(/** @type {HTMLInputElement} */ (event.target).value);
      experiment.set(['batch'], localised(`${size}`), size);
    };
    return html`<div class="batch-size" data-tip="microscope-size">
      <label for="microscope-size">${t('microscope.size')}</label>
      <input id="microscope-size" type="range" min="0" max=${most} step="1"
        .value=${String(Math.min(most, Math.round(Math.log2(batch))))}
        aria-valuetext=${t('microscope.rows', { rows: batch })} @change=${choose} />
      <output for="microscope-size">${count(batch)}</output>
    </div>`;
  }

  /** @returns {Tensor[]} X, Wᵀ, b and what comes out */
  get tensors() {
    const { batch } = this;
    if (!batch) return [];
    const { rows, units, inputs, weight, bias, outputs } = batch;
    const width = inputs.length / rows;
    return [
      { name: 'X', values: inputs, rows, columns: width },
      { name: 'Wᵀ', values: transposed(weight, units, width), rows: width, columns: units },
      {
        name: 'b',
        values: repeatedRow(bias, rows),
        rows,
        columns: units,
        shape: `[${units}] → [${rows}, ${units}]`,
        repeated: true,
      },
      { name: 'XWᵀ + b', values: outputs, rows, columns: units },
    ];
  }

  #tensors() {
    const [x, w, b, y] = this.tensors.map((tensor, i) =>
      tensorImage(
        tensor,
        t(`microscope.tensor-${/** @type {0 | 1 | 2 | 3} */ (i)}`, { rows: this.batch?.rows ?? 0 }),
      ),
    );
    return html`<div class="equation">${x}<span>·</span>${w}<span>+</span>${b}<span>=</span>${y}</div>`;
  }

  /** @param {NonNullable<typeof this.batch>} found */
  #gradients({ rows, gradients, gap }) {
    const { layers } = this.session.experiment.document;
    const random = layers.some((layer) => layer.type === 'activation' && layer.name === 'rrelu');
    const equal = gap === 0 ? 'exact' : gap <= ROUNDING ? 'rounding' : 'apart';
    const told = random ? 'random' : equal;
    return html`<section data-tip="microscope-gradients">
      <h3>${t('microscope.gradients')} <small>${t('microscope.mean-of', { rows })}</small> ${progress(this.#work, t('microscope.taking'))}</h3>
      ${
        gradients.length === 0
          ? html`<p class="aside">${t('microscope.taking')}</p>`
          : html`<div class="view-table short" tabindex="0" role="region" aria-label=${t('microscope.gradients')}><table>
              <thead><tr>${[t('microscope.parameter'), t('microscope.whole'), t('microscope.mean'), t('microscope.difference')].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
              <tbody>${gradients.map(
                ({ name, index, whole, mean }) =>
                  html`<tr><th scope="row">${name}[${index}]</th><td>${exactly(whole)}</td><td>${exactly(Math.fround(mean))}</td><td>${scientific(whole - mean)}</td></tr>`,
              )}</tbody>
            </table></div>
            <p>${t(`microscope.${told}`, { gap: scientific(gap) })}</p>`
      }
    </section>`;
  }

  /** @override */
  updated() {
    for (const tensor of this.tensors) {
      const canvas = this.querySelector(`[data-tensor="${tensor.name}"]`);
      if (canvas instanceof HTMLCanvasElement) paintTensor(canvas, tensor);
    }
  }
}

/** @param {{ inputs: Float32Array, weight: Float32Array, bias: Float32Array, products: Float32Array, outputs: Float32Array }} numbers */
function exampleOf({ inputs, weight, bias, products, outputs }) {
  const [rows, width, units] = [4, 3, 2];
  const x = { name: 'X', values: inputs, rows, columns: width };
  const w = { name: 'Wᵀ', values: transposed(weight, units, width), rows: width, columns: units };
  const xw = { name: 'XWᵀ', values: products, rows, columns: units };
  const b = {
    name: 'b',
    values: repeatedRow(bias, rows),
    rows,
    columns: units,
    shape: `[${units}] → [${rows}, ${units}]`,
    repeated: true,
  };
  const y = { name: 'XWᵀ + b', values: outputs, rows, columns: units };
  return html`<section>
    <h3>${t('microscope.example')} <small>${t('microscope.example-what')}</small></h3>
    <div class="equation">
      ${tensorTable(x)}<span>·</span>${tensorTable(w)}<span>=</span>${tensorTable(xw)}<span>+</span>${tensorTable(b)}<span>=</span>${tensorTable(y)}
    </div>
    <p>${t('microscope.broadcast')}</p>
  </section>`;
}

/** @param {number} value of 32 bits @returns {string} to its last digit */
function exactly(value) {
  const [digits = '', power] = value.toPrecision(DIGITS).replace('-', '−').split('e');
  return localised(digits) + (power === undefined ? '' : `e${power.replace('-', '−')}`);
}

customElements.define('strata-batch-view', BatchView);
