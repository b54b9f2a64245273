import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stock } from '../../web/engine/data/stock.js';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { bendsOf } from '../../web/engine/lesson/bends.js';
import { takeMeasures } from '../../web/engine/lesson/measures.js';
import { lineOf } from '../../web/engine/lesson/pieces.js';
import { sliceOf } from '../../web/engine/lesson/slice.js';
import { Survey } from '../../web/engine/lesson/survey.js';
import { Track } from '../../web/engine/lesson/track.js';
import { loadEngine } from '../../web/engine/load.js';
import { kinks } from '../../web/worker/views/kinks.js';
import { regions } from '../../web/worker/views/regions.js';
import { images } from './make-trainer.js';

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const relu = { type: 'activation', name: 'relu' };
const engine = await loadEngine();

/** A network with weights and biases of all sizes. @param {unknown[]} layers @param {number} input */
function makeNet(layers, input) {
  const { layers: parsed } = parseExperiment({
    strata: 1,
    data: { name: 'mnist' },
    layers: [...layers, linear(10)],
  });
  const net = engine.createNetwork({ layers: parsed.slice(0, -1), seed: 5 }, { input });
  const list = net.parameters();
  for (const { name, data } of list) {
    if (name.endsWith('bias')) for (const i of data.keys()) data[i] = Math.sin(3 * i + 1) / 2;
  }
  net.setParameters(list);
  return { net, diagnosis: engine.diagnose(net) };
}

/** @template R @param {import('../../web/worker/views/work.js').Work<R>} work @returns {R} */
function end(work) {
  /** @type {R | null} */
  let last = null;
  for (const { found } of work) last = found ?? last;
  assert.ok(last);
  return last;
}

/** What views need of a session. @param {ReturnType<typeof makeNet>['net']} net @param {import('../../web/engine/data/load-data.js').LoadedData} data */
const sessionOf = (net, data) =>
  /** @type {any} */ ({ net, store: stock(engine, data), step: 7, now: () => 0 });

/** @param {number[]} inputs @param {number} input */
function rowsOf(inputs, input) {
  const numbers = Float32Array.from(inputs);
  const rows = { inputs: numbers, labels: new Uint8Array(numbers.length / input) };
  return { input, train: rows, test: rows };
}

/** @param {import('../../web/engine/network.js').Network} net @param {string} name */
const of = (net, name) => net.parameter(name).data;

test('a unit’s kink is at −b/w, and hinges add up to the curve', () => {
  const { net } = makeNet([linear(8), relu, linear(1)], 1);
  const {
    hinges,
    start,
    x,
    y,
    kinks: seen,
    units,
  } = end(kinks(sessionOf(net, rowsOf([-3, 3], 1))));
  assert.deepEqual([units, hinges.length], [8, 8]);
  const places = [...of(net, '0.weight')].map((w, i) => -(of(net, '0.bias')[i] ?? 0) / w);
  for (const [i, { kinks: own }] of hinges.entries()) {
    assert.equal(own.length, 1);
    assert.ok(Math.abs((own[0] ?? 0) - (places[i] ?? 0)) < 1e-6);
  }
  assert.equal(seen.length, places.filter((place) => Math.abs(place) < 3).length);
  assert.ok(seen.length >= 4);
  for (const i of x.keys()) {
    const sum = hinges.reduce((so, hinge) => so + (hinge.y[i] ?? 0), start);
    assert.ok(Math.abs(sum - (y[i] ?? 0)) < 1e-5);
  }
});

test('where a deeper unit changes over, its pre-activation is 0', () => {
  const subject = makeNet([linear(6), relu, linear(5), relu, linear(1)], 1);
  const track = new Track(subject, [-3, 3]);
  for (const _ of track.go(100));
  const deep = track.changes.filter(({ layer }) => layer === 3);
  assert.ok(deep.length > 0);
  const outputs = subject.diagnosis.trace(Float32Array.from(deep, ({ x }) => x))[2];
  for (const [i, { unit }] of deep.entries()) {
    assert.ok(Math.abs(outputs?.[i * 5 + unit] ?? 1) < 1e-5);
  }
  // In other parts, the same.
  const { kinks: counted } = lineOf(subject, [-3, 3]);
  assert.deepEqual(track.line.kinks, counted);
});

test('regions are those of the patterns of signs, by layer, and as many as the measure says', () => {
  const subject = makeNet([linear(5), relu, linear(4), relu, linear(2)], 2);
  const found = end(regions(sessionOf(subject.net, rowsOf([-2, -2, 2, 2], 2)), 201, null));
  const points = Float32Array.from({ length: 2 * 201 * 201 }, (_, i) => {
    const at = Math.floor(i / 2);
    return -2 + (4 * (i % 2 === 0 ? at % 201 : Math.floor(at / 201))) / 200;
  });
  const outputs = subject.diagnosis.trace(points);
  const signs = (
    /** @type {number} */ at,
    /** @type {number} */ layer,
    /** @type {number} */ units,
  ) =>
    [...(outputs[layer] ?? []).slice(at * units, (at + 1) * units)]
      .map((z) => Number(z > 0))
      .join('');
  const first = Array.from({ length: 201 * 201 }, (_, at) => signs(at, 0, 5));
  const both = first.map((one, at) => `${one} ${signs(at, 2, 4)}`);
  assert.deepEqual(found.depths, [new Set(first).size, new Set(both).size]);
  assert.ok((found.depths[0] ?? 0) <= 1 + 5 + 10);
  assert.ok(found.count > (found.depths[0] ?? 0));
  assert.equal(new Set(found.marks).size, found.count);
  for (const at of [0, 200, 12_345, 40_400]) {
    assert.equal(found.on[0]?.[at], [...(first[at] ?? '')].filter((one) => one === '1').length);
    assert.equal(found.regions[at], found.regions[both.indexOf(both[at] ?? '')]);
  }
  const { store } = sessionOf(subject.net, rowsOf([-2, -2, 2, 2], 2));
  const measured = takeMeasures(/** @type {any} */ ({ ...subject, store }), [
    { measure: 'regions' },
  ]);
  assert.deepEqual(measured, [found.count]);
  const half = new Survey(subject, [-2, 2], 101);
  for (const _ of half.go(17));
  assert.equal(half.count, found.coarse);
});

test('the lines of the first layer are where its units’ sums are 0', () => {
  const subject = makeNet([linear(4), relu, linear(2)], 2);
  const { lines, low, high } = end(
    regions(sessionOf(subject.net, rowsOf([-2, -2, 2, 2], 2)), 41, null),
  );
  const [only] = lines;
  assert.ok(only && only.length > 100);
  const [w, b] = [of(subject.net, '0.weight'), of(subject.net, '0.bias')];
  for (let i = 0; i < only.length; i += 2) {
    const [x, y] = [only[i] ?? 0, only[i + 1] ?? 0].map((at) => low + (at * (high - low)) / 40);
    const sums = [...b].map(
      (bias, j) => (w[2 * j] ?? 0) * (x ?? 0) + (w[2 * j + 1] ?? 0) * (y ?? 0) + bias,
    );
    assert.ok(Math.min(...sums.map(Math.abs)) < 1e-4);
  }
});

test('over the plane through three images the network is what it is at those images', () => {
  const { net } = makeNet([linear(20), relu, linear(10), relu, linear(10)], 784);
  const test = images(0, 3);
  const at = (/** @type {number} */ i) =>
    Float32Array.from(test.images.subarray(784 * i, 784 * (i + 1)), (pixel) => pixel / 255);
  const [a, b, c] = [at(0), at(1), at(2)];
  const slice = sliceOf(net, [a, b, c]);
  const between = a.map((one, i) => one + 0.25 * ((b[i] ?? 0) - one) + 0.5 * ((c[i] ?? 0) - one));
  const wanted = net.forward(Float32Array.from([...a, ...b, ...c, ...between]));
  const given = slice.forward(Float32Array.of(0, 0, 1, 0, 0, 1, 0.25, 0.5));
  for (const [i, one] of wanted.entries()) assert.ok(Math.abs(one - (given[i] ?? 0)) < 1e-4);
  slice.dispose();
});

test('a lesson measures as many regions between images as the view shows', () => {
  const { net, diagnosis } = makeNet([linear(20), relu, linear(10), relu, linear(10)], 784);
  const rows = (/** @type {number} */ first, /** @type {number} */ count) => {
    const { images: inputs, labels } = images(first, count);
    return { inputs, labels };
  };
  const [input, train, test] = [784, rows(0, 50), rows(50, 40)];
  const session = sessionOf(net, { input, train, test });
  const places = /** @type {[number, number, number]} */ (
    [4, 7, 9].map((digit) => test.labels.indexOf(digit))
  );
  const { count } = end(regions(session, 201, places));
  assert.ok(count > 10, `${count}`);
  const { store } = session;
  const wanted = [{ measure: 'regions' }];
  assert.deepEqual(takeMeasures(/** @type {any} */ ({ net, diagnosis, store }), wanted), [count]);
  const few = stock(engine, { input, train, test: rows(50, 3) });
  const lacking = takeMeasures(/** @type {any} */ ({ net, diagnosis, store: few }), wanted);
  assert.deepEqual(lacking, [Number.NaN], 'without one of the digits');
});

test('what smooth activations do is not counted, and a border runs between the answers', () => {
  const tanh = { type: 'activation', name: 'tanh' };
  const { net } = makeNet([linear(4), tanh, linear(2)], 2);
  const found = end(regions(sessionOf(net, rowsOf([-2, -2, 2, 2], 2)), 41, null));
  assert.deepEqual([found.piecewise, found.count, found.depths], [false, 1, []]);
  assert.ok(found.borders.length > 0);
  const place = (/** @type {number} */ at) => found.low + (at * (found.high - found.low)) / 40;
  const outputs = net.forward(found.borders.map(place));
  for (let i = 0; i < outputs.length; i += 2) {
    assert.ok(Math.abs((outputs[i] ?? 0) - (outputs[i + 1] ?? 9)) < 0.02);
  }
  const smooth = makeNet([linear(4), tanh, linear(1)], 1).net;
  const curve = end(kinks(sessionOf(smooth, rowsOf([-2, 2], 1))));
  assert.deepEqual([curve.piecewise, curve.kinks], [false, []]);
  assert.ok(curve.bend > 1e-5);
});

test('an activation’s bends are found where it has them', () => {
  const at = (/** @type {string} */ name, parameters = {}) =>
    bendsOf(engine, { type: 'activation', name, ...parameters })?.at;
  assert.deepEqual(at('relu'), [0]);
  assert.deepEqual(at('hardtanh'), [-1, 1]);
  assert.deepEqual(at('hardshrink', { lambd: 0.3 }), [-0.3, 0.3]);
  assert.deepEqual(at('step'), [0]);
  assert.deepEqual(at('identity'), []);
  for (const smooth of ['tanh', 'softplus', 'elu']) assert.equal(at(smooth), undefined);
});
