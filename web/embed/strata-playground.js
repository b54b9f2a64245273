/**
 * The element `<strata-playground>`: Strata in a frame, from beside this script. See README.md.
 *
 * No imports: this is all that a host page fetches before a playground is in sight. A classic script, which needs no
 * permission to come from elsewhere.
 */

/** @typedef {{ type: string, [field: string]: any }} Message */
/** @typedef {{ request: Message, resolve: (answer: Message) => void, reject: (error: Error) => void }} Call */

const script = /** @type {HTMLScriptElement} */ (
  document.currentScript ?? document.querySelector('script[src*="strata-playground.js"]')
);
const page = new URL('embed.html', script.src);
/** In a page without an origin, such as one in a sandbox, the frame may have none either, and is told by its window. */
const opaque = origin === 'null';
const REMOVED = 'The playground was removed from the document.';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; box-sizing: border-box; width: var(--strata-width, 100%); border: var(--strata-border, 0) }
:host([hidden]) { display: none }
iframe { display: block; width: 100%; height: var(--strata-height, var(--content-height, 640px)); border: 0 }
`);

/** An experiment or a lesson of Strata's in a page of somebody else's. */
class Playground extends HTMLElement {
  static observedAttributes = ['experiment', 'lesson', 'hide', 'lock', 'theme', 'title'];
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** Whether the page in the frame takes messages. */
  #ready = false;
  /** Those that have not been answered. @type {Map<number, Call>} */
  #calls = new Map();
  #serial = 0;
  /** The experiment as it was edited, as a fragment; empty: as the attribute has it. */
  #edited = '';
  /** Whether that is what `setState` has put in the place of the attributes. */
  #set = false;
  #eye = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) this.#load();
  });
  /** @param {MessageEvent} event */
  #hear = ({ source, origin, data }) => {
    const ours = source && source === this.#frame?.contentWindow;
    if (ours && (opaque || origin === page.origin) && data?.strata === 1) this.#take(data);
  };

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    const frame = document.createElement('iframe');
    frame.part.add('frame');
    frame.allow = 'clipboard-write';
    this.#frame = frame;
    this.#name();
    this.shadowRoot?.append(frame);
    addEventListener('message', this.#hear);
    this.#eye.observe(frame);
  }

  disconnectedCallback() {
    removeEventListener('message', this.#hear);
    this.#eye.disconnect();
    this.#frame?.remove();
    this.#frame = null;
    this.#ready = false;
    // What is only moved is back before the end of this task, and then asks again.
    queueMicrotask(() => {
      if (this.isConnected) return;
      for (const { reject } of this.#calls.values()) reject(new Error(REMOVED));
      this.#calls.clear();
    });
  }

  /** Where a browser can move it as it is, nothing is to be done. */
  connectedMoveCallback() {}

  /** @param {string} name @param {string | null} before @param {string | null} value */
  attributeChangedCallback(name, before, value) {
    if (value === before) return;
    if (name === 'title') return this.#name();
    const other = name === 'experiment' || name === 'lesson';
    if (other) {
      this.#edited = '';
      this.#set = false;
    }
    if (!this.#frame?.src) return;
    if (other && !this.#named) {
      // No address leads to what the page begins with.
      this.disconnectedCallback();
      this.connectedCallback();
      return;
    }
    // The history of the host page is none of ours. What the page has may be newer than what is known of it here.
    this.#frame.contentWindow?.location.replace(this.#address(other || !this.#ready));
    if (!this.#ready) return;
    if (other) this.#sendDocument();
    this.#sendColours();
  }

  /**
   * Trains until the experiment's epochs are done; `strata-done` tells when.
   *
   * @returns {Promise<Message>} a `state`, as all of these methods
   * @throws {Error} with `code`: `not-startable`, or that of what keeps the page from training; without, where the
   *   playground was removed before it answered
   */
  run() {
    return this.#ask({ type: 'run' });
  }

  /** @returns {Promise<Message>} @throws {Error} as `run`, but it needs nothing startable */
  pause() {
    return this.#ask({ type: 'pause' });
  }

  /**
   * @param {number} [n] optimiser steps, 1 to 1,000
   * @returns {Promise<Message>} when they are taken
   * @throws {Error} as `run`; `message-invalid` for another `n`
   */
  step(n = 1) {
    return this.#ask({ type: 'step', n });
  }

  /** Back to the starting weights. @returns {Promise<Message>} @throws {Error} as `pause` */
  reset() {
    return this.#ask({ type: 'reset' });
  }

  /** @returns {Promise<Message>} @throws {Error} as `pause` */
  getState() {
    return this.#ask({ type: 'getState' });
  }

  /**
   * Opens an experiment in the place of the attributes', at its starting weights.
   *
   * @param {unknown} experiment a document, its JSON text or a link
   * @returns {Promise<Message>}
   * @throws {Error} as `pause`; `experiment-invalid` with all `problems`, `link-damaged` and others of links; a
   *   `DataCloneError` for what cannot be sent
   */
  setState(experiment) {
    return this.#ask({ type: 'setState', experiment });
  }

  #load() {
    this.#eye.disconnect();
    if (this.#frame) this.#frame.src = this.#address();
  }

  #name() {
    if (this.#frame) this.#frame.title = this.title || 'Strata: a neural network playground';
  }

  /** Whether the attributes say what is to be opened. */
  get #named() {
    return this.hasAttribute('lesson') || Boolean(this.getAttribute('experiment'));
  }

  /** The attribute's experiment, if it is a document and nothing has taken its place. */
  get #document() {
    const text = this.getAttribute('experiment') ?? '';
    const taken = this.#edited || this.hasAttribute('lesson');
    return !taken && text.trim().startsWith('{') ? text : '';
  }

  /** @param {boolean} [whole] with what is to be opened; otherwise the page keeps what it has */
  #address(whole = true) {
    const lesson = this.#set ? null : this.getAttribute('lesson');
    const text = this.getAttribute('experiment')
      ?.trim()
      .replace(/^.*[#&]e(=|%3D)|&.*/gi, '');
    let parts = [this.#edited];
    if (lesson !== null) parts[0] = `lesson=${encodeURIComponent(lesson).replaceAll('%2F', '/')}`;
    else if (text && !this.#edited && !this.#document) parts[0] = `e=${encodeURIComponent(text)}`;
    if (!whole) parts = [];
    for (const name of ['hide', 'lock', 'theme']) {
      const value = this.getAttribute(name);
      if (value) parts.push(`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
    }
    const address = new URL(page);
    address.hash = parts.filter(Boolean).join('&');
    // Without the mark, an address would be another page's.
    return address.hash ? address.href : `${address.href}#`;
  }

  #sendDocument() {
    const experiment = this.#document;
    if (experiment) this.#send({ type: 'setState', experiment });
  }

  #sendColours() {
    const styles = getComputedStyle(this);
    /** @type {Record<string, string>} */
    const colors = {};
    for (const name of ['accent', 'background', 'surface']) {
      const value = styles.getPropertyValue(`--strata-${name}`).trim();
      if (value) colors[name] = value;
    }
    this.#send({ type: 'theme', colors });
  }

  /** @param {Message} request @returns {Promise<Message>} the answer, once the page in the frame is there */
  #ask(request) {
    return new Promise((resolve, reject) => {
      const id = ++this.#serial;
      this.#calls.set(id, { request: { ...request, id }, resolve, reject });
      if (this.#ready) this.#deliver(id);
    });
  }

  /** @param {number} id of a call */
  #deliver(id) {
    const call = this.#calls.get(id);
    try {
      if (call) this.#send(call.request);
    } catch (error) {
      // What cannot be told, such as a function.
      this.#calls.delete(id);
      call?.reject(/** @type {Error} */ (error));
    }
  }

  /** @param {Message} message */
  #send(message) {
    this.#frame?.contentWindow?.postMessage({ strata: 1, ...message }, opaque ? '*' : page.origin);
  }

  /** @param {Message} message */
  #take(message) {
    const { type, id } = message;
    const call = this.#calls.get(id);
    if (type === 'ready') this.#begin();
    if (type === 'resize') {
      this.#frame?.style.setProperty('--content-height', `${message.height}px`);
    }
    if (message.link) this.#edited = new URL(message.link).hash.slice(1);
    if (call) {
      this.#calls.delete(id);
      if (type === 'error') call.reject(Object.assign(new Error(message.message), message));
      else {
        if (call.request.type === 'setState') this.#set = true;
        call.resolve(message);
      }
    } else if (type !== 'resize' && type !== 'state') {
      const options = { bubbles: true, composed: true, detail: message };
      this.dispatchEvent(new CustomEvent(`strata-${type}`, options));
    }
  }

  /** The page in the frame speaks to those who have spoken. */
  #begin() {
    this.#ready = true;
    this.#sendDocument();
    // Answered by the experiment, which is there again after a move.
    this.#sendColours();
    for (const id of [...this.#calls.keys()]) this.#deliver(id);
  }
}

if (!customElements.get('strata-playground'))
  customElements.define('strata-playground', Playground);
