import * as Comlink from 'comlink';

/** @typedef {import('./protocol.js').TrainerCalls} TrainerCalls */
/** @typedef {import('./protocol.js').Snapshot} Snapshot */

/**
 * The page's side of the training worker. While something is going on it fetches a snapshot once per animation frame,
 * never two at a time; a hidden tab fetches none, and training goes on.
 */
export class TrainingClient {
  #worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'strata' });
  /** @type {Comlink.Remote<TrainerCalls>} */
  #calls = Comlink.wrap(this.#worker);
  #asking = false;
  #ended = false;
  /** The questions that wait for an answer. @type {Set<(nothing: null) => void>} */
  #open = new Set();
  /** How many times the worker has been told something. */
  #told = 0;

  /**
   * @param {object} events
   * @param {(snapshot: Snapshot, current: boolean) => void} events.onSnapshot `current` unless the worker has been told
   *   something since it was asked for
   * @param {() => void} events.onCrash the worker is of no further use
   */
  constructor(events) {
    this.events = events;
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#crash();
    };
    this.#worker.onmessageerror = () => this.#crash();
  }

  /**
   * @template {'start' | 'configure' | 'run' | 'pause' | 'step' | 'reset' | 'retry'} Verb
   * @param {Verb} verb
   * @param {Parameters<TrainerCalls[Verb]>} words
   */
  tell(verb, ...words) {
    if (this.#ended) return;
    const call = /** @type {(...words: unknown[]) => Promise<void>} */ (this.#calls[verb]);
    call(...words).catch(() => this.#crash());
    this.#told++;
    this.#ask();
  }

  /**
   * @template {'predict' | 'sample' | 'curve'} Question
   * @param {Question} question
   * @param {Parameters<TrainerCalls[Question]>} words
   * @returns {Promise<ReturnType<TrainerCalls[Question]> | null>} null too when the worker ends before it answers
   */
  ask(question, ...words) {
    if (this.#ended) return Promise.resolve(null);
    const call = /** @type {(...words: unknown[]) => Promise<any>} */ (this.#calls[question]);
    return new Promise((resolve) => {
      this.#open.add(resolve);
      call(...words)
        .then(resolve, () => this.#crash())
        .finally(() => this.#open.delete(resolve));
    });
  }

  /** Ends the worker. */
  dispose() {
    this.#ended = true;
    this.#worker.terminate();
    for (const resolve of this.#open) resolve(null);
    this.#open.clear();
  }

  #ask() {
    if (this.#asking || this.#ended) return;
    this.#asking = true;
    requestAnimationFrame(() => this.#fetch().catch(() => this.#crash()));
  }

  async #fetch() {
    const told = this.#told;
    const snapshot = await this.#calls.pull();
    this.#asking = false;
    if (this.#ended) return;
    const current = told === this.#told;
    this.events.onSnapshot(snapshot, current);
    if (!snapshot.resting || !current) this.#ask();
  }

  #crash() {
    if (this.#ended) return;
    this.dispose();
    this.events.onCrash();
  }
}
