// Every error of these modules is provoked at least once, and says what was found and what is allowed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine, StrataError } from '../../web/engine/index.js';
import { demandAccepted, writeSpec } from '../../web/engine/spec.js';
import { act, engine, labels, linear, numbers, oneHot, pixels, refusal } from './helpers.js';

const files = [
  ...['arrays', 'diagnosis', 'engine', 'load', 'memory', 'network', 'parameters'],
  ...['run', 'spec', 'store', 'train'],
];
/** Those that need a process or a folder of their own; load.test.js provokes them. */
const elsewhere = ['wasm-load', 'wasm-missing', 'kernels-unknown'];

const net = engine.createNetwork({ layers: [linear(4), act('tanh'), linear(3)] }, { input: 5 });
const margin = engine.createNetwork(
  { layers: [linear(3)], loss: 'multi_margin_loss' },
  { input: 5 },
);
const gone = engine.createNetwork({ layers: [linear(3)] }, { input: 5 });
const narrow = engine.createNetwork({ layers: [linear(3)] }, { input: 4 });
const foreign = (await loadEngine()).createNetwork({ layers: [linear(3)] }, { input: 5 });
gone.dispose();

/** @param {number} count */
function store(count) {
  const made = engine.createStore({ train: count, test: count, input: 5 });
  made.append('train', pixels(1, 5), labels(1, 1, 3));
  return made;
}
const some = store(10);
const closed = store(10);
closed.dispose();
const bad = engine.createStore({ train: 2, test: 1, input: 5 });
bad.append('train', pixels(1, 10), Uint8Array.of(2, 200));

const [x, y] = [numbers(1, 10), Uint8Array.of(0, 2)];
const set = { images: pixels(1, 10), labels: y };
const aims = { inputs: x, targets: oneHot(y, 3) };
const curve = engine.createStore({ train: 1, test: 1, input: 5, numbers: true, targets: 1 });
curve.append('train', numbers(1, 5), numbers(2, 1));
const run = { batch: 1, seed: 1, epochs: 1 };
const look = engine.diagnose(net);
const deep = { layers: Array.from({ length: 65 }, () => linear(2)) };
const heavy = { layers: [linear(8192), linear(8192)] };
const whole = { strata: 1, data: { name: 'mnist' }, layers: [linear(9)] };

/** @param {any} value */
const any = (value) => value;

/** @type {Record<string, [work: () => unknown, ...says: string[]][]>} */
const provoked = {
  'array-type': [
    [() => net.trainBatch(any([1, 2]), y), 'Float32Array', 'Uint8Array'],
    [() => net.trainBatch(any(new Float64Array(10)), y), 'Float32Array', 'Uint8Array'],
    [() => net.forward(any(undefined)), 'Float32Array', 'Uint8Array'],
    [() => net.predict(any('x')), 'Float32Array'],
    [() => net.trainBatch(x, any([0, 1])), 'Uint8Array', 'Float32Array'],
    [() => net.evaluate(x, any(null)), 'Uint8Array', 'Float32Array'],
    [() => look.observe(any(3)), 'Float32Array'],
    [() => engine.activate('relu', {}, any([1])), 'Float32Array'],
    [() => some.append('train', any(x), y), 'Uint8Array'],
    [() => some.append('train', set.images, any(oneHot(y, 3))), 'Uint8Array'],
    [() => engine.train(net, any(undefined)), 'data.train', 'Uint8Array'],
    [() => engine.train(net, any({ train: set })), 'data.test', 'Uint8Array'],
    [() => engine.train(net, { train: set, test: any({ ...set, images: x }) }), 'data.test'],
    [() => engine.train(net, any({ train: { images: x, targets: y }, test: set })), 'data.train'],
    [
      () => engine.train(net, { train: set, test: { inputs: x, labels: y } }),
      'Uint8Array and Uint8Array',
      'Float32Array and Uint8Array',
    ],
    [() => curve.append('train', set.images, numbers(1, 2)), 'Float32Array of inputs', 'targets'],
    [() => curve.append('train', x, any(y)), 'Float32Array of targets'],
  ],
  'array-length': [
    [() => net.forward(numbers(1, 11)), '11', '5'],
    [() => net.forward(new Float32Array(0)), '0', '5', 'at least one'],
    [() => net.trainBatch(x, Uint8Array.of(1, 2, 0)), '3 labels', '2 rows need 2'],
    [() => net.trainBatch(x, new Float32Array(5)), '5 labels', '2 rows need 6'],
    [() => net.evaluate(x, new Uint8Array(0)), '0 labels', 'need 2'],
    [() => look.observe(numbers(1, 4)), '4', '5'],
    [() => some.append('train', pixels(1, 6), y), '6', '5'],
    [() => some.append('train', set.images, labels(1, 3, 3)), '3 labels', 'need 2'],
    [
      () => engine.train(net, { train: set, test: { ...set, labels: labels(1, 1, 2) } }),
      '1 labels',
    ],
    [
      () =>
        engine.train(net, { train: set, test: { images: pixels(1, 0), labels: labels(1, 0, 2) } }),
      '0',
    ],
  ],
  'label-range': [
    [() => net.trainBatch(x, Uint8Array.of(0, 3)), 'Label 3', 'position 1', '0 to 2'],
    [() => net.evaluate(x, Uint8Array.of(255, 3)), 'Label 255', 'position 0', '0 to 2'],
    [
      () => engine.train(net, { train: set, test: { ...set, labels: Uint8Array.of(0, 9) } }),
      'Label 9',
    ],
    [() => engine.createRun(net, bad, run).advance(2), 'Label 200', 'position 1', '0 to 2'],
    [() => net.evaluateStore(bad, 'train', 0, 2), 'Label 200', 'position 1', '0 to 2'],
  ],
  'targets-unfit': [
    [() => margin.trainBatch(x, oneHot(y, 3)), 'multi_margin_loss', 'class labels', 'Uint8Array'],
    [() => margin.evaluate(x, oneHot(y, 3)), 'multi_margin_loss', 'class labels', 'Uint8Array'],
    [() => engine.train(margin, { train: aims, test: aims }), 'multi_margin_loss', 'class labels'],
  ],
  'experiment-invalid': [
    [() => engine.createNetwork(deep, { input: 2 }), '65 layers', '64'],
    [() => engine.createNetwork({ layers: [linear(8193)] }, { input: 2 }), '8193', '8,192'],
    [() => engine.createNetwork({ layers: [linear(0)] }, { input: 2 }), '0', '1'],
    [() => engine.createNetwork(heavy, { input: 1 }), '67,133,440', '64,000,000'],
    [() => engine.createNetwork({ layers: [] }, { input: 2 }), '0 layers', '64'],
    [() => engine.createNetwork({ layers: [act('relu')] }, { input: 2 }), 'linear'],
    [() => engine.createNetwork(undefined, { input: 2 }), 'experiment'],
    [() => engine.createNetwork('{', { input: 2 }), 'JSON'],
    [() => engine.createNetwork(whole, { input: 784 }), '9', '10'],
    ...[0, 65537, 1.5, Number.NaN, -1, any('7'), any(undefined)].map(
      (input) =>
        /** @type {[() => unknown, ...string[]]} */ ([
          () => engine.createNetwork({ layers: [linear(2)] }, { input }),
          'input: ',
        ]),
    ),
    [() => engine.createNetwork({ layers: [linear(2)] }, { input: 65537 }), '65,536'],
    [() => engine.createNetwork({ layers: [linear(2)] }, any(undefined)), 'input'],
    [() => net.setOptimizer({ name: 'sgd', lr: 1e9 }), 'optimizer.lr', '1,000'],
    [() => engine.activate('tan', {}, x), '"tan"', 'tanh'],
  ],
  memory: [
    [() => engine.createStore({ train: 1e7, test: 1, input: 1000 }), 'MB', 'fewer'],
    [() => engine.heap.allocate(2 ** 40), '1,048,576 MB'],
  ],
  'network-disposed': Object.entries({
    parameters: [],
    parameter: ['0.weight'],
    state: [],
    restore: [{ steps: 0, parts: [] }],
    gradients: [],
    setParameters: [[]],
    trainBatch: [x, y],
    forward: [x],
    predict: [x],
    evaluate: [x, y],
    evaluateStore: [some, 'train', 0, 1],
    setOptimizer: [{ name: 'sgd' }],
    fingerprint: [],
  }).map(([method, args]) => [() => any(gone)[method](...args), 'disposed']),
  'parameters-mismatch': [[() => net.setParameters([]), '0.weight: missing']],
  'optimizer-fixed': [[() => net.setOptimizer({ name: 'adam' }), 'sgd']],
  'store-full': [
    [() => some.append('train', pixels(1, 50), labels(1, 10, 3)), '11', '10'],
    [() => some.append('test', pixels(1, 55), labels(1, 11, 3)), '11', '10'],
  ],
  'store-disposed': [
    [() => closed.append('train', pixels(1, 5), labels(1, 1, 3)), 'disposed'],
    [() => net.evaluateStore(closed, 'train', 0, 1), 'disposed'],
    [() => engine.createRun(net, closed, run).advance(1), 'disposed'],
  ],
  'store-range': [
    [() => net.evaluateStore(some, 'train', 0, 2), '0 to 2', '1 train'],
    [() => net.evaluateStore(some, 'train', -1, 1), '-1'],
    [() => net.evaluateStore(some, 'test', 0, 1), '0 test'],
    [() => net.evaluateStore(some, 'train', 0, 0.5), '0.5'],
    [() => net.evaluateStore(some, 'train', 0, Number.NaN), 'NaN'],
    [() => net.evaluateStore(some, any('valid'), 0, 1), '"valid"', '"train"', '"test"'],
    [() => some.append(any('valid'), pixels(1, 5), labels(1, 1, 3)), '"valid"', '"test"'],
  ],
  'store-size': [
    [() => engine.createStore({ train: 0, test: 1, input: 1 }), 'train: 0', '1'],
    [() => engine.createStore({ train: 1, test: Number.NaN, input: 1 }), 'test: NaN'],
    [() => engine.createStore({ train: 1, test: 1, input: 1.5 }), 'input: 1.5'],
    [() => engine.createStore({ train: Number.POSITIVE_INFINITY, test: 1, input: 1 }), 'Infinity'],
    [() => engine.createStore(any({})), 'train: undefined'],
    [() => engine.createStore({ train: 1, test: 1, input: 1, targets: -1 }), 'targets: -1', '0'],
  ],
  'store-kind': [[() => curve.read('train', 0, 1), 'rows']],
  'store-targets': [
    [() => engine.createRun(net, curve, run), '3 numbers', '1 to aim at'],
    [() => net.evaluateStore(curve, 'train', 0, 1), '3 numbers', '1 to aim at'],
  ],
  'store-input': [
    [() => engine.createRun(narrow, some, run), '4', '5'],
    [() => narrow.evaluateStore(some, 'train', 0, 1), '4', '5'],
  ],
  'engine-mixed': [
    [() => engine.createRun(foreign, some, run), 'two engines'],
    [() => foreign.evaluateStore(some, 'train', 0, 1), 'two engines'],
  ],
  'run-options': [
    ...[0, -1, 1.5, Number.NaN, any('32'), any(undefined)].map(
      (batch) =>
        /** @type {[() => unknown, ...string[]]} */ ([
          () => engine.createRun(net, some, { ...run, batch }),
          `batch cannot be ${batch}`,
          'from 1 on',
        ]),
    ),
    [() => engine.createRun(net, some, { ...run, seed: -1 }), 'seed', '-1', '0 to 4294967295'],
    [() => engine.createRun(net, some, { ...run, seed: 2 ** 32 }), 'seed', '4294967296'],
    [() => engine.createRun(net, some, { ...run, epochs: Number.NaN }), 'epochs', 'NaN'],
    [() => engine.createRun(net, some, { ...run, epochs: 0.5 }), 'epochs', '0.5'],
    [() => engine.createRun(net, some, run).advance(Number.NaN), 'maxSteps', 'NaN'],
    [() => engine.createRun(net, some, run).advance(0.5), 'maxSteps', '0.5'],
    [() => engine.createRun(net, some, run).advance(-1), 'maxSteps', '-1'],
    [() => engine.train(net, { train: set, test: set }, { epochs: any('all') }), 'epochs', 'all'],
    [() => engine.train(net, { train: set, test: set }, { batch: 0 }), 'batch', '0'],
    [
      () => engine.train(net, { train: aims, test: aims }, { targetAccuracy: 0.9 }),
      'targetAccuracy',
      'classes',
    ],
    [() => engine.train(net, { train: set, test: set }, { targetAccuracy: 2 }), '2', '0 to 1'],
  ],
  'engine-spec': [
    [
      () => {
        const { c, heap } = engine;
        const sections = { ...net.sections, layers: [{ type: 'linear', units: 9000, bias: true }] };
        heap.borrow([c.strata_spec_bytes(), c.strata_why_bytes()], (spec = 0, why = 0) => {
          heap.u8(spec, c.strata_spec_bytes()).fill(0);
          writeSpec(c, spec, any(sections), 5);
          demandAccepted(c, c.strata_check(spec, why), why);
        });
      },
      'layers[0]',
      '9000',
    ],
  ],
  'parameter-unknown': [
    [() => look.summarize('1.weight', 'value'), '"1.weight"', '0.weight, 0.bias, 2.weight, 2.bias'],
    [() => look.summarize('0.bias', any('values')), '"values"', '"value"', '"gradient"'],
    [() => net.parameter('9.bias'), '"9.bias"', '0.weight'],
  ],
  'histogram-invalid': [
    ...[0, -1, 1.5, Number.NaN, 1e9, any('10')].map(
      (bins) =>
        /** @type {[() => unknown, ...string[]]} */ ([
          () => look.observe(x, { bins }),
          `${bins} bins`,
          '1 to 100000',
        ]),
    ),
    [() => look.summarize('0.bias', 'value', { bins: 0 }), '0 bins'],
    [() => look.summarize('0.bias', 'value', { range: [1, 1] }), 'from 1 to 1', 'smaller'],
    [() => look.summarize('0.bias', 'value', { range: [0, Number.NaN] }), 'from 0 to NaN'],
    [() => look.observe(x, { flatBelow: Number.NaN }), 'flatBelow', 'NaN', 'from 0'],
    [() => look.observe(x, { ranges: [] }), '0 pairs', '3 layers'],
    [
      () => look.observe(x, { ranges: Array(3).fill({ input: [0, 1], output: [2, 1] }) }),
      'from 2 to 1',
    ],
  ],
  'sensitivity-outputs': [
    [() => look.sensitivity(1, 0, 1), 'layer 1'],
    [() => look.sensitivity(0, 3, 2), '3 to 4'],
    [() => look.sensitivity(0, Number.NaN, 1), 'NaN'],
  ],
  'state-mismatch': [
    [() => net.restore(narrow.state()), 'another network'],
    [() => net.restore({ ...net.state(), steps: -1 }), 'another network'],
  ],
  'run-place': [[() => engine.createRun(net, some, run).goOn(any({ epoch: -1 })), 'another run']],
  'collapse-layers': [
    [() => look.collapse(0, 2), '0 to 2', 'linear'],
    [() => look.collapse(1, 1), '1 to 1'],
    [() => look.collapse(2, 3), '2 to 3'],
    [() => look.collapse(2, 1), '2 to 1'],
    [() => look.collapse(-1, 0), '-1 to 0'],
    [() => look.collapse(Number.NaN, 0), 'NaN'],
    [() => look.collapse(0.5, 0.5), '0.5'],
  ],
};

for (const [code, cases] of Object.entries(provoked)) {
  test(`${code}: each case is refused in words and changes nothing`, async () => {
    const before = net.fingerprint();
    for (const [work, ...says] of cases) {
      const error = await refusal(work);
      assert.ok(error instanceof StrataError && error instanceof Error);
      assert.deepEqual(
        [error.name, error.code],
        ['StrataError', code],
        `${work}: ${error.message}`,
      );
      assert.equal(typeof error.path, 'string');
      for (const part of says) assert.ok(error.message.includes(part), `${work}: ${error.message}`);
    }
    assert.equal(net.fingerprint(), before);
  });
}

test('no code is left out, and none is tested that does not exist', () => {
  const codes = files.flatMap((name) => {
    const text = readFileSync(new URL(`../../web/engine/${name}.js`, import.meta.url), 'utf8');
    return [...text.matchAll(/new StrataError\(\s*'([^']+)'/g)].map(([, code]) => code);
  });
  const known = [...Object.keys(provoked), ...elsewhere].filter(
    (code) => code !== 'experiment-invalid',
  );
  assert.deepEqual([...new Set(codes)].sort(), known.sort());
});

test('every method of a disposed network is refused, but dispose', () => {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(gone));
  const called = provoked['network-disposed']?.length ?? 0;
  // What is left: the constructor, dispose, and the getters address, engine and tensors.
  assert.equal(methods.length - called, 5, methods.join());
  gone.dispose();
  gone.dispose();
  assert.throws(() => gone.address, { code: 'network-disposed' });
  for (const work of [
    () => engine.diagnose(gone).observe(x),
    () => engine.diagnose(gone).watch(true),
    () => engine.diagnose(gone).norms(),
    () => engine.diagnose(gone).summarize('0.weight', 'value'),
    () => engine.diagnose(gone).collapse(0, 0),
    () => engine.diagnose(gone).trace(x),
    () => engine.diagnose(gone).sensitivity(0, 0, 1),
    () => engine.createRun(gone, some, run).advance(1),
  ]) {
    assert.throws(work, { code: 'network-disposed' }, `${work}`);
  }
});

test('limits are refused before anything is allocated', async () => {
  const fresh = await loadEngine();
  const bytes = fresh.memoryBytes;
  for (const document of [deep, { layers: [linear(8193)] }, heavy]) {
    assert.throws(() => fresh.createNetwork(document, { input: 8192 }), {
      code: 'experiment-invalid',
    });
    assert.equal(fresh.memoryBytes, bytes);
  }
});
