import { bendsOf } from '../../engine/lesson/bends.js';
import { rangeOf } from '../../engine/lesson/pieces.js';
import { Track } from '../../engine/lesson/track.js';
import { copyOf, imagesAtOnce } from './work.js';

/** @typedef {import('../../engine/network.js').Network} Network */

/** Every so many points of the line are shown. */
const STRIDE = 5;
/** More units are not drawn one by one. */
const MOST = 512;

/**
 * @typedef {object} Hinge what one unit of the last hidden layer adds to the output
 * @property {number} unit
 * @property {number} out its weight in the output, v
 * @property {Float32Array} y what it adds, by point
 * @property {number | null} weight w, where the unit looks at the input itself
 * @property {number | null} bias b
 * @property {number[]} kinks where it changes over: in the picture, or anywhere if it looks at the input itself
 * @property {boolean} dead it adds nothing that changes, anywhere in the picture
 *
 * @typedef {object} KinksView what a network with one input and one output does
 * @property {number} step
 * @property {Float32Array} x
 * @property {Float32Array} y
 * @property {number[]} kinks of the whole network, in the picture
 * @property {number} bend see engine/lesson/track.js
 * @property {boolean} piecewise whether all its activations are piecewise linear
 * @property {number} units of all layers
 * @property {Hinge[]} hinges none where there are too many
 * @property {number} start what the hinges are added to, c
 */

/**
 * @param {import('../session.js').Session} session
 * @returns {import('./work.js').Work<KinksView>}
 */
export function* kinks(session) {
  const { store, step } = session;
  if (store.count('train') === 0) return;
  const net = copyOf(session);
  try {
    const { layers } = net.sections;
    const last = layers.findLastIndex(({ type }) => type === 'linear');
    const subject = { net, diagnosis: net.engine.diagnose(net) };
    const track = new Track(subject, rangeOf(store), last > 0 ? [last - 1] : []);
    yield { share: 0, found: null };
    for (const share of track.go(imagesAtOnce(net))) yield { share, found: null };
    const { x, y, kinks, bend } = track.line;
    const shown = (/** @type {number} */ _, /** @type {number} */ i) => i % STRIDE === 0;
    const bent = layers.filter(({ type }) => type === 'activation');
    const found = {
      step,
      x: x.filter(shown),
      y: y.filter(shown),
      kinks,
      bend,
      piecewise: bent.every((layer) => bendsOf(net.engine, layer) !== null),
      units: layers.reduce(
        (sum, one, i) => sum + (one.type === 'linear' && i < last ? one.units : 0),
        0,
      ),
      ...hingesOf(net, track, last),
    };
    yield { share: 1, found };
  } finally {
    net.dispose();
  }
}

/**
 * @param {Network} net
 * @param {Track} track which has been followed
 * @param {number} last linear layer
 * @returns {Pick<KinksView, 'hinges' | 'start'>}
 */
function hingesOf(net, track, last) {
  const outputs = track.outputs.get(last - 1);
  const weights = valuesOf(net, `${last}.weight`);
  const start = valuesOf(net, `${last}.bias`)[0] ?? 0;
  const units = weights.length;
  if (!outputs || units > MOST) return { hinges: [], start };
  const near =
    last === 2 ? { weight: valuesOf(net, '0.weight'), bias: valuesOf(net, '0.bias') } : null;
  const bends = bendsOf(net.engine, net.sections.layers[last - 1]);
  const hinges = weights.map((out, unit) => {
    const y = Float32Array.from(
      { length: Math.ceil(track.x.length / STRIDE) },
      (_, i) => out * (outputs[i * STRIDE * units + unit] ?? 0),
    );
    const own = near && { weight: near.weight[unit] ?? 0, bias: near.bias[unit] ?? 0 };
    return {
      unit,
      out,
      y,
      weight: own?.weight ?? null,
      bias: own?.bias ?? null,
      kinks: own
        ? (bends?.at ?? []).map((bend) => (bend - own.bias) / own.weight).filter(Number.isFinite)
        : track.changes
            .filter((one) => one.layer === last - 1 && one.unit === unit)
            .map(({ x }) => x),
      dead: y.every((one) => one === y[0]),
    };
  });
  return { hinges, start };
}

/** @param {Network} net @param {string} name @returns {number[]} none where there is no such parameter */
function valuesOf(net, name) {
  return net.tensors.some((one) => one.name === name) ? [...net.parameter(name).data] : [];
}
