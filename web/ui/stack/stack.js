import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../element.js';
import { flagField } from '../field/fields.js';
import '../flow/flow.js';
import { flowVerdict } from '../flow/flow.js';
import '../tables/open.js';
import { figures } from '../layer/figures.js';
import { opening } from '../opening.js';
import '../twin/twin-switch.js';
import { t } from '../words/words.js';
import '../inspect/inspector.js';
import '../layer/enlarge.js';
import '../views/place.js';
import './answer.js';
import { stackHeading } from './heading.js';
import {
  activationFields,
  cardHeader,
  edgesBetween,
  tilesOf,
  unitFields,
  unitsOf,
} from './layer-card.js';
import { Room } from './room.js';
import './spine.js';
import { anotherStage, copyOf, layersOf, stagesOf } from './stages.js';

/** @typedef {import('../../engine/experiment/index.js').Layer} Layer */
/** @typedef {import('./stages.js').Stage} Stage */
/** @typedef {import('./stages.js').Placed} Placed */
/** @typedef {{ id: number }} Card what tells one hidden layer from another while they change places */

/** A tab index like −1, to be told from it. */
const SKIPPED = '-2';
/** The field for the number of units in a card. */
const UNITS = 'input[role=spinbutton]';

/** The layers, as cards that can be added, changed, moved and removed. */
class Stack extends PageElement {
  constructor() {
    super();
    this.follow(() => [
      this.session.experiment,
      this.session.look,
      this.session.view,
      this.session.twin,
    ]);
  }

  /** @type {Card[]} */
  #cards = [];
  #lastId = 0;
  /** As many are filled: while the page opens, one more at a time. */
  #dealt = 1;
  /** @type {import('./layer-card.js').Actions} */
  #actions = {
    move: (i, by) => this.#move(i, by),
    duplicate: (i) => this.#duplicate(i),
    remove: (i) => this.#remove(i),
    arrange: (layers) => this.#arrange(layers),
    without: (index) => this.#without(index),
  };

  #room = new Room(this);

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#room.begin();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#room.end();
  }

  /** @override */
  render() {
    const stages = stagesOf(this.session.experiment.document.layers);
    const { before, hidden, output } = stages;
    if (this.#cards.length !== hidden.length) this.#cards = hidden.map(() => this.#newCard());
    const cards = hidden.map((stage, i) => ({
      stage,
      i,
      card: /** @type {Card} */ (this.#cards[i]),
    }));
    const linear = [...hidden, output].map((stage) => stage.linear.index);
    return html`
      ${stackHeading(this.session, hidden.length, () => this.#add())}
      ${before.length > 0 ? this.#before(before) : nothing}
      <ol role="list" aria-label=${t('stack.title')} @keydown=${this.#key}>
        ${repeat(
          cards,
          ({ card }) => card.id,
          (placed) =>
            placed.i < this.#dealt ? this.#hidden(placed, hidden, linear) : html`<li></li>`,
        )}
        ${
          this.#dealt > hidden.length
            ? this.#output(output, hidden.at(-1), linear)
            : html`<li class="last"></li>`
        }
      </ol>
      <strata-view-place .session=${this.session}></strata-view-place>
      <strata-enlarge .session=${this.session}></strata-enlarge>
      <strata-inspector .session=${this.session} .style=${`--inspector-left:${this.#inspectorPlace()}px`}></strata-inspector>
      <div class="flow-title">
        <h3 data-tip="flow">${t('flow.title')} <small>${t('flow.what')}</small></h3>
        <strata-open-numbers .session=${this.session}></strata-open-numbers>
        <div data-tip="flow">${flowVerdict(this.session.look, linear, (i) => layerLabel(i, hidden.length))}</div>
      </div>
    `;
  }

  /** Tab passes by what is in closed cards, but for the spine that opens them. @override */
  updated() {
    if (this.#dealt <= this.#cards.length) opening.draw(this, () => this.#deal());
    this.#room.follow();
    for (const one of this.querySelectorAll('.closed .hidden :is(button, input, select)')) {
      if (!one.hasAttribute('tabindex')) one.setAttribute('tabindex', SKIPPED);
    }
    for (const one of this.querySelectorAll(`li:not(.closed) [tabindex="${SKIPPED}"]`)) {
      one.removeAttribute('tabindex');
    }
  }

  #deal() {
    const all = this.#dealt === this.#cards.length;
    this.#dealt = all ? Number.POSITIVE_INFINITY : this.#dealt + 1;
    this.requestUpdate();
  }

  /** Beside the card whose unit is looked into. */
  #inspectorPlace() {
    const { selected } = this.session.look;
    const tiles = selected && this.querySelector(`strata-tiles[data-layer="${selected.layer}"]`);
    const last = this.querySelector('li.last');
    if (!selected || !last) return 0;
    const own = (tiles?.closest('.card') ?? last).getBoundingClientRect();
    const edge = this.getBoundingClientRect().left;
    const width = this.querySelector('strata-inspector')?.clientWidth ?? 0;
    // Never over the digit or the answer; where there is no room beside the card, over as little of it as may be.
    const right = Math.min(own.right + 8, last.getBoundingClientRect().left - 4 - width);
    const left = Math.max(own.left - 8 - width, edge);
    return Math.round((own.right - right <= left + width - own.left ? right : left) - edge);
  }

  /** A unit is no longer looked into, wherever the focus is among the cards. @param {KeyboardEvent} event */
  #key({ key }) {
    if (key === 'Escape' && this.session.look.selected) this.session.look.select(null);
  }

  #newCard() {
    return { id: ++this.#lastId };
  }

  /**
   * @param {{ stage: Stage, i: number, card: Card }} placed
   * @param {readonly Stage[]} hidden all of them
   * @param {readonly number[]} linear all linear layers
   */
  #hidden({ stage, i, card }, hidden, linear) {
    const { look } = this.session;
    const title = t('layer.name', { number: i + 1 });
    const open = look.open.includes(i);
    const activation = stage.activations.at(-1);
    const name = activation?.layer.type === 'activation' ? activation.layer.name : '';
    const opens = (/** @type {FocusEvent} */ { target }) => {
      const inside = /** @type {Element} */ (target).closest('strata-spine') === null;
      if (!open && inside) look.openLayer(i);
    };
    return html`<li class=${open ? '' : 'closed'}>
      ${
        open
          ? edgesBetween(this.session, hidden[i - 1], stage, {
              open: look.open.includes(i - 1),
              answers: false,
            })
          : nothing
      }
      <section class="card" role="group" aria-label=${title} data-card=${card.id} @focusin=${opens}>
        ${
          open
            ? nothing
            : html`<strata-spine .session=${this.session} .number=${i} .units=${unitsOf(stage)} .activation=${name} .index=${activation?.index ?? -1} .open=${() => this.#focus(card, UNITS)}></strata-spine>`
        }
        <div class=${open ? 'controls' : 'hidden'}>
          ${cardHeader({ title, i, total: hidden.length }, this.#actions)}
          ${unitFields(this.session, stage)} ${open ? tilesOf(this.session, stage, title) : nothing}
          ${activationFields(this.session, this.#actions, stage.activations, { linear: stage.linear, plot: open })}
          ${open ? figures(look, { linear: stage.linear.index, activation: activation && name ? { index: activation.index, name } : null }) : nothing}
        </div>
      </section>
      <strata-flow .session=${this.session} .layer=${stage.linear.index} .layers=${linear} .first=${i === 0} .narrow=${!open}></strata-flow>
    </li>`;
  }

  /**
   * @param {Stage} stage
   * @param {Stage | undefined} before
   * @param {readonly number[]} linear
   */
  #output(stage, before, linear) {
    const store = this.session.experiment;
    const { look } = this.session;
    const index = stage.linear.index;
    const last = linear.length - 2;
    return html`<li class="last">
      ${edgesBetween(this.session, before, stage, { open: look.open.includes(last), answers: true })}
      <section class="card" role="group" aria-labelledby="card-output">
        <header>
          <h3 id="card-output">${t('layer.output')}</h3>
          ${flagField({ store, path: ['layers', index, 'bias'], label: t('layer.bias'), tip: 'bias' })}
        </header>
        <strata-answer .session=${this.session} .layer=${index}></strata-answer>
        ${activationFields(this.session, this.#actions, stage.activations)}
      </section>
      <strata-flow .session=${this.session} .layer=${index} .layers=${linear} .first=${linear.length === 1}></strata-flow>
    </li>`;
  }

  /** @param {Placed[]} activations of the input itself, as some links have them */
  #before(activations) {
    return html`<section class="card before" role="group" aria-label=${t('layer.input')}>
      <header><h3>${t('layer.input')}</h3></header>
      ${activationFields(this.session, this.#actions, activations)}
    </section>`;
  }

  /**
   * Takes an activation away. Its menu may go with it; the focus then stays in the card, or near it.
   *
   * @param {number} index
   */
  async #without(index) {
    const card = document.activeElement?.closest('.card');
    this.#arrange(this.session.experiment.document.layers.toSpliced(index, 1));
    await this.updateComplete;
    if (!card || card.contains(document.activeElement)) return;
    const place = card.isConnected ? card : this;
    /** @type {HTMLElement | null} */ (place.querySelector('select, input, .add'))?.focus();
  }

  #add() {
    const stages = stagesOf(this.session.experiment.document.layers);
    const hidden = [...stages.hidden, anotherStage(stages.hidden.at(-1))];
    const card = this.#newCard();
    if (this.#arrange(layersOf({ ...stages, hidden }), [...this.#cards, card])) {
      this.#focus(card, UNITS);
    }
  }

  /** @param {number} i */
  #duplicate(i) {
    const stages = stagesOf(this.session.experiment.document.layers);
    const hidden = stages.hidden.toSpliced(
      i + 1,
      0,
      copyOf(/** @type {Stage} */ (stages.hidden[i])),
    );
    const card = this.#newCard();
    if (this.#arrange(layersOf({ ...stages, hidden }), this.#cards.toSpliced(i + 1, 0, card))) {
      this.#focus(card, UNITS);
    }
  }

  /** @param {number} i */
  #remove(i) {
    const stages = stagesOf(this.session.experiment.document.layers);
    const hidden = stages.hidden.toSpliced(i, 1);
    const cards = this.#cards.toSpliced(i, 1);
    this.#arrange(layersOf({ ...stages, hidden }), cards);
    const next = cards[Math.min(i, cards.length - 1)];
    if (next) this.#focus(next, `[aria-label="${t('layer.remove')}"]`);
    else this.querySelector('button')?.focus();
  }

  /**
   * @param {number} i
   * @param {1 | -1} by
   */
  #move(i, by) {
    const stages = stagesOf(this.session.experiment.document.layers);
    this.#arrange(
      layersOf({ ...stages, hidden: swapped(stages.hidden, i, i + by) }),
      swapped(this.#cards, i, i + by),
    );
    const card = this.#cards[i + by];
    const [up, down] = [t('layer.up'), t('layer.down')];
    const [pressed, other] = by > 0 ? [down, up] : [up, down];
    if (card) this.#focus(card, `[aria-label="${pressed}"]:enabled`, `[aria-label="${other}"]`);
  }

  /**
   * @param {readonly Layer[]} layers
   * @param {Card[]} [cards] for the hidden layers among them
   * @returns {boolean} whether this was possible
   */
  #arrange(layers, cards = this.#cards) {
    const before = this.#cards;
    this.#cards = cards;
    const problem = this.session.experiment.arrange(layers);
    if (problem === null) return true;
    this.#cards = before;
    this.session.say(() => problem);
    return false;
  }

  /**
   * Opens a card and moves the focus into it, once it is where it belongs: to the first of the selectors that matches.
   *
   * @param {Card} card
   * @param {string[]} selectors
   */
  async #focus(card, ...selectors) {
    const place = this.#cards.indexOf(card);
    if (!this.session.look.open.includes(place)) this.session.look.openLayer(place);
    await this.updateComplete;
    const element = this.querySelector(`[data-card="${card.id}"]`);
    const targets = selectors.map((selector) => element?.querySelector(selector));
    /** @type {HTMLElement | null | undefined} */ (targets.find(Boolean))?.focus();
  }
}

/**
 * @param {number} i of the linear layers
 * @param {number} hidden how many
 */
function layerLabel(i, hidden) {
  return i < hidden ? t('layer.name', { number: i + 1 }) : t('layer.output');
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {number} i
 * @param {number} j
 */
function swapped(list, i, j) {
  const copy = [...list];
  [copy[i], copy[j]] = [/** @type {T} */ (copy[j]), /** @type {T} */ (copy[i])];
  return copy;
}

customElements.define('strata-stack', Stack);
