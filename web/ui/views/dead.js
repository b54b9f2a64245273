import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, percent } from '../numbers.js';
import { layerName } from '../stack/stages.js';
import { t, words } from '../words/words.js';
import { Deaths } from './deaths.js';
import { Inquest } from './inquest.js';
import { Resized } from './picture.js';
import { cellSize } from './unit-map.js';
import { moment, progress, Work } from './work.js';

/** Training images that are looked at while training goes on, and at rest. */
const [SOME, ALL] = [2000, 60_000];
/** Rows of the list at most. */
const LISTED = 200;

/** All units by the share of training images that activate them, and those that none does. */
class DeadView extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    listed: { state: true },
  });

  constructor() {
    super();
    this.listed = false;
    this.follow(() => [this.session.experiment, words]);
  }

  #deaths = new Deaths();
  #inquest = new Inquest(this);
  #work = new Work(
    this,
    async (ticket) => {
      await this.#inquest.settled;
      const part = await this.session.ask('activity', ticket, this.session.running ? SOME : ALL);
      if (part?.found) this.#note(part.found);
      return part;
    },
    () => {
      const now = moment(this.session);
      return now && `${now} ${this.session.running}`;
    },
  );
  #resized = new Resized(this);

  /** @param {NonNullable<typeof this.activity>} found */
  #note(found) {
    const { run, twin, experiment } = this.session;
    const { generation = 0 } = run.snapshot ?? {};
    const network = `${twin.shown} ${generation} ${JSON.stringify(experiment.document.layers)}`;
    this.#deaths.note(network, found);
    this.#inquest.begin(network);
    for (const { layer, counts } of found.layers) {
      for (const [unit, images] of counts.entries()) {
        if (images > 0) this.#inquest.forget(layer, unit);
      }
    }
  }

  get activity() {
    return this.#work.found;
  }

  /** @override */
  render() {
    const { found, lacking } = this.#work;
    // What was found in other layers is of no use.
    const { layers } = this.session.experiment.document;
    const fits = found?.layers.every(({ layer }) => layers[layer]?.type === 'activation');
    if (!found || !fits) {
      return html`<div class="view"><p class="aside">${t(lacking ? 'views.untold' : 'views.waiting')}</p>${this.#progress()}</div>`;
    }
    const size = cellSize(
      found.layers.map(({ counts }) => counts.length),
      this.#resized.width,
    );
    return html`<div class="view">
      <p>${t('dead.what', { images: found.images, step: found.step })} ${this.#progress()}</p>
      ${found.layers.map((one) => this.#layer(one, found.images, size))}
      <p class="unit-key aside"><i class="few"></i>${t('dead.few')} <i class="many"></i>${t('dead.many')} <i class="none"></i>${t('dead.none')}</p>
      <details class="view-list" @toggle=${(/** @type {Event} */ event) => {
        this.listed = /** @type {HTMLDetailsElement} */ (event.target).open;
      }}>
        <summary data-tip="dead-list">${t('dead.list')} ${icons.open}</summary>
        ${this.listed ? this.#list(found) : nothing}
      </details>
    </div>`;
  }

  #progress() {
    return progress(this.#work, t('dead.counting'));
  }

  /**
   * @param {{ layer: number, counts: Uint32Array }} one
   * @param {number} images
   * @param {number} size
   */
  #layer({ layer, counts }, images, size) {
    const name = layerName(this.session.experiment.document.layers, layer);
    const dead = counts.filter((one) => one === 0).length;
    return html`<section>
      <h3>${name} <small class=${dead > 0 ? 'alarming' : ''}>${dead > 0 ? icons.alarm : nothing}
        ${t('dead.count', { dead, units: count(counts.length), share: percent(dead / counts.length) })}</small></h3>
      <strata-unit-map
        .session=${this.session}
        .counts=${counts}
        .images=${images}
        .size=${size}
        .across=${this.#resized.width}
        .name=${name}
        .firsts=${(/** @type {number} */ unit) => this.#deaths.first(layer, unit)}
        .deed=${(/** @type {number} */ unit) => this.#deed(layer, unit)}
      ></strata-unit-map>
    </section>`;
  }

  /** What killed a unit, or the question. @param {number} layer @param {number} unit */
  #deed(layer, unit) {
    const found = this.activity;
    const counts = found?.layers.find((one) => one.layer === layer)?.counts;
    if (!found || counts?.[unit] !== 0) return nothing;
    const { images, step: to } = found;
    const from = Math.min(this.#deaths.lived(layer, unit), to);
    const name = layerName(this.session.experiment.document.layers, layer);
    return this.#inquest.words({ layer, unit, images, from, to }, name);
  }

  /** @param {number} layer @param {number} unit @returns {string} the step that killed it, as far as it is known */
  #killer(layer, unit) {
    const found = this.#inquest.of(layer, unit);
    return found && !found.before ? count(found.step) : '–';
  }

  /** @param {NonNullable<typeof this.activity>} found */
  #list({ layers, images }) {
    const all = layers.flatMap(({ layer, counts }) =>
      Array.from(counts, (active, unit) => ({ layer, unit, active })),
    );
    const least = all.sort((one, other) => one.active - other.active).slice(0, LISTED);
    const document = this.session.experiment.document.layers;
    return html`<div class="view-table" tabindex="0" role="region" aria-label=${t('dead.list')}>
      <table>
        <caption>${t('dead.listed', { listed: least.length, units: all.length })}</caption>
        <thead><tr>${[t('dead.layer'), t('dead.number'), t('dead.active'), t('dead.since'), t('dead.killer')].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${least.map(({ layer, unit, active }) => {
          const first = this.#deaths.first(layer, unit);
          return html`<tr><th scope="row">${layerName(document, layer)}</th><td>${count(unit + 1)}</td>
            <td>${percent(active / images)}</td><td>${first === null ? '–' : count(first)}</td><td>${this.#killer(layer, unit)}</td></tr>`;
        })}</tbody>
      </table>
    </div>`;
  }
}

customElements.define('strata-dead', DeadView);
