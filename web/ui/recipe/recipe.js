import { html } from 'lit';
import { bounds } from '../../engine/experiment/index.js';
import { tables } from '../../engine/tables.js';
import { PageElement } from '../element.js';
import { choiceField, numberField } from '../field/fields.js';
import { parameterFields } from '../field/parameter-fields.js';
import { icons } from '../icons.js';

/** @typedef {import('../../engine/tables.js').Param} Param */

/** How the network learns: everything of the experiment but the layers. */
class Recipe extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment]);
  }

  /** @override */
  render() {
    const store = this.session.experiment;
    const { optimizer, init } = store.document;
    return html`
      <h2 class="hidden">Training settings</h2>
      ${this.#named('optimizer', 'Optimiser', tables.optimizers)}
      ${parameterFields(store, ['optimizer'], paramsOf(tables.optimizers, optimizer.name), words)}
      ${this.#batch()} ${this.#loss()} ${this.#named('init', 'Initialisation', tables.initializers)}
      ${parameterFields(store, ['init'], paramsOf(tables.initializers, init.name), (name) => name)}
      ${this.#seed()} ${this.#epochs()}
    `;
  }

  /**
   * @param {'optimizer' | 'init'} key
   * @param {string} label
   * @param {readonly { name: string, label: string }[]} rows
   */
  #named(key, label, rows) {
    const store = this.session.experiment;
    const choose = (/** @type {string} */ name) => store.replace([key], { name });
    const value = store.document[key].name;
    return choiceField({ store, path: [key], label, choices: rows, value, choose });
  }

  #loss() {
    const store = this.session.experiment;
    return choiceField({
      store,
      path: ['loss'],
      label: 'Loss',
      choices: tables.losses.map(({ name }) => ({ name, label: name })),
      value: store.document.loss,
      choose: (name) => store.replace(['loss'], name),
    });
  }

  #batch() {
    const store = this.session.experiment;
    const max = store.document.data.train;
    const kind = { min: 1, max, integer: true, steps: /** @type {const} */ ('one') };
    return numberField({ store, path: ['batch'], label: 'Batch size', kind });
  }

  #epochs() {
    const store = this.session.experiment;
    const kind = { ...bounds.epochs, steps: /** @type {const} */ ('one') };
    return numberField({ store, path: ['epochs'], label: 'Epochs', kind });
  }

  #seed() {
    const store = this.session.experiment;
    const kind = { ...bounds.seed, steps: /** @type {const} */ ('one') };
    const roll = () => {
      const seed = crypto.getRandomValues(new Uint16Array(1))[0] ?? 0;
      store.set(['seed'], String(seed), seed);
    };
    const extra = html`<button class="quiet" type="button" aria-label="New seed" @click=${roll}>
      ${icons.dice}
    </button>`;
    return numberField({ store, path: ['seed'], label: 'Seed', kind, extra });
  }
}

/**
 * @param {readonly { name: string, params: readonly Param[] }[]} rows
 * @param {string} name
 */
function paramsOf(rows, name) {
  return rows.find((row) => row.name === name)?.params ?? [];
}

/** @param {string} name of an optimiser's parameter */
function words(name) {
  if (name === 'lr') return 'Learning rate';
  const beta = /^betas\[(\d)\]$/.exec(name)?.[1];
  if (beta !== undefined) return `Beta ${Number(beta) + 1}`;
  const text = name === 'eps' ? 'epsilon' : name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

customElements.define('strata-recipe', Recipe);
