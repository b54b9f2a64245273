import { Changing } from './listeners.js';

/** @typedef {import('./session.js').Session} Session */

/** Milliseconds for which the page says that it works offline. */
const READABLE = 15_000;
/** Milliseconds after which a newer version that is not in charge yet is helped. */
const AGAIN = 500;

/**
 * Keeps the page for when there is no network, by a service worker, and tells of newer versions. Where the browser
 * allows none, nothing happens.
 */
export class Offline extends Changing {
  /**
   * `kept`: it works offline from now on; `fetching`: a newer version is on its way; `newer`: it is there, and waits.
   *
   * @type {'' | 'kept' | 'fetching' | 'newer'}
   */
  state = '';
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null;

  /** @param {Session} session */
  constructor(session) {
    super();
    this.session = session;
  }

  /** A first visit comes first: the service worker starts when all images are there. */
  async start() {
    try {
      // Only to ask for it is an error in some frames.
      const { serviceWorker } = navigator;
      if (!serviceWorker) return;
      await loaded();
      if (!serviceWorker.controller) await this.#complete();
      this.#registration = await serviceWorker.register('service-worker.js', {
        updateViaCache: 'none',
      });
      this.#watch(this.#registration);
      await this.#complete();
      const { active } = await serviceWorker.ready;
      if (active && (await this.#keep(active)) && this.state === '') this.#sayKept();
    } catch {
      // The page goes on with the network alone.
    }
  }

  /** Takes the newer version over. The run goes on in it from where it is. */
  async reload() {
    if (this.session.running) this.session.toggle();
    // What has just been told is on its way to the worker before it is asked.
    await Promise.resolve();
    await this.session.keeper.keep();
    // That may have been one of before the pause.
    await this.session.keeper.keep();
    const waiting = this.#registration?.waiting;
    if (waiting) await takenOver(waiting);
    location.reload();
  }

  /** @param {ServiceWorkerRegistration} registration */
  #watch(registration) {
    if (registration.waiting) this.#tell('newer');
    const follow = () => {
      const { active, installing } = registration;
      if (!active || !installing) return;
      this.#tell('fetching');
      installing.addEventListener('statechange', () => {
        if (installing.state === 'installed') this.#tell('newer');
        if (installing.state === 'redundant' && this.state === 'fetching') this.#tell('');
      });
    };
    registration.addEventListener('updatefound', follow);
    follow();
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) registration.update().catch(() => {});
    });
  }

  /** @param {'' | 'kept' | 'fetching' | 'newer'} state */
  #tell(state) {
    this.state = state;
    this.changed();
  }

  #sayKept() {
    this.#tell('kept');
    setTimeout(() => this.state === 'kept' && this.#tell(''), READABLE);
  }

  /** Ends when all images of the experiment have arrived. @returns {Promise<void>} */
  #complete() {
    return new Promise((resolve) => {
      const look = () => {
        const {
          train = 0,
          test = 0,
          trainGoal = 0,
          testGoal = 0,
        } = this.session.run.snapshot?.data ?? {};
        if (trainGoal === 0 || train + test < trainGoal + testGoal) return;
        end();
        resolve();
      };
      const end = this.session.run.subscribe(look);
      look();
    });
  }

  /**
   * What was fetched before the service worker was there is kept too.
   *
   * @param {ServiceWorker} worker
   * @returns {Promise<number | null>} how many files were not kept yet; null where not all can be
   */
  async #keep(worker) {
    const files = (await this.session.ask('fetched')) ?? [];
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
      worker.postMessage(files, [port2]);
    });
  }
}

/**
 * Ends when the newer version serves the page.
 *
 * @param {ServiceWorker} waiting
 * @returns {Promise<void>}
 */
function takenOver(waiting) {
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    waiting.postMessage('take over');
    // Chromium tells the version before to end, but not when a late request has started it again: then it idles for half
    // a minute. It is told once more when something is opened that it serves.
    setInterval(openSomething, AGAIN);
  });
}

/** Opens a small file of the page, out of sight. */
function openSomething() {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel=icon]')).href;
  frame.onload = () => frame.remove();
  document.body.append(frame);
}

/** Ends when the document is complete. @returns {Promise<unknown>} */
function loaded() {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => addEventListener('load', resolve, { once: true }));
}
