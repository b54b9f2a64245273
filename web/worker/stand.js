import * as Comlink from 'comlink';
import { makePair } from './make-pair.js';

/**
 * Trains on the page's own thread, in the slices in which a worker looks at its messages.
 *
 * @param {MessagePort} port
 * @returns {() => void} ends it
 */
export function trainHere(port) {
  const pair = makePair();
  Comlink.expose(pair, port);
  return () => {
    port.close();
    pair.dispose();
  };
}
