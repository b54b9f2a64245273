import { attachHost } from '../../web/ui/embed/host.js';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { Changing } from '../../web/ui/state/listeners.js';
import { RunStore } from '../../web/ui/state/run-store.js';
import { snapshot } from './snapshots.js';

/** @typedef {import('../../web/engine/link.js').Claim} Claim */
/** @typedef {import('../../web/worker/protocol.js').Fault} Fault */
/** @typedef {import('../../web/worker/protocol.js').Phase} Phase */

export const origin = 'https://school.example';

export const document_ = {
  strata: 1,
  data: { name: 'mnist', train: 320, test: 10 },
  layers: [{ type: 'linear', units: 10 }],
};

/** As far as a host needs one. */
class FakeSession extends Changing {
  experiment = new ExperimentStore(document_);
  run = new RunStore();
  current = true;
  /** @type {Phase} */
  phase = 'loading';
  /** @type {Fault | null} */
  fault = null;
  startable = true;
  arrived = false;
  address = { problem: '', accept() {}, refuse() {} };
  lessons = { drop: () => this.did.push('drop') };
  /** @type {string[]} */
  did = [];
  /** @type {Claim | null} */
  claim = null;

  get running() {
    return this.phase === 'running';
  }

  toggle() {
    this.did.push(this.running ? 'pause' : 'run');
    this.#told(this.running ? 'paused' : 'running');
  }

  step() {
    this.did.push('step');
    this.#told('paused');
  }

  reset() {
    this.did.push('reset');
    this.#told('ready');
  }

  async ask() {
    return this.claim;
  }

  /** Until the worker answers. @param {Phase} phase */
  #told(phase) {
    this.phase = phase;
    this.current = false;
    this.changed();
  }

  /** What the worker answers; tests are of the present network. @param {Parameters<typeof snapshot>[0]} parts */
  answer(parts) {
    const { data } = snapshot({});
    this.current = true;
    this.phase = parts.phase ?? this.phase;
    const { document } = this.experiment;
    const tests = parts.tests?.map((one) => ({ ...one, experiment: document })) ?? [];
    const { phase } = this;
    this.run.take(snapshot({ phase, data: { ...data, testGoal: 10 }, ...parts, tests }));
    this.changed();
  }
}

/** @typedef {Record<string, any> & { type: string }} Told */

/** As much of a window as a host looks at, and what it does with it. */
function fakeWindow() {
  /** @type {(event: any) => void} */
  let hear = () => {};
  const observers = new Map();
  const observer = (/** @type {string} */ name) =>
    class {
      /** @param {(entries: any[]) => void} notice */
      constructor(notice) {
        observers.set(name, notice);
      }
      observe() {}
    };
  /** @type {Map<string, string>} */
  const styles = new Map();
  const element = {
    height: 0,
    getBoundingClientRect: () => element,
    style: {
      setProperty: (/** @type {string} */ name, /** @type {string} */ value) =>
        styles.set(name, value),
      removeProperty: (/** @type {string} */ name) => styles.delete(name),
    },
  };
  /** @type {any} */
  const view = {
    performance,
    IntersectionObserver: observer('sight'),
    ResizeObserver: observer('height'),
    CSSStyleSheet: class {
      replaceSync() {}
    },
    document: {
      baseURI: 'https://strata.example/page/embed.html',
      adoptedStyleSheets: [],
      documentElement: element,
      querySelector: () => ({}),
    },
    addEventListener: (/** @type {string} */ _, /** @type {typeof hear} */ listener) => {
      hear = listener;
    },
  };
  return { view, element, styles, observers, hear: (/** @type {any} */ event) => hear(event) };
}

/** A session in a frame, and what its host is told. @param {{ alone?: boolean }} [options] `alone`: in no frame */
export function embedded({ alone = false } = {}) {
  const session = new FakeSession();
  const { view, element, styles, observers, hear } = fakeWindow();
  /** @type {Told[]} */
  const told = [];
  /** @type {string[]} */
  const targets = [];
  const parent = {
    postMessage: (/** @type {any} */ message, /** @type {string} */ target) => {
      told.push(structuredClone(message));
      targets.push(target);
    },
  };
  view.parent = alone ? view : parent;
  attachHost(/** @type {any} */ (session), { restyled: () => session.did.push('restyled') }, view);
  return {
    session,
    told,
    targets,
    styles,
    /** @param {unknown} data @param {object} [event] */
    say: (data, event) => hear({ source: parent, origin, data, ...event }),
    /** @param {boolean} isIntersecting */
    see: (isIntersecting) => observers.get('sight')([{ isIntersecting }]),
    /** @param {number} height */
    grow: (height) => {
      element.height = height;
      observers.get('height')([]);
    },
    /** @param {string} type */
    of: (type) => told.filter((one) => one.type === type),
  };
}

/** Until what has been said is answered. */
export const answered = () => new Promise((resolve) => setTimeout(resolve));

/** A page that is ready, with a host that has spoken. @param {object} [document] */
export async function spokenTo(document = document_) {
  const page = embedded();
  page.session.experiment.load(document);
  page.session.answer({ phase: 'ready' });
  page.say({ strata: 1, type: 'getState' });
  await answered();
  page.told.length = 0;
  return page;
}
