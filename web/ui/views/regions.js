import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { count, fixed } from '../numbers.js';
import { layerName } from '../stack/stages.js';
import { kindOf } from '../state/sets.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';
import { activationsOf } from './kinks-words.js';
import { Resized } from './picture.js';
import { NO_ANSWER, paintRegions } from './region-plot.js';
import { RegionTrail, trailPicture } from './region-trail.js';
import './slice-images.js';
import { SlicePicks } from './slice-images.js';
import { moment, progress, Work } from './work.js';

/** @typedef {import('../../worker/protocol.js').RegionsView} Found */

/** Points of either side while training goes on, and at rest. */
const [COARSE, FINE] = [101, 201];
/** With fewer points to a region, many regions lie between points. */
const FULL = 4;
/** Parts of a side that an arrow key moves by, with Shift as many times more. */
const [STEP, FAR] = [1 / 100, 10];
/** @type {ReadonlyMap<string, readonly [number, number]>} */
const ARROWS = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, 1]],
  ['ArrowDown', [0, -1]],
]);

/** The plane, or a plane through three images, by the pieces in which the network is linear. */
class RegionsView extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    cross: { state: true },
  });

  constructor() {
    super();
    /** The place that is asked about, as parts of the sides. @type {readonly [number, number] | null} */
    this.cross = null;
    this.follow(() => [this.session, this.session.experiment, this.session.digit, theme, words]);
    new Resized(this);
  }

  #picks = new SlicePicks();
  #trail = new RegionTrail();
  /** Of which network the work under way is, and of which that is whose picture is known. */
  #asked = { ticket: -1, network: '' };
  #seen = '';
  #work = new Work(
    this,
    (ticket) => this.#ask(ticket),
    () => this.#wanted(),
  );

  get #place() {
    return kindOf(this.session.experiment.document) === 'images';
  }

  #wanted() {
    const now = moment(this.session);
    const chosen = this.#place
      ? this.#picks.list.map(({ label, place }) => `${label} ${place}`)
      : [];
    return now && `${now} ${this.session.running} ${chosen}`;
  }

  /** @param {number} ticket */
  async #ask(ticket) {
    const side = this.session.running ? COARSE : FINE;
    const images = this.#place;
    if (ticket !== this.#asked.ticket) this.#asked = { ticket, network: this.#network };
    const { data, seed } = this.session.experiment.document;
    if (images && !(await this.#picks.fetch(this.session, JSON.stringify([data, seed]))))
      return null;
    const part = await this.session.ask(
      'regions',
      ticket,
      side,
      images ? this.#picks.indices : null,
    );
    if (part?.found) this.#note(part.found);
    return part;
  }

  /** Tells one network and its data from another; training leaves it the same. */
  get #network() {
    const { run, experiment, twin } = this.session;
    const { layers, data } = experiment.document;
    return JSON.stringify([twin.shown, run.snapshot?.generation ?? 0, layers, data]);
  }

  /** @param {Found} found */
  #note({ side, step, count: all, coarse }) {
    this.#seen = this.#asked.network;
    const network = JSON.stringify([this.#seen, this.#picks.indices]);
    this.#trail.note(network, step, side === COARSE ? all : coarse);
  }

  /** @returns {Found | null} unless it is of another network or other data */
  get found() {
    return this.#seen === this.#network ? this.#work.found : null;
  }

  /** @override */
  render() {
    const { found } = this;
    const images = this.#place;
    const waiting = html`<p class="aside">${t(this.#work.lacking ? 'views.untold' : 'views.waiting')}</p>`;
    return html`<div class="view regions">
      <div>
        ${found ? this.#picture() : html`${waiting}${progress(this.#work, t('regions.surveying'))}`}
        ${images ? html`<strata-slice-images .session=${this.session} .picks=${this.#picks.list} .take=${this.#take}></strata-slice-images>` : nothing}
      </div>
      ${found ? this.#facts(found) : nothing}
    </div>`;
  }

  #take = (
    /** @type {number} */ at,
    /** @type {Partial<import('./slice-images.js').Pick>} */ change,
  ) => {
    this.#picks.change(at, change);
    this.requestUpdate();
    this.#work.follow();
  };

  #picture() {
    const name = t(this.#place ? 'regions.picture-slice' : 'regions.picture');
    return html`<div class="region-picture">
        <canvas tabindex="0" role="application" aria-label=${name} aria-describedby="regions-keys" data-tip="regions-picture" data-tip-beside=".view"
          @pointermove=${this.#point} @pointerdown=${this.#point} @keydown=${this.#key}></canvas>
      </div>
      <p class="hidden" id="regions-keys">${t('regions.keys')}</p>`;
  }

  /** @param {Found} found */
  #facts(found) {
    const { document } = this.session.experiment;
    const { moments } = this.#trail;
    return html`<div class="region-facts">
      <p><span class="count">${t('regions.counted', { count: found.count })}</span><br />
        ${this.#bound(found)} ${found.piecewise ? nothing : t('regions.smooth', { activation: activationsOf(document) })}</p>
      <p class="aside">${t('regions.grid', { side: found.side, step: found.step })} ${found.side === COARSE ? t('regions.training') : nothing} ${FULL * found.count > found.side ** 2 ? t('regions.more') : nothing} ${progress(this.#work, t('regions.surveying'))}</p>
      ${found.depths.length > 1 ? this.#depths(found.depths) : nothing}
      ${moments.length > 1 ? trailPicture(moments) : nothing}
      <p class="region-place" aria-live="polite">${this.#placeWords(found)}</p>
      <p class="aside">${t('regions.key-lines')}; ${t('regions.key-border')}. ${found.crowded ? t('regions.crowded') : nothing}</p>
    </div>`;
  }

  /** As many as the lines of one layer can make at most. @param {Found} found */
  #bound({ layers, piecewise }) {
    const { document } = this.session.experiment;
    const names = document.layers.flatMap((layer) =>
      layer.type === 'activation' ? [layer.name] : [],
    );
    const oneKink = ['relu', 'leaky_relu', 'prelu', 'abs'].includes(names[0] ?? '');
    if (!piecewise || names.length !== 1 || !oneKink) return nothing;
    const lines = layers[0]?.units ?? 0;
    return t('regions.bound', { lines, most: 1 + lines + (lines * (lines - 1)) / 2 });
  }

  /** @param {readonly number[]} depths */
  #depths(depths) {
    const most = Math.max(...depths);
    return html`<section data-tip="regions-by-layer"><h3>${t('regions.by-layer')}</h3>
      <dl class="region-depths">${depths.map(
        (one, i) => html`<dt>${t('regions.after', { layers: i + 1 })}</dt>
          <dd aria-hidden="true"><i .style=${`width:${(100 * one) / most}%`}></i></dd><dd>${count(one)}</dd>`,
      )}</dl></section>`;
  }

  /** @param {Found} found @returns {{ column: number, row: number } | null} */
  #gridPoint({ side }) {
    if (!this.cross) return null;
    const [column = 0, row = 0] = this.cross.map((part) => Math.round(part * (side - 1)));
    return { column, row };
  }

  /** @param {Found} found */
  #placeWords(found) {
    const point = this.#gridPoint(found);
    if (!point || !this.cross) return t('regions.hint');
    const at = point.row * found.side + point.column;
    const [x, y] = this.cross.map((part) => fixed(found.low + part * (found.high - found.low), 2));
    const { layers } = this.session.experiment.document;
    const answer = found.answers[at] ?? NO_ANSWER;
    const parts = found.layers.map(({ layer, units }, i) =>
      t('regions.on', { layer: layerName(layers, layer), on: found.on[i]?.[at] ?? 0, units }),
    );
    parts.push(answer === NO_ANSWER ? t('regions.no-answer') : t('regions.answer', { answer }));
    return html`<b>${t('regions.at', { x: x ?? '', y: y ?? '' })}</b><br />${parts.map((one) => html`${one}<br />`)}`;
  }

  /** @param {PointerEvent} event */
  #point({ clientX, clientY, currentTarget }) {
    const { left, top, width, height } = /** @type {Element} */ (
      currentTarget
    ).getBoundingClientRect();
    this.#cross((clientX - left) / width, 1 - (clientY - top) / height);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const arrow = ARROWS.get(event.key);
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const far = STEP * (event.shiftKey ? FAR : 1);
    const [x, y] = this.cross ?? [0.5, 0.5];
    this.#cross(x + far * arrow[0], y + far * arrow[1]);
  }

  /** @param {number} x @param {number} y */
  #cross(x, y) {
    const within = (/** @type {number} */ one) => Math.max(0, Math.min(1, one));
    this.cross = [within(x), within(y)];
  }

  /** @override */
  updated() {
    const { found } = this;
    const canvas = /** @type {HTMLCanvasElement | null} */ (
      this.querySelector('.region-picture canvas')
    );
    if (!found || !canvas) return;
    paintRegions(canvas, {
      found,
      rows: this.#place ? null : (this.session.digit.point.rows?.train ?? null),
      images: this.#place ? this.#picks.list.map(({ pixels }) => pixels) : [],
      cross: this.#gridPoint(found),
    });
  }
}

customElements.define('strata-regions', RegionsView);
