import { stagesOf } from '../stack/stages.js';

/** @typedef {import('../../worker/protocol.js').ViewRequest} ViewRequest */
/** @typedef {import('../../worker/protocol.js').Views} Views */
/** @typedef {import('./twin-store.js').TwinStore} TwinStore */

/** What is seen of a network that is not shown. @type {ViewRequest} */
export const nothing = { tiles: [], digit: null, unit: null };

/** What the twin that is not shown computes, which is looked at only where both stand beside one another. */
export class TwinLook {
  /** What was last seen. @type {Views | null} */
  views = null;
  #watched = false;
  #generation = -1;
  /** What was asked for last, as text. */
  #asked = JSON.stringify(nothing);

  /** @param {TwinStore} twin */
  constructor(twin) {
    this.twin = twin;
  }

  /** @param {boolean} watched */
  watch(watched) {
    this.#watched = watched;
    this.ask();
  }

  /** Another network is the other one, or another worker has it: nothing is asked of it yet. */
  askAnew() {
    this.views = null;
    this.#asked = JSON.stringify(nothing);
    this.ask();
  }

  /** Tells the worker what to look at, if that has changed. */
  ask() {
    const request = this.#watched ? this.#request() : nothing;
    const asked = JSON.stringify(request);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.twin.client?.tell('look', request);
  }

  /** @returns {ViewRequest} what the last layer's units look for, or what comes out of them over the data's range */
  #request() {
    const { document, session } = this.twin;
    if (!document) return nothing;
    const { index, layer } = stagesOf(document.layers).output.linear;
    const count = layer.type === 'linear' ? layer.units : 0;
    const tiles = [{ layer: index, first: 0, count, raw: false }];
    return { ...nothing, tiles, range: session.digit.point.range };
  }

  /** @param {import('../../worker/protocol.js').Snapshot} snapshot of the other */
  take({ generation, views }) {
    if (generation !== this.#generation) this.views = null;
    this.#generation = generation;
    this.views = views ?? this.views;
  }
}
