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
      html`<button class="quiet" type="button" aria-label=${name} title=${name} ?disabled=${off} @click=${act}>
        ${icon}
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
    if (activations.length === 0 && linear) return this.#choice(null, linear.index, 'Activation');
    return activations.map((placed, i) =>
      this.#activation(placed, i === 0 ? 'Activation' : `Activation ${i + 1}`),
    );
  }

  /**
   * @param {Placed} placed
   * @param {string} label
   */
  #activation({ index, layer }, label) {
    if (layer.type !== 'activation') return nothing;
    const store = this.session.experiment;
    const params = activationParams(layer.name);
    return html`
      ${this.#choice(layer.name, index, label)}
      <strata-curve .session=${this.session} .layer=${layer}></strata-curve>
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
   * @param {string | null} name of the activation, null if there is none
   * @param {number} index of the activation or, without one, of the layer it would follow
   * @param {string} label
   */
  #choice(name, index, label) {
    const store = this.session.experiment;
    const choose = (/** @type {string} */ chosen) => {
      const { layers } = store.document;
      if (chosen === NONE) this.#arrange(layers.toSpliced(index, 1));
      else if (name !== null)
        store.replace(['layers', index], { type: 'activation', name: chosen });
      else this.#arrange(layers.toSpliced(index + 1, 0, activationLayer(chosen)));
    };
    const path = ['layers', index, 'activation'];
    const value = name ?? NONE;
    return choiceField({ store, path, label, choices: choicesWithNone, value, choose });
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
   * @param {readonly import('../../engine/experiment/index.js').Layer[]} layers
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
  return /** @type {import('../../engine/experiment/index.js').Layer} */ ({
    type: 'activation',
    name,
  });
}

customElements.define('strata-stack', Stack);
