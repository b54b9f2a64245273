import { html, nothing } from 'lit';
import { bounds } from '../../engine/experiment/index.js';
import { tables } from '../../engine/tables.js';
import { PageElement } from '../element.js';
import { choiceField, numberField } from '../field/fields.js';
import { folded, room } from '../field/fold.js';
import { more } from '../field/more.js';
import { parameterFields } from '../field/parameter-fields.js';
import { icons } from '../icons.js';
import { plain } from '../numbers.js';
import { hasClasses, isGiven, lossesFor, rowOf } from '../state/sets.js';
import { iconButton } from '../tip/icon-button.js';
import { labelOf } from '../words/told.js';
import { t } from '../words/words.js';

/** @typedef {import('../../engine/tables.js').Param} Param */
/** @typedef {'optimizer' | 'schedule' | 'clip' | 'init'} Section */

const one = /** @type {const} */ ('one');

/** Sections of the document that are a name with parameters, each with its table. */
const rowsOf = {
  optimizer: tables.optimizers,
  schedule: tables.schedules,
  clip: tables.clips,
  init: tables.initializers,
};

/** Parameters of the optimiser that are always in sight. */
const SHOWN = ['lr', 'weight_decay'];

/** How the network learns: everything of the experiment but layers and data. */
class Recipe extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment, room]);
  }

  /** @override */
  render() {
    const title = t('recipe.title');
    const settings = html`
      ${this.#named('optimizer', t('recipe.optimizer'), SHOWN)}
      ${this.#parameters('optimizer', (name) => name === 'lr')}
      ${this.#batch()} ${this.#loss()}
      ${this.#parameters('optimizer', (name) => name === 'weight_decay')}
      ${this.#named('clip', t('recipe.clip'))} ${this.#named('schedule', t('recipe.schedule'))}
      ${this.#named('init', t('recipe.init'))} ${this.#seed()} ${this.#epochs()}
    `;
    return html`<h2 class="hidden">${title}</h2>
      ${folded(title, this.#summary(), settings)}`;
  }

  #summary() {
    const { optimizer, batch, loss, seed, epochs } = this.session.experiment.document;
    return t('recipe.summary', {
      optimizer: optimizer.name,
      rate: plain(Number(optimizer.lr)),
      batch,
      loss,
      seed: `${seed}`,
      epochs,
    });
  }

  /**
   * @param {Section} key
   * @param {string} label
   * @param {readonly string[]} [shown] parameters that are in sight elsewhere
   */
  #named(key, label, shown = []) {
    const store = this.session.experiment;
    const value = store.document[key].name;
    const others = this.#parameters(key, (name) => !shown.includes(name));
    const extra =
      others.length > 0 ? more(`more-${key}`, t('recipe.more', { what: label }), others) : nothing;
    const choose = (/** @type {string} */ name) => this.session.experiment.choose(key, name);
    return choiceField({
      store,
      path: [key],
      label,
      choices: rowsOf[key].map((row) => ({
        name: row.name,
        label: key === 'optimizer' ? row.label : labelOf(key, row),
      })),
      value,
      choose,
      extra,
      tip: key,
      formula: `${key} ${value}`,
    });
  }

  /**
   * @param {Section} key
   * @param {(name: string) => boolean} wanted
   */
  #parameters(key, wanted) {
    const store = this.session.experiment;
    const row = rowsOf[key].find(({ name }) => name === store.document[key].name);
    const params = row?.params.filter(({ name }) => wanted(name)) ?? [];
    return parameterFields(store, [key], params, key === 'optimizer' ? inWords : (name) => name);
  }

  #loss() {
    const store = this.session.experiment;
    return choiceField({
      store,
      path: ['loss'],
      label: t('recipe.loss'),
      tip: 'loss',
      formula: `loss ${store.document.loss}`,
      choices: lossesFor(store.document).map((name) => ({ name, label: name })),
      value: store.document.loss,
      choose: (name) => store.replace(['loss'], name),
    });
  }

  #batch() {
    const store = this.session.experiment;
    const { data } = store.document;
    const max = isGiven(store.document) ? rowOf(store.document).train.max : data.train;
    const kind = { min: 1, max, integer: true, steps: one };
    return numberField({ store, path: ['batch'], label: t('recipe.batch'), kind, tip: 'batch' });
  }

  #epochs() {
    const store = this.session.experiment;
    const kind = { ...bounds.epochs, steps: one };
    const label = t('recipe.epochs');
    const target = numberField({
      store,
      path: ['target_accuracy'],
      label: t('recipe.target'),
      kind: { ...bounds.target_accuracy, steps: 'hundredth' },
      tip: 'target',
    });
    const extra = hasClasses(store.document)
      ? more('more-epochs', t('recipe.more', { what: label }), [target])
      : nothing;
    return numberField({ store, path: ['epochs'], label, kind, extra, tip: 'epochs' });
  }

  #seed() {
    const store = this.session.experiment;
    const kind = { ...bounds.seed, steps: one };
    const roll = () => {
      const seed = crypto.getRandomValues(new Uint16Array(1))[0] ?? 0;
      store.set(['seed'], String(seed), seed);
    };
    const extra = iconButton({
      name: t('recipe.new-seed'),
      icon: icons.dice,
      tip: 'new-seed',
      act: roll,
    });
    return numberField({
      store,
      path: ['seed'],
      label: t('recipe.seed'),
      kind,
      extra,
      tip: 'seed',
    });
  }
}

/** @param {string} name of an optimiser's parameter */
function inWords(name) {
  if (name === 'lr') return t('recipe.lr');
  if (name === 'weight_decay') return t('recipe.weight-decay');
  const beta = /^betas\[(\d)\]$/.exec(name)?.[1];
  if (beta !== undefined) return `Beta ${Number(beta) + 1}`;
  const text = name === 'eps' ? 'epsilon' : name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

customElements.define('strata-recipe', Recipe);
