// What the views show, against plain JavaScript over what the network itself gives out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tables } from '../../web/engine/tables.js';
import {
  act,
  assertClose,
  at,
  engine,
  labels,
  linear,
  norm,
  numbers,
  oneHot,
  pixels,
  withNetwork,
} from './helpers.js';
import { gradients, rowsOf } from './reference.js';

/** @typedef {import('../../web/engine/summary.js').Summary} Summary */
/** @typedef {readonly [number, number]} Range */

const INPUT = 6;
const ROWS = 300;
const x = numbers(1, ROWS * INPUT, 2);

/**
 * @param {Summary} found
 * @param {ArrayLike<number>} list
 * @param {{ bins: number, range?: Range }} options
 * @param {string} what
 */
function assertSummary(found, list, { bins, range }, what) {
  const values = Array.from(list);
  const count = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / count;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / count;
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const { histogram, ...rest } = found;
  assert.deepEqual([rest.count, rest.min, rest.max], [count, min, max], what);
  const scale = norm(values) / Math.sqrt(count) + 1e-30;
  assert.ok(Math.abs(rest.mean - mean) < 1e-9 * scale, `${what}: mean ${rest.mean}, not ${mean}`);
  assert.ok(Math.abs(rest.deviation - Math.sqrt(variance)) < 1e-6 * scale, `${what}: deviation`);
  assert.ok(Math.abs(rest.norm - norm(values)) <= 1e-9 * norm(values), `${what}: norm`);

  const [low, high] = [histogram.low, histogram.high];
  if (range) assert.deepEqual([low, high], range);
  else
    assert.ok(low === min && high > max && high - max <= 1e-5 * (max - min || Math.abs(max) || 1));
  const counts = new Uint32Array(bins);
  let [below, above] = [0, 0];
  for (const v of values) {
    const bin = Math.floor((v - low) * (bins / (high - low)));
    if (bin < 0) below += 1;
    else if (bin >= bins) above += 1;
    else counts[bin] = at(counts, bin) + 1;
  }
  assert.deepEqual(histogram, { low, high, counts, below, above }, what);
  if (!range) assert.deepEqual([below, above], [0, 0]);
}

/**
 * Outputs of the first layers of a network, from a network of just these.
 * @param {import('./helpers.js').Network} net
 * @param {number} count of layers
 */
function outputOf(net, count) {
  if (count === 0) return x;
  const layers = net.sections.layers.slice(0, count);
  return withNetwork({ layers }, INPUT, (part) => {
    const names = part.tensors.map(({ name }) => name);
    part.setParameters(net.parameters().filter(({ name }) => names.includes(name)));
    return part.forward(x);
  });
}

const layers = [linear(9), act('prelu'), linear(5, false), act('rrelu'), act('sin'), linear(4)];

for (const bins of [1, 13, 40]) {
  test(`observe with ${bins} bins summarises what goes into and comes out of each layer`, () => {
    withNetwork({ layers }, INPUT, (net) => {
      const print = net.fingerprint();
      const views = engine.diagnose(net).observe(x, { bins });
      assert.equal(views.length, layers.length);
      views.forEach(({ input, output, dead, flat }, i) => {
        assertSummary(input, outputOf(net, i), { bins }, `input of ${i}`);
        assertSummary(output, outputOf(net, i + 1), { bins }, `output of ${i}`);
        if (at(layers, i).type === 'linear') assert.deepEqual([dead, flat], [0, 0]);
      });
      assert.equal(net.fingerprint(), print);
    });
  });
}

test('observe with ranges of its own counts what lies outside', () => {
  withNetwork({ layers }, INPUT, (net) => {
    const ranges = layers.map((_, i) => ({
      input: /** @type {const} */ ([-0.5, 0.25 + i]),
      output: /** @type {const} */ ([0.1 * i, 0.9]),
    }));
    const views = engine.diagnose(net).observe(x, { bins: 10, ranges });
    views.forEach(({ input, output }, i) => {
      const { input: into, output: out } = at(ranges, i);
      assertSummary(input, outputOf(net, i), { bins: 10, range: into }, `input of ${i}`);
      assertSummary(output, outputOf(net, i + 1), { bins: 10, range: out }, `output of ${i}`);
    });
  });
});

test('observe takes pixels too, and 40 bins by default', () => {
  withNetwork({ layers }, INPUT, (net) => {
    const bytes = pixels(2, 20 * INPUT);
    const [fromBytes, fromFloats] = [bytes, Float32Array.from(bytes, (b) => b / 255)].map(
      (images) => engine.diagnose(net).observe(images),
    );
    assert.deepEqual(fromBytes, fromFloats);
    assert.equal(fromBytes?.[0]?.input.histogram.counts.length, 40);
  });
});

test('numbers that are none count in count alone', () => {
  withNetwork({ layers: [linear(2)] }, 1, (net) => {
    const input = Float32Array.of(1, Number.NaN, 3, Number.NaN);
    const [view] = engine.diagnose(net).observe(input, { bins: 2 });
    const { count, mean, deviation, min, max, histogram } = view?.input ?? assert.fail();
    assert.deepEqual(
      { count, mean, deviation, min, max },
      { count: 4, mean: 2, deviation: 1, min: 1, max: 3 },
    );
    assert.deepEqual([...histogram.counts], [1, 1]);
    const [nothing] = engine.diagnose(net).observe(Float32Array.of(Number.NaN), { bins: 2 });
    assert.deepEqual([nothing?.input.count, nothing?.input.mean, nothing?.input.norm], [1, 0, 0]);
  });
});

test('constant numbers have no deviation and fall into one bin', () => {
  withNetwork({ layers: [linear(2)] }, 3, (net) => {
    const [view] = engine.diagnose(net).observe(new Float32Array(600).fill(0.1), { bins: 5 });
    assert.equal(view?.input.deviation, 0);
    assert.deepEqual([...(view?.input.histogram.counts ?? [])], [600, 0, 0, 0, 0]);
  });
});

test('dead units of relu are those that no image wakes', () => {
  withNetwork({ layers: [linear(8), act('relu'), linear(2)] }, INPUT, (net) => {
    const bias = [-100, -100, -100, 0, 0, 0, 100, 100];
    net.setParameters(
      net.parameters().map((p) => (p.name === '0.bias' ? { ...p, data: bias } : p)),
    );
    const [, relu] = engine.diagnose(net).observe(x);
    assert.equal(relu?.dead, 3 / 8);
    const off = outputOf(net, 1).filter((value) => value <= 0).length;
    assert.equal(relu?.flat, off / (8 * ROWS));
    // One image of 300, in the last chunk, wakes a unit.
    const one = x.slice();
    net.setParameters(
      net
        .parameters()
        .map((p) =>
          p.name === '0.weight' ? { ...p, data: [1, ...Array(8 * INPUT - 1).fill(0)] } : p,
        ),
    );
    one[299 * INPUT] = 101;
    const [, woken] = engine.diagnose(net).observe(one);
    // 1 and 2 stay dead, 3 to 5 have bias 0 and weights 0, 6 and 7 are on.
    assert.equal(woken?.dead, 5 / 8);
  });
});

test('flat sigmoids are those at either end; they are not dead', () => {
  withNetwork({ layers: [linear(4), act('sigmoid'), linear(2)] }, INPUT, (net) => {
    const bias = [20, -20, 0, 0];
    net.setParameters(
      net.parameters().map((p) => (p.name === '0.bias' ? { ...p, data: bias } : p)),
    );
    const [, view] = engine.diagnose(net).observe(x);
    assert.deepEqual([view?.dead, view?.flat], [0, 0.5]);
    const slopes = engine.activateGrad('sigmoid', {}, outputOf(net, 1));
    for (const flatBelow of [1e-12, 0.1, 0.24, 1]) {
      const [, other] = engine.diagnose(net).observe(x, { flatBelow });
      assert.equal(other?.flat, slopes.filter((slope) => slope < flatBelow).length / slopes.length);
    }
  });
});

for (const { name, kind } of tables.activations) {
  test(`dead and flat of ${name} are its derivative's`, () => {
    withNetwork(
      { layers: [linear(10), act(name), linear(2)], init: { name: 'normal' } },
      INPUT,
      (net) => {
        const few = x.subarray(0, 3 * INPUT);
        const [, view] = engine.diagnose(net).observe(few, { flatBelow: 0.2 });
        const inputs = outputOf(net, 1).subarray(0, 30);
        const slopes = engine.activateGrad(name, {}, inputs);
        assert.equal(view?.flat, slopes.filter((d) => Math.abs(d) < 0.2).length / 30, kind);
        const dead = Array.from({ length: 10 }, (_, unit) =>
          [0, 10, 20].every((row) => at(slopes, row + unit) === 0),
        );
        assert.equal(view?.dead, dead.filter(Boolean).length / 10);
      },
    );
  });
}

test('an activation on the widest input is observed within its own memory', () => {
  withNetwork({ layers: [act('relu'), act('relu'), linear(2)] }, 65536, (net) => {
    const marker = engine.createNetwork({ layers: [linear(50)] }, { input: 50 });
    const print = marker.fingerprint();
    const images = pixels(1, 65536);
    images.fill(0, 0, 16384);
    const zeros = images.filter((pixel) => pixel === 0).length;
    const [first, second] = engine.diagnose(net).observe(images, { bins: 3 });
    assert.equal(first?.dead, zeros / 65536);
    assert.equal(second?.dead, zeros / 65536);
    assert.equal(marker.fingerprint(), print);
    marker.dispose();
  });
});

for (const { name } of tables.optimizers) {
  test(`watched norms with ${name}: gradients, updates and weights of the last step`, () => {
    const document = { layers, optimizer: { name }, loss: 'mse_loss' };
    withNetwork(document, INPUT, (net) => {
      const look = engine.diagnose(net);
      const classes = labels(3, ROWS, 4);
      assert.ok(look.norms().every((norms) => Object.values(norms).every((value) => value === 0)));
      net.trainBatch(x, classes);
      look.watch(true);
      const before = net.parameters();
      net.trainBatch(x, classes);
      const after = net.parameters();
      const slopes = net.gradients();
      look.norms().forEach((found, layer) => {
        const all = (/** @type {import('./helpers.js').Parameter[]} */ list) =>
          list.filter((p) => p.name.startsWith(`${layer}.`)).flatMap((p) => [...p.data]);
        const [old, now] = [all(before), all(after)];
        const wanted = [norm(all(slopes)), norm(now.map((v, i) => v - at(old, i))), norm(old)];
        assertClose([found.gradient], wanted.slice(0, 1), 1e-5, `gradient ${layer}`);
        assertClose([found.update], wanted.slice(1, 2), 1e-5, `update ${layer}`);
        assertClose([found.weight], wanted.slice(2), 1e-5, `weight ${layer}`);
        assert.ok(found.outputGradient > 0);
      });
    });
  });
}

test("outputGradient is the norm of the loss's gradient by each layer's output", () => {
  const plain = [linear(9), act('prelu'), linear(5, false), act('tanh'), act('sin'), linear(4)];
  withNetwork({ layers: plain }, INPUT, (net) => {
    const look = engine.diagnose(net);
    look.watch(true);
    const classes = labels(4, ROWS, 4);
    const targets = rowsOf(oneHot(classes, 4), 4);
    const { byOutput } = gradients(net.sections, net.parameters(), rowsOf(x, INPUT), targets);
    net.trainBatch(x, classes);
    look.norms().forEach(({ outputGradient }, layer) => {
      assertClose([outputGradient], [norm(at(byOutput, layer))], 1e-4, `layer ${layer}`);
    });
  });
});

test('watching changes no bit, and ends', () => {
  const prints = [false, true].map((on) =>
    withNetwork({ layers, optimizer: { name: 'adam' } }, INPUT, (net) => {
      const look = engine.diagnose(net);
      look.watch(on);
      for (let step = 0; step < 4; step++) net.trainBatch(x, labels(step, ROWS, 4));
      assert.equal((look.norms()[0]?.gradient ?? 0) > 0, on);
      look.watch(false);
      net.trainBatch(x, labels(9, ROWS, 4));
      assert.equal(look.norms()[0]?.gradient, 0);
      return net.fingerprint();
    }),
  );
  assert.equal(prints[0], prints[1]);
});

test('summarize shows the values and gradients of each parameter', () => {
  withNetwork({ layers }, INPUT, (net) => {
    const look = engine.diagnose(net);
    net.trainBatch(x, labels(5, ROWS, 4));
    for (const part of /** @type {const} */ (['value', 'gradient'])) {
      const list = part === 'value' ? net.parameters() : net.gradients();
      for (const { name, data } of list) {
        assertSummary(look.summarize(name, part, { bins: 7 }), data, { bins: 7 }, name);
        const range = /** @type {const} */ ([-0.2, 0.3]);
        assertSummary(
          look.summarize(name, part, { bins: 9, range }),
          data,
          { bins: 9, range },
          name,
        );
      }
    }
  });
});

for (const [first, last] of /** @type {[number, number][]} */ ([
  [0, 2],
  [0, 0],
  [1, 2],
  [4, 4],
  [4, 5],
  [0, 5],
  [2, 3],
  [1, 4],
])) {
  test(`layers ${first} to ${last} collapse into the one linear layer that does the same but for activations`, () => {
    const deep = [
      linear(33),
      linear(7, false),
      linear(12),
      act('relu'),
      linear(9, false),
      linear(5),
    ];
    withNetwork({ layers: deep, init: { name: 'normal', std: 0.5 } }, INPUT, (net) => {
      const list = net.parameters();
      for (const [i, { data }] of list.entries()) data.set(numbers(i + 1, data.length, 0.5));
      net.setParameters(list);
      const { weight, bias, shape } = engine
        .diagnose(net)
        .collapse(first, last, { over: last >= 3 });
      const parts = deep
        .map((layer, i) => ({ layer, i }))
        .filter(({ layer, i }) => layer.type === 'linear' && i >= first && i <= last);
      const [rows, columns] = shape;
      const into = numbers(9, 50 * columns);
      const wanted = withNetwork({ layers: parts.map(({ layer }) => layer) }, columns, (part) => {
        part.setParameters(
          list.flatMap(({ name, ...rest }) => {
            const [layer = '', kind] = name.split('.');
            const at = parts.findIndex(({ i }) => i === Number(layer));
            return at >= 0 ? [{ ...rest, name: `${at}.${kind}` }] : [];
          }),
        );
        return part.forward(into);
      });
      withNetwork({ layers: [linear(rows)] }, columns, (single) => {
        single.setParameters([
          { name: '0.weight', shape, data: weight },
          { name: '0.bias', shape: [rows], data: bias },
        ]);
        assertClose(single.forward(into), wanted, 1e-5, 'outputs');
      });
    });
  });
}
