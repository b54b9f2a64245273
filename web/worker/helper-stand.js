import * as Comlink from 'comlink';
import { makeHelper } from './make-helper.js';

/**
 * Does on the page's own thread what is done beside training, in slices too.
 *
 * @param {MessagePort} port
 * @returns {() => void} ends it
 */
export function helpHere(port) {
  const end = new AbortController();
  Comlink.expose(makeHelper(end.signal), port);
  return () => {
    end.abort();
    port.close();
  };
}
