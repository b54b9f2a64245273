import { gridOf, responsesOf } from './plane.js';
import { quantize, spreadOf, strongest } from './tiles.js';

/** @typedef {import('./protocol.js').ViewRequest} ViewRequest */
/** @typedef {import('./protocol.js').Views} Views */
/** @typedef {import('./protocol.js').LayerView} LayerView */
/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('../engine/summary.js').Summary} Summary */

/** Milliseconds between two views while training goes on, a little less than between snapshots. */
const INTERVAL = 80;
/** Views may take one part in so many of the time. */
const SHARE = 50;
/** Training images on which layers are observed, and on which the slopes of activations are averaged. */
const [PROBE, SLOPES] = [300, 64];
/** Training images over which pixels' spread is measured. */
const SPREAD = 1000;
const BINS = 40;
/** Half width of a histogram before anything is known. */
const START = 4;
/** From this share of a layer's pre-activations outside its histogram on, nothing is seen in it. */
const OUTSIDE = 0.2;
const EDGES = 28;

/** Looks at the network for the page: what the page shows and no more, and seldom enough not to slow training down. */
export class Look {
  /** @type {ViewRequest | null} */
  #request = null;
  /** @type {Session | null} */
  #session = null;
  /** What the last views showed. */
  #shown = { step: -1, images: -1, fresh: false, settled: false };
  #last = Number.NEGATIVE_INFINITY;
  #cost = 0;
  /** Half the width of each layer's histogram. @type {number[]} */
  #reach = [];
  /** @type {{ store: object, images: number, spread: Float32Array } | null} */
  #spread = null;
  /** @type {{ store: object, range: string, grid: import('./plane.js').Grid } | null} */
  #grid = null;

  /** @param {() => number} now milliseconds */
  constructor(now) {
    this.now = now;
  }

  /** @param {ViewRequest} request what the page shows from now on */
  ask(request) {
    this.#request = request;
    this.#shown.fresh = false;
  }

  /**
   * @param {Session} session
   * @param {boolean} hurry whether training rests: what was looked at in passing is then looked at once more
   * @returns {boolean} whether views would show something new
   */
  stale(session, hurry) {
    const { step, images, fresh, settled } = this.#shown;
    if (this.#request === null) return false;
    const same = session === this.#session && session.step === step && fresh;
    return !(same && images === probeOf(session) && (settled || !hurry));
  }

  /**
   * @param {Session} session
   * @param {boolean} hurry whether no training is to be slowed down
   * @returns {Views | null} null if there is nothing new, or not yet
   */
  take(session, hurry) {
    const start = this.now();
    const wait = Math.max(INTERVAL, SHARE * this.#cost);
    if (!this.#request || !this.stale(session, hurry)) return null;
    if (!hurry && this.#shown.fresh && start < this.#last + wait) return null;
    if (session !== this.#session) this.#reach = [];
    this.#session = session;
    if (hurry) session.foresee();
    const views = this.#views(session, this.#request, hurry);
    this.#shown = { step: session.step, images: probeOf(session), fresh: true, settled: hurry };
    this.#last = this.now();
    this.#cost = this.#last - start;
    // The next step that is taken is measured too.
    session.measure = true;
    return views;
  }

  /**
   * @param {Session} session
   * @param {ViewRequest} request
   * @param {boolean} exactly see `#observe`
   * @returns {Views}
   */
  #views(session, { tiles, digit: asked, unit, own, range = null }, exactly) {
    const { net, store, diagnosis } = session;
    // What was asked for may be of data that another experiment has.
    const digit = fits(asked, session) && asked?.length === net.input ? asked : null;
    const images = probeOf(session);
    const probe = store.rows('train', 0, images).inputs;
    const grid = images > 0 && net.input <= 2 ? this.#gridOf(session, range) : null;
    const over = grid && diagnosis.trace(grid.points);
    return {
      step: session.step,
      layers: images > 0 ? this.#observe(session, probe, exactly) : [],
      tiles: tiles.map((tile) =>
        grid && over
          ? { ...tile, ...quantize(responsesOf(net, over, tile)), ...sizeOf(grid) }
          : this.#tiles(session, tile, probe),
      ),
      field: grid && {
        ...sizeOf(grid),
        low: grid.low,
        high: grid.high,
        values: net.predict(grid.points),
      },
      edges: tiles.slice(1).flatMap((to, i) => {
        const from = /** @type {typeof to} */ (tiles[i]);
        if (linearBefore(net, to.layer) !== from.layer) return [];
        const list = strongest(net.parameter(`${to.layer}.weight`), from, to, EDGES);
        return [{ from: from.layer, to: to.layer, list }];
      }),
      outputs: digit ? diagnosis.trace(digit) : null,
      answer: digit ? net.predict(digit) : null,
      unit: unit && unitOf(net, unit),
      own:
        own && fits(own.pixels, session)
          ? { serial: own.serial, answers: answersOf(net, own.pixels) }
          : null,
      norms: session.norms,
      learnt: learntSlopes(net),
    };
  }

  /**
   * @param {Session} session
   * @param {Uint8Array | Float32Array} probe
   * @param {boolean} exactly whether every histogram is to fit at once; while training goes on, the next one will
   * @returns {LayerView[]}
   */
  #observe(session, probe, exactly) {
    const before = this.#reach;
    let found = this.#measure(session, probe);
    const fits = this.#reach.every(
      (most, i) =>
        most === (before[i] ?? START) ||
        !(exactly || shareOutside(found[i]?.input.histogram) > OUTSIDE),
    );
    if (!fits) found = this.#measure(session, probe);
    return found.map(({ input, dead, flat }) => {
      const { counts, below } = input.histogram;
      const left = counts.subarray(0, BINS / 2).reduce((sum, count) => sum + count, below);
      return {
        ...input.histogram,
        left: left / input.count,
        largest: Math.max(Math.abs(input.min), Math.abs(input.max)),
        size: input.norm / Math.sqrt(input.count),
        dead,
        flat,
      };
    });
  }

  /**
   * Observes every layer within the reaches there are, and fits these to what was found.
   *
   * @param {Session} session
   * @param {Uint8Array | Float32Array} probe
   */
  #measure({ diagnosis, net }, probe) {
    const ranges = net.sections.layers.map(({ type }, i) => {
      const most = this.#reach[i] ?? START;
      const shown = type === 'activation';
      return { input: shown ? /** @type {const} */ ([-most, most]) : null, output: null };
    });
    const found = diagnosis.observe(probe, { bins: BINS, ranges });
    this.#reach = found.map(({ input }, i) => {
      const most = this.#reach[i] ?? START;
      return ranges[i]?.input ? fittingReach(most, input) : most;
    });
    return found;
  }

  /**
   * @param {Session} session
   * @param {import('./protocol.js').TileRequest} tile
   * @param {Uint8Array | Float32Array} probe
   */
  #tiles(session, { layer, first, count, raw }, probe) {
    const { diagnosis, net } = session;
    const isFirst = linearBefore(net, layer) < 0;
    const slopes =
      isFirst || probe.length === 0 ? undefined : probe.subarray(0, SLOPES * net.input);
    const values = diagnosis.sensitivity(layer, first, count, slopes);
    if (!raw) weigh(values, this.#spreadOf(session));
    const side = Math.round(Math.sqrt(net.input));
    return { layer, first, count, ...quantize(values), width: side, height: side };
  }

  /**
   * @param {Session} session whose data do not change
   * @param {readonly [number, number] | null} range
   */
  #gridOf({ store }, range) {
    const key = String(range);
    if (this.#grid?.store !== store || this.#grid.range !== key) {
      this.#grid = { store, range: key, grid: gridOf(store, range) };
    }
    return this.#grid.grid;
  }

  /** @param {Session} session @returns {Float32Array | null} null while there are no images, or where rows are none */
  #spreadOf({ store }) {
    if (store.numbers) return null;
    const images = Math.min(SPREAD, store.count('train'));
    if (this.#spread?.store !== store || this.#spread.images < images) {
      if (images === 0) return null;
      const spread = spreadOf(store.read('train', 0, images).images, store.input);
      this.#spread = { store, images, spread };
    }
    return this.#spread.spread;
  }
}

/** @param {Uint8Array | Float32Array | null} rows @param {Session} session @returns {boolean} whether the network takes these */
function fits(rows, { net, store }) {
  if (rows === null) return false;
  return rows instanceof Float32Array === store.numbers && rows.length % net.input === 0;
}

/** @param {import('./plane.js').Grid} grid */
function sizeOf({ width, height }) {
  return { width, height };
}

/**
 * @param {Session['net']} net
 * @param {number} layer
 */
function linearBefore({ sections }, layer) {
  return sections.layers.slice(0, layer).findLastIndex(({ type }) => type === 'linear');
}

/**
 * @param {Session['net']} net
 * @param {{ layer: number, unit: number }} which
 * @returns {Views['unit']} null if there is none
 */
function unitOf(net, { layer, unit }) {
  const at = net.sections.layers[layer];
  if (at?.type !== 'linear' || unit >= at.units) return null;
  const { data, shape } = net.parameter(`${layer}.weight`);
  const columns = shape[1] ?? 0;
  return {
    layer,
    unit,
    weights: data.slice(unit * columns, (unit + 1) * columns),
    bias: at.bias ? (net.parameter(`${layer}.bias`).data[unit] ?? 0) : 0,
  };
}

/** @param {Session['net']} net @returns {Views['learnt']} */
function learntSlopes(net) {
  return net.sections.layers.flatMap((layer, i) =>
    layer.type === 'activation' && layer.name === 'prelu'
      ? [[i, net.parameter(`${i}.weight`).data[0] ?? Number.NaN]]
      : [],
  );
}

/**
 * @param {Session['net']} net
 * @param {Uint8Array} images [n · input]
 * @returns {Int8Array} the class that each is taken for, −1 where an output is not finite
 */
function answersOf(net, images) {
  const shares = net.predict(images);
  return Int8Array.from({ length: images.length / net.input }, (_, i) => {
    const row = shares.subarray(i * net.output, (i + 1) * net.output);
    return row.every(Number.isFinite) ? row.indexOf(Math.max(...row)) : -1;
  });
}

/** @param {Session} session */
function probeOf({ store }) {
  return Math.min(PROBE, store.count('train'));
}

/**
 * @param {Float32Array} values rows of the spread's width
 * @param {Float32Array | null} spread
 */
function weigh(values, spread) {
  if (spread === null) return;
  for (let at = 0; at < values.length; at += spread.length) {
    for (let i = 0; i < spread.length; i++)
      values[at + i] = (values[at + i] ?? 0) * (spread[i] ?? 0);
  }
}

/** @param {Summary['histogram'] | undefined} histogram */
function shareOutside(histogram) {
  if (!histogram) return 0;
  const { counts, below, above } = histogram;
  return (below + above) / counts.reduce((sum, count) => sum + count, below + above);
}

/** Half widths of histograms, far apart enough that a width does not flicker. */
const reaches = [1, 2, 3, 4, 6, 8, 12, 20, 30, 50, 100];

/**
 * @param {number} reach as it is
 * @param {Summary} found
 * @returns {number} one that holds nearly all, and is not much too wide
 */
function fittingReach(reach, { mean, deviation }) {
  const wanted = Math.abs(mean) + 3 * deviation;
  if (!Number.isFinite(wanted)) return reach;
  if (wanted <= reach && wanted > reach / 3) return reach;
  return reaches.find((one) => one >= wanted) ?? 10 ** Math.ceil(Math.log10(wanted));
}
