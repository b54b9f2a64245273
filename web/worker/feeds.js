import { feedOf } from './feed.js';
import { drawnFrom } from './protocol.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */
/** @typedef {import('./feed.js').Supply} Feed */
/** @typedef {import('./protocol.js').Experiment} Experiment */
/** @typedef {() => void} OnArrival called when images have arrived and when the download ends */

/** The images that trainers use. Those that want the same share them, and they are there as long as one does. */
export class Feeds {
  /** @type {Map<string, { feed: Feed, users: OnArrival[] }>} */
  #feeds = new Map();

  /** @param {import('./feed.js').StreamMnist} stream */
  constructor(stream) {
    this.stream = stream;
  }

  /**
   * @param {Engine} engine
   * @param {Experiment} experiment
   * @param {string} base address of the packed images
   * @param {OnArrival} user who is told, and gives it back
   * @returns {Feed} of what the experiment asks for
   */
  take(engine, experiment, base, user) {
    const key = JSON.stringify([base, experiment.data, drawnFrom(experiment)]);
    const known = this.#feeds.get(key);
    if (known) {
      known.users.push(user);
      return known.feed;
    }
    const users = [user];
    const tell = () => {
      for (const told of [...users]) told();
    };
    const feed = feedOf(engine, experiment, this.stream, base, tell);
    this.#feeds.set(key, { feed, users });
    return feed;
  }

  /**
   * @param {Feed} feed
   * @param {OnArrival} user who no longer needs it
   */
  give(feed, user) {
    for (const [key, { feed: one, users }] of this.#feeds) {
      if (one !== feed) continue;
      const at = users.indexOf(user);
      // It may have been given back already, and others' use of it goes on.
      if (at < 0) return;
      users.splice(at, 1);
      if (users.length > 0) return;
      this.#feeds.delete(key);
      feed.dispose();
    }
  }
}
