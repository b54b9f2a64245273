import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, percent } from '../numbers.js';
import { layerName } from '../stack/stages.js';
import { t, words } from '../words/words.js';
import { activeWords, spanText } from './dead-words.js';
import { Deaths, isDated, spanOf } from './deaths.js';
import { Inquest } from './inquest.js';
import { Resized } from './picture.js';
import { cellSize, ROOMY } from './unit-map.js';
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
    this.#inquest.note(network, found);
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
      <p class="unit-key aside"><i class="few"></i>${t('dead.few')} <i class="many"></i>${t('dead.many')} <i class="none"></i>${t(size >= ROOMY && this.#dated(found) ? 'dead.none-dated' : 'dead.none')}</p>
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
        .spans=${(/** @type {number} */ unit) => this.#span(layer, unit)}
        .deed=${(/** @type {number} */ unit) => this.#deed(layer, unit)}
      ></strata-unit-map>
    </section>`;
  }

  /** Whether the step is known at which some unit died. @param {NonNullable<typeof this.activity>} found */
  #dated({ layers }) {
    return layers.some(({ layer, counts }) =>
      [...counts.keys()].some((unit) => isDated(this.#span(layer, unit))),
    );
  }

  /** What killed a unit, or the question. @param {number} layer @param {number} unit */
  #deed(layer, unit) {
    const span = this.#span(layer, unit);
    if (!span) return nothing;
    const name = layerName(this.session.experiment.document.layers, layer);
    return this.#inquest.words(layer, unit, { name, question: () => this.#question() });
  }

  /** @returns {import('../../worker/protocol.js').DeathQuestion} about all that are dead and not asked about yet */
  #question() {
    const { layers = [], images = 0, step = 0 } = this.activity ?? {};
    const dead = layers.flatMap(({ layer, counts }) =>
      [...counts.keys()]
        .filter((unit) => counts[unit] === 0 && this.#inquest.of(layer, unit) === undefined)
        .map((unit) => ({ layer, unit })),
    );
    const lived = dead.map(({ layer, unit }) => (this.#deaths.span(layer, unit)?.from ?? 1) - 1);
    return { dead, images, from: Math.max(0, Math.min(...lived)), to: step };
  }

  /** @param {number} layer @param {number} unit @returns {import('./deaths.js').Span | null} when it died; null if it did not */
  #span(layer, unit) {
    const counts = this.activity?.layers.find((one) => one.layer === layer)?.counts;
    if (counts?.[unit] !== 0) return null;
    const deed = this.#inquest.of(layer, unit);
    return deed ? spanOf(deed) : this.#deaths.span(layer, unit);
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
        <thead><tr>${[t('dead.layer'), t('dead.number'), t('dead.active'), t('dead.since')].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${least.map(
          ({
            layer,
            unit,
            active,
          }) => html`<tr><th scope="row">${layerName(document, layer)}</th><td>${count(unit + 1)}</td>
            <td>${activeWords(active, images)}</td><td>${spanText(this.#span(layer, unit))}</td></tr>`,
        )}</tbody>
      </table>
    </div>`;
  }
}

customElements.define('strata-dead', DeadView);
