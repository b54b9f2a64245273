import * as Comlink from 'comlink';
import { streamMnist } from '../engine/data/mnist.js';
import { loadEngine } from '../engine/load.js';
import { faultOf } from './fault.js';
import { Feeds } from './feeds.js';
import { makePair } from './make-pair.js';

const self = /** @type {SharedWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

/** The images of all the pages. */
const feeds = new Feeds(streamMnist);
/** Theirs too. @type {ReturnType<typeof loadEngine> | undefined} */
let engine;

function sharedEngine() {
  engine ??= loadEngine({ kernels: 'strict' });
  engine.catch(() => {
    engine = undefined;
  });
  return engine;
}

/**
 * Ends the worker, and with it the locks that it holds, by which each page learns of it: an engine that has failed in a way
 * nobody expected is fit for none of them.
 */
const fail = () => self.close();
self.addEventListener('error', fail);

/** @param {unknown} error */
function failIfUnexpected(error) {
  if (faultOf(error).code === 'unexpected') fail();
}

/**
 * The same calls, of which one that the engine fails in ends the worker.
 *
 * @template {object} Calls
 * @param {Calls} calls
 * @returns {Calls}
 */
function watched(calls) {
  return new Proxy(calls, {
    get(target, name) {
      const one = Reflect.get(target, name);
      if (typeof one === 'object' && one !== null) return watched(one);
      if (typeof one !== 'function') return one;
      return (/** @type {unknown[]} */ ...words) => {
        try {
          return one.apply(target, words);
        } catch (error) {
          failIfUnexpected(error);
          throw error;
        }
      };
    },
  });
}

self.addEventListener('connect', ({ ports: [client] }) => {
  if (!client) return;
  client.onmessage = ({ data: lock, ports: [port] }) => {
    if (!port) return;
    client.postMessage('here');
    const pair = makePair({ feeds, loadEngine: sharedEngine, fail });
    Comlink.expose(watched(pair), port);
    // The page has it as long as it wants the pair.
    navigator.locks.request(lock, () => {
      port.close();
      client.close();
      try {
        pair.dispose();
      } catch (error) {
        failIfUnexpected(error);
      }
    });
  };
});
