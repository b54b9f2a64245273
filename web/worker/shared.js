import * as Comlink from 'comlink';
import { streamMnist } from '../engine/data/mnist.js';
import { loadEngine } from '../engine/load.js';
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

self.addEventListener('connect', ({ ports: [client] }) => {
  if (!client) return;
  client.onmessage = ({ data: lock, ports: [port] }) => {
    if (!port) return;
    client.close();
    const pair = makePair({ feeds, loadEngine: sharedEngine, fail });
    Comlink.expose(pair, port);
    // The page has it as long as it wants the pair.
    navigator.locks.request(lock, async () => {
      port.close();
      await engine?.catch(() => {});
      pair.dispose();
    });
  };
});
