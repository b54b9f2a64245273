/** @typedef {import('../engine/experiment/index.js').Sections} Sections */
/** @typedef {import('../engine/network.js').Network} Network */
/** @typedef {import('./protocol.js').Memory} Memory */

/** How a network came to be what it is: where it began, and what was changed on the way. Steps can be taken again from it. */
export class Past {
  /** @type {{ step: number, sections: Sections }[]} */
  #changes;

  /**
   * @param {Sections} sections of the network at its beginning
   * @param {Memory | null} [origin] null: its starting weights
   */
  constructor(sections, origin = null) {
    this.origin = origin;
    this.#changes = [{ step: origin?.place.step ?? 0, sections }];
  }

  /** @param {number} step that has been taken @param {Sections} sections for those to come */
  note(step, sections) {
    if (this.#changes.at(-1)?.sections !== sections) this.#changes.push({ step, sections });
  }

  /**
   * @param {import('./session.js').Session} session whose past this is
   * @returns {Reliving} to be disposed of
   */
  relive({ net, store, batch }) {
    return new Reliving(net.engine, store, batch, this.origin, this.#changes);
  }
}

/** The same steps once more, on a copy: they have the same bits. */
export class Reliving {
  #changes;
  #run;

  /**
   * @param {import('../engine/engine.js').Engine} engine
   * @param {import('../engine/store.js').DataStore} store
   * @param {number} batch
   * @param {Memory | null} origin
   * @param {readonly { step: number, sections: Sections }[]} changes the first is the beginning
   */
  constructor(engine, store, batch, origin, [beginning, ...changes]) {
    const { sections } = /** @type {{ sections: Sections }} */ (beginning);
    this.net = engine.createNetwork(sections, { input: store.input });
    this.#changes = changes;
    this.#run = engine.createRun(this.net, store, {
      batch,
      seed: sections.seed,
      epochs: Number.POSITIVE_INFINITY,
    });
    if (!origin) return;
    this.net.restore(origin.state);
    this.#run.goOn(origin.place);
  }

  get step() {
    return this.#run.step;
  }

  /** @param {number} most steps @returns {boolean} whether some have been taken */
  advance(most) {
    while (this.#changes[0] && this.#changes[0].step <= this.step) {
      const { optimizer, schedule, clip } = this.#changes[0].sections;
      this.net.setOptimizer(optimizer, { schedule, clip });
      this.#changes = this.#changes.slice(1);
    }
    const next = this.#changes[0]?.step ?? Number.POSITIVE_INFINITY;
    return this.#run.advance(Math.min(most, next - this.step)).steps > 0;
  }

  dispose() {
    this.#run.dispose();
    this.net.dispose();
  }
}
