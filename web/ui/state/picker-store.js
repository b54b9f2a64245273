import { Changing } from './listeners.js';

/** @typedef {import('./session.js').Session} Session */

/** Which activation is being picked, if any. What is tried is seen at once; leaving takes it back. */
export class PickerStore extends Changing {
  /** Of the activation in the document; null while none is picked. @type {number | null} */
  index = null;
  /** What the layer is called. */
  name = '';
  /** The document before. @type {import('./experiment-store.js').Experiment | null} */
  #before = null;

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
  }

  /** @returns {string} name of the function that is picked now, empty if there is none */
  get current() {
    const layer = this.index === null ? null : this.session.experiment.document.layers[this.index];
    return layer?.type === 'activation' ? layer.name : '';
  }

  /**
   * @param {number} index
   * @param {string} name
   */
  open(index, name) {
    this.session.experiment.settle();
    this.#before = this.session.experiment.document;
    this.index = index;
    this.name = name;
    this.changed();
  }

  /** @param {string} name of the function to try */
  try(name) {
    if (this.index === null || name === this.current) return;
    this.session.experiment.preview(['layers', this.index], { type: 'activation', name });
    this.changed();
  }

  /** Keeps what was tried. */
  keep() {
    if (this.#before) this.session.experiment.commit(this.#before);
    this.#close();
  }

  /** Goes back to what was there. */
  leave() {
    if (this.#before) this.session.experiment.restore(this.#before);
    this.#close();
  }

  #close() {
    this.index = null;
    this.#before = null;
    this.changed();
  }
}
