import { codeOf } from '#workers';

/** @typedef {import('./open.js').Port} Port */
/** @typedef {import('./open.js').Stand} Stand */

/** What the blob tells once the module is there. */
const READY = 'ready';

/**
 * Runs the code, and then lets it speak through the port that is sent first: what is said to a worker whose code
 * does not arrive would be lost.
 *
 * @param {string} address
 */
const script = (address) => `
addEventListener('message', ({ ports: [port] }) => {
  port.onmessage = ({ data, ports }) => dispatchEvent(new MessageEvent('message', { data, ports }));
  self.postMessage = (message, transfer) => port.postMessage(message, transfer);
}, { once: true });
${codeOf(address)}.then(() => '${READY}', String).then((told) => postMessage(told));
`;

/**
 * A worker made from text, which belongs to no origin either. It is no module: Chromium (156) makes none from a blob
 * without an origin, but has one imported in it.
 */
class BlobWorker extends Worker {
  /** @param {string | URL} address @param {WorkerOptions} [options] */
  constructor(address, { name = '' } = {}) {
    const text = new Blob([script(String(address))], { type: 'text/javascript' });
    const own = URL.createObjectURL(text);
    super(own, { name });
    // By then the text has been read, or never will be.
    for (const type of ['message', 'error']) {
      this.addEventListener(type, () => URL.revokeObjectURL(own), { once: true });
    }
  }
}

/**
 * Leads a port to a worker or, where none can be made, to what stands for it.
 *
 * @param {Port} line the page's side
 * @param {MessagePort} port the other
 * @param {{ make: import('./workers.js').Make, stand?: Stand | undefined }} choices as for `openWorker`
 * @returns {Promise<void>} ends once it is connected
 * @throws {Error} why it cannot be
 */
export async function connect(line, port, { make, stand }) {
  /** @type {() => void} */
  let end;
  try {
    const worker = await begun(make);
    worker.onerror = (event) => line.onerror?.(event);
    worker.postMessage(null, [port]);
    end = () => worker.terminate();
  } catch (error) {
    if (!stand) throw error;
    end = await stand(port);
  }
  if (line.ended) {
    end();
    return;
  }
  const { terminate } = line;
  line.terminate = () => {
    terminate.call(line);
    end();
  };
}

/** @param {import('./workers.js').Make} make @returns {Promise<Worker>} once its module is there */
function begun(make) {
  return new Promise((resolve, reject) => {
    const worker = make(BlobWorker);
    worker.onmessage = ({ data: told }) => {
      worker.onmessage = null;
      if (told === READY) return resolve(worker);
      worker.terminate();
      reject(new Error(told));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      // A policy that forbids it says nothing more.
      reject(new Error(event.message || 'The browser allows no worker here.'));
    };
  });
}
