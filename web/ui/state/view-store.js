import { Changing } from './listeners.js';
import { hasClasses, kindOf } from './sets.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('./session.js').Session} Session */

const always = () => true;
/** @param {Experiment} experiment */
const bends = ({ layers }) => layers.some(({ type }) => type === 'activation');

/**
 * What the centre column can show, by the names that lessons use, and for which experiments there is something to be seen.
 */
export const centreViews = {
  layers: always,
  /** @param {Experiment} _ @param {Session} session */
  twins: (_, { twin }) => twin.document !== null,
  collapse: always,
  dead: bends,
  /** @param {Experiment} experiment */
  batch: ({ layers }) => layers[0]?.type === 'linear',
  gradients: always,
  start: always,
  compare: bends,
  /** @param {Experiment} experiment */
  outputs: (experiment) => !hasClasses(experiment),
  /** @param {Experiment} experiment */
  kinks: (experiment) => bends(experiment) && kindOf(experiment) === 'line',
  /** @param {Experiment} experiment */
  regions: (experiment) =>
    bends(experiment) &&
    (kindOf(experiment) === 'plane' ||
      (kindOf(experiment) === 'images' && experiment.layers[0]?.type === 'linear')),
};

/** @typedef {keyof typeof centreViews} ViewName */

/** @param {string} name @returns {name is ViewName} */
function isView(name) {
  return Object.hasOwn(centreViews, name);
}

/** Which view the centre column shows. */
export class ViewStore extends Changing {
  /** @type {ViewName} */
  #chosen = 'layers';

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
  }

  /** @returns {ViewName} the layers, while there is nothing to be seen of what was chosen */
  get name() {
    return this.applies(this.#chosen) ? this.#chosen : 'layers';
  }

  /** @param {ViewName} name */
  applies(name) {
    return centreViews[name](this.session.experiment.document, this.session);
  }

  /** @param {string} name the layers are shown for one that there is not */
  show(name) {
    this.#chosen = isView(name) ? name : 'layers';
    this.changed();
  }
}
