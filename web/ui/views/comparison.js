import { Changing } from '../state/listeners.js';
import { t } from '../words/words.js';
import { newTicket, sleep } from './work.js';

/** @typedef {import('../../worker/protocol.js').CompareView} CompareView */
/** @typedef {import('../state/session.js').Session} Session */

/** Milliseconds between two parts while training goes on. */
const REST = 40;
/** Of each session, so that the table is still there when the student comes back to it. @type {WeakMap<Session, Comparison>} */
const known = new WeakMap();

/** @param {Session} session */
export function comparisonOf(session) {
  const comparison = known.get(session) ?? new Comparison(session);
  known.set(session, comparison);
  return comparison;
}

/** The network with one activation after the other, trained in the background. */
class Comparison extends Changing {
  /** @type {CompareView | null} */
  found = null;
  /** Of it that is done. */
  share = 0;
  /** It cannot be told. */
  lacking = false;
  /** It is under way. */
  busy = false;
  /** What it was found of. */
  #of = '';

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
  }

  /** Tells networks from one another that differ in more than the activations. */
  get #network() {
    const { layers, epochs: _, target_accuracy: __, ...others } = this.session.experiment.document;
    const kinds = layers.map((layer) => (layer.type === 'linear' ? layer : 'activation'));
    return JSON.stringify([kinds, others]);
  }

  /** Whether what was found is of the present network. */
  get fits() {
    return this.#of === this.#network;
  }

  /** @param {readonly string[]} names of activations @param {number} steps */
  async run(names, steps) {
    const ticket = newTicket();
    const { document } = this.session.experiment;
    this.found = null;
    this.#of = this.#network;
    this.busy = true;
    this.share = 0;
    this.changed();
    while (this.busy) {
      const part = await this.session.ask('comparison', ticket, names, steps);
      // Cancelled, or an edit has made another network.
      if (!this.busy || document !== this.session.experiment.document) break;
      this.found = part?.found ?? this.found;
      this.share = part?.share ?? 1;
      this.lacking = part === null;
      this.changed();
      if (!part) break;
      if (part.done) {
        this.#tell(names.length);
        break;
      }
      if (this.session.running) await sleep(REST);
    }
    this.cancel();
  }

  /** @param {number} functions */
  #tell(functions) {
    if (this.found?.rows.length !== functions) return;
    this.session.say(() => t('compare.ended', { functions }));
  }

  /** What has been found so far stays. */
  cancel() {
    if (!this.busy) return;
    this.busy = false;
    this.session.ask('viewLeft');
    this.changed();
  }
}
