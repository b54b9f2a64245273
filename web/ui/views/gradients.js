import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { flowVerdict } from '../flow/flow.js';
import { raised, scientific } from '../numbers.js';
import { stageName } from '../stack/stages.js';
import { t, words } from '../words/words.js';
import { gradientChart } from './gradient-chart.js';
import { gradientRows, passage } from './gradient-rows.js';
import { gradientTable } from './gradient-table.js';
import { Resized } from './picture.js';
import { newTicket, Work } from './work.js';

/** @typedef {import('../../worker/protocol.js').GradientsView} Found */
/** @typedef {import('../../worker/protocol.js').LayerNorms} LayerNorms */
/** @typedef {import('./gradient-rows.js').By} By */
/** @typedef {import('./gradient-rows.js').Row} Row */
/** @typedef {{ step: number, layers: readonly LayerNorms[] }} Norms */

/** What the other network's gradients are, at its start and at its last measured step. @typedef {{ of: string, first: Found | null, now: Norms | null }} Other */

/** What arrives of the loss's gradient at each layer, and what the slopes of the activations leave of it at most. */
class GradientsView extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    by: { state: true },
  });

  constructor() {
    super();
    /** @type {By} */
    this.by = 'output';
    this.follow(() => [
      this.session,
      this.session.experiment,
      this.session.look,
      this.session.twin,
      words,
    ]);
  }

  /** @type {Other} */
  #other = { of: '', first: null, now: null };
  #asking = false;
  /** The table's figures, which stay while they would only flicker. @type {{ of: string, table: unknown }} */
  #table = { of: '', table: nothing };
  #work = new Work(
    this,
    (ticket) => this.session.ask('gradients', ticket),
    () => this.#wanted(),
  );
  #resized = new Resized(this);

  /** @returns {string | null} tells one network from another, and images that are there from those that are not */
  #wanted() {
    const { current, run, twin, experiment } = this.session;
    const { generation = 0, data, step = 0 } = run.snapshot ?? {};
    if (!current || !data?.train) return null;
    const { layers, loss, batch, seed, init } = experiment.document;
    // PReLU's slope is learnt.
    const learns = layers.some((layer) => layer.type === 'activation' && layer.name === 'prelu');
    const at = learns && !this.session.running ? step : '';
    return JSON.stringify([
      twin.shown,
      generation,
      data.train,
      layers,
      loss,
      batch,
      seed,
      init,
      at,
    ]);
  }

  /** @override */
  updated() {
    if (!this.#asking) this.#askOther();
  }

  async #askOther() {
    const { client, document, shown, run } = this.session.twin;
    if (!client || !document) return;
    const of = JSON.stringify([shown, run.snapshot?.generation, document]);
    this.#asking = true;
    const first = this.#other.of === of ? this.#other.first : await firstOf(client);
    const now = await client.ask('stepNorms');
    this.#asking = false;
    const news = this.#other.of !== of || this.#other.now?.step !== now?.step;
    this.#other = { of: first ? of : '', first, now };
    // While training goes on, the next frame shows it.
    if (news && first && !this.session.running) this.requestUpdate();
  }

  /** @returns {{ step: number, layers: readonly LayerNorms[] | null }} what is measured now, or else at the start */
  get #now() {
    const { look, run } = this.session;
    if (look.norms) return look.norms;
    const step = run.snapshot?.step ?? 0;
    return { step, layers: step === 0 ? (this.#work.found?.first ?? null) : null };
  }

  /** @returns {number[]} of the other network */
  #twinValues() {
    const { document } = this.session.twin;
    const { first, now } = this.#other;
    if (!document || !first) return [];
    const begun = now && now.step > 0 && now.layers.length === document.layers.length;
    const norms = begun ? now.layers : first.first;
    if (norms?.length !== document.layers.length) return [];
    return gradientRows(document.layers, norms, [], this.by).map(({ value }) => value);
  }

  /** @override */
  render() {
    const { found, lacking } = this.#work;
    const { layers } = this.session.experiment.document;
    if (!found || found.steepest.length !== layers.length) {
      return html`<div class="view"><p class="aside">${t(lacking ? 'views.untold' : 'views.waiting')}</p></div>`;
    }
    const now = this.#now;
    const rows = gradientRows(layers, now.layers, found.steepest, this.by);
    const before = gradientRows(layers, found.first, found.steepest, this.by);
    const first = now.step > 0 && found.first ? before.map(({ value }) => value) : [];
    const twin = this.#twinValues();
    const law = lawName(rows);
    const nameOf = (/** @type {Row} */ { index }) => stageName(layers, index);
    return html`<div class="view gradients">
      <p class="lead">${this.#sentence(rows, nameOf)} <span>${lawSentence(rows)}</span></p>
      <div class="bar">
        ${this.#choice()}
        ${flowVerdict(
          this.session.look,
          rows.map(({ index }) => index),
          (i) => nameOf(/** @type {Row} */ (rows[i])),
        )}
      </div>
      ${gradientChart({ rows, first, twin, other: this.session.twin.other, law, width: this.#resized.width, what: t('gradients.chart') })}
      <p class="key aside">
        <span><i class="now"></i>${now.step > 0 ? t('gradients.now', { step: now.step }) : t('gradients.first')}</span>
        ${first.length > 0 ? html`<span><i class="first"></i>${t('gradients.first')}</span>` : nothing}
        ${law !== '' ? html`<span><i class="law"></i>${t('gradients.law', { law })}</span>` : nothing}
        ${twin.length > 0 ? html`<span><i class="twin"></i>${t('gradients.twin', { name: this.session.twin.other })}</span>` : nothing}
      </p>
      ${this.#tableOf({ rows, first, twin, law, step: now.step })}
    </div>`;
  }

  #choice() {
    return html`<label for="gradients-by">${t('gradients.by')}</label>
      <select id="gradients-by" data-tip="gradients-by" @change=${(/** @type {Event} */ event) => {
        this.by = /** @type {By} */ (/** @type {HTMLSelectElement} */ (event.target).value);
      }}>
        ${
          /** @type {const} */ (['output', 'weights']).map(
            (by) =>
              html`<option value=${by} .selected=${by === this.by}>${t(`gradients.by-${by}`)}</option>`,
          )
        }
      </select>`;
  }

  /**
   * @param {readonly Row[]} rows
   * @param {(row: Row) => string} nameOf
   */
  #sentence(rows, nameOf) {
    const wild = rows.findLast(({ value }) => value === Number.POSITIVE_INFINITY);
    if (wild) return t('gradients.wild', { layer: nameOf(wild) });
    if (rows.length === 1) return t('gradients.single');
    if (rows.some(({ value }) => Number.isNaN(value))) return t('gradients.unknown');
    const { arrives } = passage(rows);
    if (Number.isNaN(arrives)) return t('gradients.nowhere');
    if (arrives === 0) return t('gradients.none');
    return t(arrives < 1 ? 'gradients.part' : 'gradients.times', { share: scientific(arrives) });
  }

  /** @param {Parameters<typeof gradientTable>[1]} figures */
  #tableOf(figures) {
    const { session, by } = this;
    const of = JSON.stringify([this.#wanted(), by, words.language, figures.twin.length]);
    if (!session.running || of !== this.#table.of) {
      this.#table = { of, table: gradientTable(session, figures) };
    }
    return this.#table.table;
  }
}

/** @param {import('../../worker/client.js').TrainingClient} client @returns {Promise<Found | null>} */
async function firstOf(client) {
  const ticket = newTicket();
  /** @type {Found | null} */
  let found = null;
  for (;;) {
    const part = await client.ask('gradients', ticket);
    found = part?.found ?? found;
    if (!part || part.done) return found;
  }
}

/** @param {readonly Row[]} rows @returns {string} `0.25ᵏ`, or a product; empty if there is no bound, or nothing to pass */
function lawName(rows) {
  const { passed, base, product } = passage(rows);
  if (passed === 0 || !Number.isFinite(product)) return '';
  return base === null ? t('gradients.product') : `${scientific(base)}ᵏ`;
}

/** @param {readonly Row[]} rows */
function lawSentence(rows) {
  const { passed, base, product } = passage(rows);
  if (passed === 0) return '';
  const names = [...new Set(rows.flatMap(({ activations }) => activations))].join(', ');
  if (!Number.isFinite(product)) {
    const unbounded = rows.filter(({ limit }) => !Number.isFinite(limit));
    const which = [...new Set(unbounded.flatMap(({ activations }) => activations))].join(', ');
    return t('gradients.unbounded', { names: which });
  }
  if (names === '') return t('gradients.straight');
  const all = scientific(product);
  if (base === null) return t('gradients.law-mixed', { names, product: all });
  const power = `${scientific(base)}${raised(passed)}`;
  if (base === 1) return t('gradients.law-one', { names });
  return t('gradients.law-power', { names, slope: scientific(base), power, product: all });
}

customElements.define('strata-gradients', GradientsView);
