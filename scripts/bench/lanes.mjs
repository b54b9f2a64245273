import { pathToFileURL } from 'node:url';
import { root } from '../process.mjs';
import { dataFile } from './places.mjs';

/** @typedef {import('./places.mjs').Places} Places */
/** @typedef {import('./places.mjs').Place} Place */
/** @typedef {import('./lines.mjs').Channel} Channel */
/** @typedef {import('./peers/index.mjs').Peer} Peer */

/**
 * @typedef {object} Lane a contestant in a place
 * @property {string} id
 * @property {string} title
 * @property {Place | 'native'} place
 * @property {boolean} ours
 * @property {boolean} trains
 * @property {boolean} infers
 * @property {Channel} channel
 */

/** @typedef {{ lanes: Lane[], notes: string[] }} Opened `notes` say what takes part, and what does not and why */

export const placeTitles = {
  node: 'Node',
  chromium: 'Chromium',
  firefox: 'Firefox',
  native: 'native',
};

/** @param {Places} places @returns {Promise<Opened>} Strata with both kernels wherever they run */
export async function openOurs(places) {
  /** @type {Opened} */
  const opened = { lanes: [], notes: [] };
  for (const place of /** @type {const} */ (['node', 'chromium', 'firefox'])) {
    for (const kernels of ['strict', 'fast']) {
      const module = new URL('./strata.js', import.meta.url);
      const channel = await places.open(place, { module, options: { kernels }, data: true });
      if (!channel.version.startsWith(kernels)) {
        opened.notes.push(`${placeTitles[place]} has no relaxed SIMD, which fast kernels need.`);
        await channel.close();
        continue;
      }
      const [id, title] = [`strata-${kernels}@${place}`, `Strata, ${kernels}`];
      opened.lanes.push({ id, title, place, ours: true, trains: true, infers: true, channel });
    }
  }
  return opened;
}

/**
 * Installs and opens the peers; one that does not start is left out.
 *
 * @param {Places} places
 * @returns {Promise<Opened>}
 */
export async function openPeers(places) {
  const { commandFor, installPeers } = await import('./peers/index.mjs');
  const { ready, missing } = await installPeers();
  /** @type {Opened} */
  const opened = { lanes: [], notes: missing.map(({ id, why }) => `Without ${id}: ${why}`) };
  for (const peer of ready) {
    const { id, title, trains, infers } = peer;
    /** @type {Lane['place'][]} */
    const own = peer.kind === 'native' ? ['native'] : peer.places;
    for (const place of own) {
      try {
        const channel = await (place === 'native'
          ? places.openNative(commandFor(peer, dataFile))
          : openJavaScript(places, place, peer));
        const named = { id: `${id}@${place}`, title, place, ours: false };
        opened.lanes.push({ ...named, trains, infers, channel });
        opened.notes.push(`${title} in ${placeTitles[place]}: ${channel.version}`);
      } catch (error) {
        opened.notes.push(`Without ${id} in ${placeTitles[place]}: ${error}`);
      }
    }
  }
  return opened;
}

/**
 * @param {Places} places
 * @param {Place} place
 * @param {Peer} peer
 */
function openJavaScript(places, place, { module = '', options = {}, nodeFlags = [] }) {
  return places.open(place, {
    module: new URL(module, import.meta.url),
    options,
    nodeFlags,
    base: pathToFileURL(`${root}/build/peers/`),
    data: true,
  });
}
