import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { bounds } from '../../engine/experiment/index.js';
import { PageElement } from '../element.js';
import { choiceField, flagField, numberField } from '../field/fields.js';
import { parameterFields } from '../field/parameter-fields.js';
import { icons } from '../icons.js';
import { count } from '../numbers.js';
import { activationChoices, activationParams } from './activation-choices.js';
import './answer.js';
import './curve.js';
import { anotherStage, copyOf, layersOf, stagesOf } from './stages.js';

/** @typedef {import('../../engine/experiment/index.js').Layer} Layer */
/** @typedef {import('./stages.js').Stage} Stage */
/** @typedef {import('./stages.js').Placed} Placed */
/** @typedef {{ id: number }} Card what tells one hidden layer from another while they change places */

/** Stands in the menu for a layer without activation. */
const NONE = 'none';
const choicesWithNone = [...activationChoices, { name: NONE, label: NONE, group: 'Linear' }];

const unitKind = { ...bounds.units, steps: /** @type {const} */ ('one') };

/** The layers, as cards that can be added, changed, moved and removed. */
class Stack extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment]);
  }

  /** @type {Card[]} */
  #cards = [];
  #lastId = 0;

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
    return html`
      <header>
        <h2>Layers <small>${hidden.length} hidden</small></h2>
        <button type="button" class="add" @click=${() => this.#add()}>
          ${icons.add}<span>Add layer</span>
        </button>
      </header>
      ${before.length > 0 ? this.#before(before) : nothing}
      <ol role="list" aria-label="Layers">
        ${repeat(
          cards,
          ({ card }) => card.id,
          ({ stage, i }) => this.#hidden(stage, i, hidden.length),
        )}
        ${this.#output(output)}
      </ol>
    `;
  }

  #newCard() {
    return { id: ++this.#lastId };
  }

  /**
   * @param {Stage} stage
   * @param {number} i
   * @param {number} total
   */
  #hidden(stage, i, total) {
    const store = this.session.experiment;
    const path = ['layers', stage.linear.index, 'units'];
    const id = this.#cards[i]?.id;
    const button = (
      /** @type {string} */ name,
      /** @type {any} */ icon,
      /** @type {() => void} */ act,
      off = false,
    ) =>
      html`<button class="quiet" type="button" aria-label=${name} ?disabled=${off} @click=${act}>
        <span class="tip" title=${name} aria-hidden="true">${icon}</span>
      </button>`;
    return html`<li>
      <section class="card" role="group" aria-labelledby="card-${id}" data-card=${id}>
        <header>
          <h3 id="card-${id}">Layer ${i + 1}</h3>
          ${button('Move up', icons.earlier, () => this.#move(i, -1), i === 0)}
          ${button('Move down', icons.later, () => this.#move(i, 1), i === total - 1)}
          ${button('Duplicate', icons.duplicate, () => this.#duplicate(i))}
          ${button('Remove', icons.remove, () => this.#remove(i))}
        </header>
        ${numberField({ store, path, label: 'Units', kind: unitKind, buttons: true })}
        ${flagField({ store, path: ['layers', stage.linear.index, 'bias'], label: 'Bias' })}
        ${this.#activations(stage.activations, stage.linear)}
      </section>
    </li>`;
  }

  /** @param {Stage} stage */
  #output({ linear, activations }) {
    const store = this.session.experiment;
    const units = linear.layer.type === 'linear' ? linear.layer.units : 0;
    return html`<li class="last">
      <section class="card" role="group" aria-labelledby="card-output">
        <header>
          <h3 id="card-output">Output layer</h3>
          <span class="aside">${count(units)} units</span>
        </header>
        ${flagField({ store, path: ['layers', linear.index, 'bias'], label: 'Bias' })}
        ${this.#activations(activations)}
        <strata-answer .session=${this.session}></strata-answer>
      </section>
    </li>`;
  }

  /** @param {Placed[]} activations of the input itself, as some links have them */
  #before(activations) {
    return html`<section class="card before" role="group" aria-label="Input">
      <header><h3>Input</h3></header>
      ${this.#activations(activations)}
    </section>`;
  }

  /**
   * @param {Placed[]} activations
   * @param {Placed} [linear] the layer before them, if one is to be offered where there is none
   */
  #activations(activations, linear) {
    if (activations.length === 0 && linear) return [this.#activation(linear.index + 1, null, '')];
    return activations.map(({ index, layer }, i) =>
      this.#activation(index, layer, i === 0 ? '' : ` ${i + 1}`),
    );
  }

  /**
   * One template for an activation and for none: the menu in it stays, and keeps the focus.
   *
   * @param {number} index where it is in the document, or would be
   * @param {Layer | null} layer
   * @param {string} number after the word Activation
   */
  #activation(index, layer, number) {
    const there = layer?.type === 'activation' ? layer : null;
    const params = there ? activationParams(there.name) : [];
    const store = this.session.experiment;
    return html`
      ${this.#choice(there?.name ?? NONE, index, `Activation${number}`)}
      ${there ? html`<strata-curve .session=${this.session} .layer=${there}></strata-curve>` : nothing}
      ${
        params.length > 0
          ? html`<div class="parameters">
            ${parameterFields(store, ['layers', index], params, (name) => name)}
          </div>`
          : nothing
      }
    `;
  }

  /**
   * @param {string} value
   * @param {number} index of the activation, where it is or would be
   * @param {string} label
   */
  #choice(value, index, label) {
    const store = this.session.experiment;
    const choose = (/** @type {string} */ name) => {
      const { layers } = store.document;
      if (name === NONE) this.#without(index);
      else if (value !== NONE) store.replace(['layers', index], { type: 'activation', name });
      else this.#arrange(layers.toSpliced(index, 0, activationLayer(name)));
    };
    const path = ['layers', index, 'activation'];
    return choiceField({ store, path, label, choices: choicesWithNone, value, choose });
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
      this.#focus(card, 'input[role=spinbutton]');
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
      this.#focus(card, 'input[role=spinbutton]');
    }
  }

  /** @param {number} i */
  #remove(i) {
    const stages = stagesOf(this.session.experiment.document.layers);
    const hidden = stages.hidden.toSpliced(i, 1);
    const cards = this.#cards.toSpliced(i, 1);
    this.#arrange(layersOf({ ...stages, hidden }), cards);
    const next = cards[Math.min(i, cards.length - 1)];
    if (next) this.#focus(next, '[aria-label=Remove]');
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
    const [pressed, other] = by > 0 ? ['Move down', 'Move up'] : ['Move up', 'Move down'];
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
    this.session.say(problem);
    return false;
  }

  /**
   * Moves the focus into a card, once it is where it belongs: to the first of the selectors that matches.
   *
   * @param {Card} card
   * @param {string[]} selectors
   */
  async #focus(card, ...selectors) {
    await this.updateComplete;
    const element = this.querySelector(`[data-card="${card.id}"]`);
    const targets = selectors.map((selector) => element?.querySelector(selector));
    /** @type {HTMLElement | null | undefined} */ (targets.find(Boolean))?.focus();
  }
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

/** @param {string} name */
function activationLayer(name) {
  // Its parameters are filled in when the document is checked.
  return /** @type {Layer} */ ({
    type: 'activation',
    name,
  });
}

customElements.define('strata-stack', Stack);
