import * as Comlink from 'comlink';
import { Changing } from '../state/listeners.js';
import { help, openHelper } from './helper.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../engine/link.js').Claim} Claim */
/** @typedef {import('../../engine/replay.js').Verdict} Verdict */
/** @typedef {import('../../worker/make-helper.js').Checked} Checked */
/** @typedef {import('../../worker/protocol.js').Fault} Fault */
/** @typedef {import('./helper.js').Helper} Helper */

/** What a link claims, and what has become of checking it. */
export class Claimed extends Changing {
  /** How far the check is that is under way. @type {Checked | null} */
  checked = null;
  /** @type {Verdict | null} */
  verdict = null;
  /** Why it could not be checked. @type {Fault | null} */
  fault = null;
  /** @type {Helper | null} */
  #helper = null;

  /**
   * @param {Experiment} experiment
   * @param {Claim} claim
   * @param {string} data folder of the images
   * @param {() => Helper} [open]
   */
  constructor(experiment, claim, data, open = openHelper) {
    super();
    this.experiment = experiment;
    this.claim = claim;
    this.data = data;
    this.open = open;
  }

  get checking() {
    return this.#helper !== null;
  }

  /** Trains it again, beside the page's own network. */
  async check() {
    if (this.#helper) return;
    this.checked = { steps: 0, of: this.claim.steps, epochs: [] };
    this.verdict = null;
    this.fault = null;
    const answer = this.#answer();
    const helper = this.#helper;
    this.changed();
    const outcome = await answer;
    if (this.#helper !== helper) return;
    this.#helper = null;
    this.checked = null;
    if ('verdict' in outcome) this.verdict = outcome.verdict;
    else this.fault = outcome.fault;
    this.changed();
  }

  /** Opens the helper, if that can be done, and asks it. */
  #answer() {
    const { experiment, claim, data } = this;
    const open = () => {
      this.#helper = this.open();
      return this.#helper;
    };
    return help((calls) => calls.check(experiment, claim, data, this.#teller()), open);
  }

  /** What the present helper tells how far it is by. */
  #teller() {
    const helper = this.#helper;
    return Comlink.proxy((/** @type {Checked} */ checked) => {
      if (this.#helper !== helper) return;
      this.checked = checked;
      this.changed();
    });
  }

  /** Gives up a check that is under way. */
  stop() {
    if (!this.#helper) return;
    this.#helper.end();
    this.#helper = null;
    this.checked = null;
    this.changed();
  }
}
