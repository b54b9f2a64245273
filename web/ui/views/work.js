import { html, nothing } from 'lit';

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('../element.js').PageElement} PageElement */
/** @typedef {import('lit').ReactiveController} ReactiveController */

/**
 * @template R
 * @typedef {{ share: number, found: R | null, done: boolean } | null} Part of what a view shows; null if it cannot be told
 */

/** Milliseconds between two parts while training goes on, and between the end of one picture and the next. */
const [REST, PAUSE] = [60, 400];

let tickets = 0;

/** Tells one piece of work from another. */
export function newTicket() {
  tickets++;
  return tickets;
}

/**
 * Has the worker compute, part by part, what a view shows: anew whenever the network is another. What is under way while
 * training goes on is finished, of the moment at which it was begun.
 *
 * @template R
 * @implements {ReactiveController}
 */
export class Work {
  /** The last that is known. @type {R | null} */
  found = null;
  /** Of what is under way. */
  share = 1;
  /** It cannot be told. */
  lacking = false;
  #busy = false;
  /** What was computed last. */
  #done = '';
  /** Counts the times that the view was shown. */
  #shown = 0;
  /** @type {(() => void)[]} */
  #ends = [];

  /**
   * @param {PageElement} host
   * @param {(ticket: number) => Promise<Part<R>>} ask for one more part
   * @param {() => string | null} wanted tells one network from another; null while there is none
   */
  constructor(host, ask, wanted) {
    this.host = host;
    this.ask = ask;
    this.wanted = wanted;
    host.addController(this);
  }

  hostConnected() {
    const { session } = this.host;
    this.#shown++;
    this.#busy = false;
    const follow = () => this.follow();
    this.#ends = [session, session.experiment, session.readouts].map((one) =>
      one.subscribe(follow),
    );
    follow();
  }

  hostDisconnected() {
    for (const end of this.#ends) end();
    this.#shown++;
    this.host.session.ask('viewLeft');
  }

  /** Looks whether something else is wanted now. */
  async follow() {
    const key = this.wanted();
    if (this.#busy || key === null || key === this.#done) return;
    this.#busy = true;
    const shown = this.#shown;
    if (await this.#carryOut(key, shown)) this.#done = key;
    if (shown !== this.#shown) return;
    this.host.requestUpdate();
    if (this.host.session.running) await sleep(PAUSE);
    this.#busy = false;
    this.follow();
  }

  /**
   * @param {string} key
   * @param {number} shown
   * @returns {Promise<boolean>} whether it has come to an end
   */
  async #carryOut(key, shown) {
    const ticket = newTicket();
    for (;;) {
      const part = await this.ask(ticket);
      if (shown !== this.#shown) return false;
      this.found = part?.found ?? this.found;
      this.share = part?.share ?? 1;
      this.lacking = part === null;
      if (!part || part.done) return true;
      this.host.requestUpdate();
      if (this.host.session.running) await sleep(REST);
      else if (this.wanted() !== key) return false;
    }
  }
}

/** @param {number} milliseconds */
export function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * @param {Session} session
 * @returns {string | null} tells one moment of one network from another; null while none is known, or no images are there
 */
export function moment({ current, run, experiment, twin }) {
  const { generation = 0, step = 0, data } = run.snapshot ?? {};
  if (!current || !data?.train || !data.test) return null;
  const { layers, loss, batch, seed, init } = experiment.document;
  const network = JSON.stringify([layers, loss, batch, seed, init]);
  return `${twin.shown} ${generation} ${step} ${data.train} ${data.test} ${network}`;
}

/** How far it is. @param {Work<any>} work @param {string} label */
export function progress({ share, host }, label) {
  // While training goes on it would come and go.
  if (share >= 1 || host.session.running) return nothing;
  return html`<progress max="1" .value=${share} aria-label=${label}></progress>`;
}
