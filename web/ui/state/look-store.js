import { tileGrid, ZONE } from '../layer/tile-grid.js';
import { stagesOf } from '../stack/stages.js';
import { Changing } from './listeners.js';
import { Series } from './series.js';

/** @typedef {import('../../worker/protocol.js').Views} Views */
/** @typedef {import('../../worker/protocol.js').ViewRequest} ViewRequest */
/** @typedef {import('./session.js').Session} Session */

/**
 * Widths in CSS pixels, gutters included.
 *
 * @typedef {object} Room
 * @property {number} width for cards side by side
 * @property {number} card the least that its controls need
 * @property {number} closed a layer seen edge-on
 * @property {number} apart once, if any is closed
 * @property {number} output the output's card, which has no gutter
 */

/** A change of the gradient's norm over so many measurements, or all if they are fewer, is a trend. */
const TREND = 12;

/** What the page shows of the network's inside: what it asks the worker for, and what came back. */
export class LookStore extends Changing {
  /** @type {Views | null} */
  views = null;
  /** The first layer's images as raw weights, not times the pixels' spread. */
  raw = false;
  /** The linear layer whose units are shown at full size. @type {number | null} */
  enlarged = null;
  /** A hidden layer that is shown as a whole, and its neighbours where there is room, if not all are. */
  focus = 0;
  /** The unit that is looked into. @type {{ layer: number, unit: number } | null} */
  selected = null;
  /** Width of the room for tiles in a card, in CSS pixels. */
  zone = ZONE.width;
  /** @type {Room} */
  #room = { width: Number.POSITIVE_INFINITY, card: 0, closed: 0, apart: 0, output: 0 };
  /** First unit shown, by layer in the document. @type {Map<number, number>} */
  #pages = new Map();
  /** Norm of the loss's gradient by the layer's output over the steps, by layer. @type {Map<number, Series>} */
  #gradients = new Map();
  /** Of the last step that was measured. @type {Views['norms']} */
  #norms = null;
  /** The layers in which that was, as text, and its step. */
  #measured = { layers: '', step: -1 };
  /** Whether the run ended in a number that was not finite, whose last steps were measured. */
  #ended = false;
  #generation = -1;
  #asked = '';
  /** Those of the document, as text: all of them, and those that have weights. */
  #layers = { all: '', linear: '' };

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
    this.#noteLayers();
    session.experiment.subscribe(() => this.#edited());
    session.digit.subscribe(() => this.ask());
    session.digit.own.subscribe(() => this.ask());
  }

  /** @returns {number[]} the hidden layers that are shown as a whole */
  get open() {
    const { hidden } = stagesOf(this.session.experiment.document.layers);
    const count = openCards(hidden.length, this.#room);
    const middle = Math.min(this.focus, hidden.length - 1) - Math.floor((count - 1) / 2);
    const first = Math.max(0, Math.min(middle, hidden.length - count));
    return Array.from({ length: count }, (_, i) => first + i);
  }

  /** @param {number} units of a layer @returns {import('../layer/tile-grid.js').TileGrid} */
  grid(units) {
    return tileGrid(units, this.zone);
  }

  /**
   * @param {Room} room
   * @param {number} zone width of the room for tiles in a card
   */
  fit(room, zone) {
    const before = String(this.open);
    this.#room = room;
    if (String(this.open) === before && zone === this.zone) return;
    this.zone = zone;
    this.ask();
    this.changed();
  }

  /** @param {{ layer: number, unit: number } | null} unit */
  select(unit) {
    this.selected = unit;
    this.ask();
    this.changed();
  }

  /** @param {number} layer */
  page(layer) {
    return this.#pages.get(layer) ?? 0;
  }

  /**
   * @param {number} layer
   * @param {number} first unit
   */
  turn(layer, first) {
    this.#pages.set(layer, first);
    this.ask();
    this.changed();
  }

  /** @param {number} hidden */
  openLayer(hidden) {
    this.focus = hidden;
    this.ask();
    this.changed();
  }

  /** @param {number | null} layer whose units are shown at full size */
  enlarge(layer) {
    this.enlarged = layer;
    this.changed();
  }

  /** @param {boolean} raw */
  showRaw(raw) {
    this.raw = raw;
    this.ask();
    this.changed();
  }

  /** @returns {Views['norms']} of the last step that was measured in these layers */
  get norms() {
    return this.#measured.layers === this.#layers.all ? this.#norms : null;
  }

  /** @param {number} layer @returns {Series | undefined} */
  gradients(layer) {
    return this.norms ? this.#gradients.get(layer) : undefined;
  }

  /** @param {number} layer @returns {-1 | 0 | 1} whether the gradient shrinks or grows */
  trend(layer) {
    const list = this.gradients(layer)?.y ?? [];
    const [before, now] = [list.at(-Math.min(TREND, list.length)), list.at(-1)];
    if (before === undefined || now === undefined || before === 0) return 0;
    const ratio = now / before;
    return ratio > 1.15 ? 1 : ratio < 0.87 ? -1 : 0;
  }

  /**
   * @param {import('../../worker/protocol.js').Snapshot} snapshot
   */
  take({ generation, views, aftermath }) {
    this.session.digit.own.take(generation, views);
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#forget();
      this.#measured = { layers: '', step: -1 };
      this.#ended = false;
      this.views = null;
    }
    if (aftermath && !this.#ended) {
      this.#ended = true;
      for (const { step, norms } of aftermath.steps) this.#take({ step, layers: norms });
      this.changed();
    }
    if (!views) return;
    this.views = views;
    const { layers } = this.session.experiment.document;
    const fits = views.norms?.layers.length === layers.length;
    // Views that were on their way during an edit are of the step before it.
    const news = views.norms?.step !== this.#measured.step;
    if (views.norms && fits && news && !this.#ended) this.#take(views.norms);
    this.changed();
  }

  /** @param {NonNullable<Views['norms']>} norms */
  #take(norms) {
    // A step that ended before the way back has none.
    if (norms.layers.every(({ outputGradient }) => outputGradient === 0)) return;
    if (this.#measured.layers !== this.#layers.all) this.#forget();
    this.#measured = { layers: this.#layers.all, step: norms.step };
    this.#norms = norms;
    for (const [layer, { outputGradient }] of norms.layers.entries()) {
      const series = this.#gradients.get(layer) ?? new Series();
      this.#gradients.set(layer, series);
      series.push(norms.step, outputGradient);
    }
  }

  #edited() {
    this.#noteLayers();
    this.ask();
  }

  /**
   * What was measured in other layers is of no use until the same are back: with the weights they had, unless layers have
   * come and gone.
   */
  #noteLayers() {
    const { layers } = this.session.experiment.document;
    const linear = JSON.stringify(layers.filter(({ type }) => type === 'linear'));
    if (linear !== this.#layers.linear) this.#forget();
    this.#layers = { all: JSON.stringify(layers), linear };
  }

  #forget() {
    this.#gradients.clear();
    this.#norms = null;
  }

  /** Tells the worker what to look at, if that has changed. */
  ask() {
    const { experiment, digit } = this.session;
    const { hidden, output } = stagesOf(experiment.document.layers);
    const shown = [...this.open.map((i) => /** @type {typeof output} */ (hidden[i])), output];
    const tiles = shown.map(({ linear }) => {
      const units = linear.layer.type === 'linear' ? linear.layer.units : 0;
      const { perPage } = this.grid(units);
      const first = Math.min(this.page(linear.index), Math.floor((units - 1) / perPage) * perPage);
      const count = Math.min(perPage, units - first);
      return { layer: linear.index, first, count, raw: this.raw };
    });
    const unit = this.#visible(shown.map(({ linear }) => linear.index));
    const own = digit.own.request;
    const { serial, range } = digit.point;
    const key = JSON.stringify([tiles, digit.serial, serial, unit, own?.serial, range]);
    if (key === this.#asked) return;
    this.#asked = key;
    this.session.tell('look', { tiles, digit: digit.flowing, unit, own, range });
  }

  /**
   * The unit that is looked into, which is given up when its layer is no longer shown.
   *
   * @param {number[]} layers
   */
  #visible(layers) {
    if (this.selected && !layers.includes(this.selected.layer)) this.selected = null;
    return this.selected;
  }

  /** Another worker begins, which knows of nothing, or another network is shown. */
  askAnew() {
    this.#asked = '';
    this.#generation = -1;
    this.ask();
  }
}

/**
 * @param {number} hidden layers
 * @param {Room} room
 * @returns {number} how many of them can be shown as a whole: all, or as many as leave room for the others' edges
 */
function openCards(hidden, { width, card, closed, apart, output }) {
  const all = hidden * card + output;
  if (all <= width || hidden === 0) return hidden;
  for (let open = hidden - 1; open > 1; open--) {
    if (open * card + (hidden - open) * closed + apart + output <= width) return open;
  }
  return 1;
}
