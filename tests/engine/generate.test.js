// Generated data sets against the same rows made here, from Philox's definition and Math alone, and against what the
// sets promise: shapes, balance, bounds, and that a row follows from seed, split and number.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadEngine, parseExperiment } from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';
import { at, bits, engine, norm } from './helpers.js';

/** @typedef {import('../../web/engine/tables.js').DataRow} DataRow */
/** @typedef {{ inputs: Float32Array, answers: Float32Array | Uint8Array, width: number }} Rows */

const generated = tables.datasets.filter(({ source }) => source === 'GENERATED');
const planes = generated.filter(({ kind }) => kind === 'CLASSES');
const curves = generated.filter(({ kind, input }) => kind === 'VALUES' && input === 1);

/**
 * @param {string} name
 * @param {Record<string, number>} [choice] fields of `data`
 * @param {{ seed?: number, on?: import('./helpers.js').Engine }} [options]
 * @returns {{ train: Rows, test: Rows }}
 */
function make(name, choice = {}, { seed = 1, on = engine } = {}) {
  const row = tables.datasets.find((one) => one.name === name);
  const layers = [{ type: 'linear', units: row?.outputs }];
  const doc = { strata: 1, data: { name, ...choice }, layers, batch: 1, seed };
  const made = on.generate(parseExperiment(doc).data, seed);
  const rows = (/** @type {'train' | 'test'} */ split) => {
    const { inputs, ...rest } = made[split];
    const [answers] = Object.values(rest);
    return { inputs, answers, width: row?.input ?? 0 };
  };
  return { train: rows('train'), test: rows('test') };
}

/** @param {Rows} rows @returns {number[][]} */
function pointsOf({ inputs, answers, width }) {
  return Array.from(answers, (_, i) => [...inputs.subarray(i * width, (i + 1) * width)]);
}

/** Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011). @param {number[]} counter @param {number[]} key */
function philox(counter, key) {
  const mask = 0xffffffffn;
  let [a = 0n, b = 0n, c = 0n, d = 0n] = counter.map(BigInt);
  let [k = 0n, l = 0n] = key.map(BigInt);
  for (let round = 0; round < 10; round++) {
    const [p, q] = [0xd2511f53n * a, 0xcd9e8d57n * c];
    [a, b, c, d] = [(q >> 32n) ^ b ^ k, q & mask, (p >> 32n) ^ d ^ l, p & mask];
    [k, l] = [(k + 0x9e3779b9n) & mask, (l + 0xbb67ae85n) & mask];
  }
  return [a, b, c, d].map(Number);
}

/** @param {{ seed: number, row: number, test: number }} of @param {number} block */
function shares({ seed, row, test: split }, block) {
  return philox([block, 0, row, split], [seed, 5]).map((draw) => (draw + 0.5) / 2 ** 32);
}

/** @param {number[]} four shares */
function normals([a = 0, b = 0, c = 0, d = 0]) {
  return [
    [a, b],
    [c, d],
  ].flatMap(([u = 0, v = 0]) =>
    [Math.cos, Math.sin].map((f) => Math.sqrt(-2 * Math.log(u)) * f(2 * Math.PI * v)),
  );
}

/** Where a point of class y lies, by the set. @type {Record<string, (y: number, u: number[]) => number[]>} */
const places = {
  circle: (y, [u = 0, v = 0]) => {
    const r = y === 1 ? 0.6 * Math.sqrt(u) : Math.sqrt(0.9 ** 2 + (1.3 ** 2 - 0.9 ** 2) * u);
    return [r * Math.cos(2 * Math.PI * v), r * Math.sin(2 * Math.PI * v)];
  },
  xor: (y, [u = 0, v = 0, w = 0]) => {
    const x = (w >= 0.5 ? -1 : 1) * (0.1 + 1.1 * u);
    return [x, Math.sign(x) * (y === 1 ? -1 : 1) * (0.1 + 1.1 * v)];
  },
  gaussians: (y) => (y === 1 ? [0.7, 0.7] : [-0.7, -0.7]),
  spiral: (y, [u = 0]) => {
    const t = 0.1 + 0.9 * u;
    const angle = 3.5 * Math.PI * t + Math.PI * y;
    return [1.3 * t * Math.cos(angle), 1.3 * t * Math.sin(angle)];
  },
  moons: (y, [u = 0]) => {
    const x = [Math.cos(Math.PI * u) - 0.5, Math.sin(Math.PI * u) - 0.25];
    return y === 1 ? x.map((one) => -one) : x;
  },
};

/** @type {Record<string, (x: number) => number>} */
const functions = {
  sine: (x) => Math.sin(2 * x),
  step: (x) => (x > 0 ? 1 : 0),
  abs: Math.abs,
  bump: (x) => Math.exp(-2 * x * x),
};

/** Years, height, body-mass index, head circumference. */
const growth = [
  [0, 49.5, 13.4, 34.2],
  [0.5, 66.7, 17.1, 42.8],
  [1, 74.9, 16.6, 45.5],
  [2, 86.4, 15.8, 47.7],
  [3, 95.6, 15.5, 49],
  [5, 109.7, 15.2, 50.3],
  [6, 115.5, 15.3, 50.9],
  [8, 126.9, 15.7, 51.9],
  [10, 138.2, 16.5, 52.7],
  [12, 150.2, 17.8, 53.5],
  [14, 161.5, 19.3, 54.4],
  [16, 167.7, 20.6, 55],
  [18, 169.6, 21.5, 55.4],
];

/** @param {number} age @param {number[]} z */
function child(age, [size = 0, build = 0, head = 0, reach = 0]) {
  const i = Math.max(
    1,
    growth.findIndex(([years = 0]) => years >= age),
  );
  const [low = [], high = []] = growth.slice(i - 1, i + 1);
  const part = (age - at(low, 0)) / (at(high, 0) - at(low, 0));
  const [h, b, c] = [1, 2, 3].map((k) => at(low, k) + part * (at(high, k) - at(low, k)));
  const height = Number(h) * (1 + 0.04 * size);
  return [
    (height - 108) / 37.3,
    (Number(b) * (1 + 0.1 * build) * (height / 100) ** 2 - 22.7) / 17.2,
    (Number(c) * (1 + 0.03 * (0.3 * size + 0.954 * head)) - 48.4) / 6,
    (height * (0.96 + (0.06 * age) / 18) * (1 + 0.02 * reach) - 106.5) / 38.7,
  ];
}

/**
 * A row without the engine.
 * @param {DataRow} set
 * @param {{ seed: number, row: number, test: number }} of
 * @param {number} noise
 * @returns {number[]} inputs and answer
 */
function wanted({ name, kind, input }, of, noise) {
  const u = shares(of, 0);
  const z = normals(shares(of, 1));
  if (kind === 'CLASSES') {
    const place = places[name]?.(of.row % 2, u) ?? [];
    return [...place.map((one, i) => one + noise * at(z, i)), of.row % 2];
  }
  if (input === 1) {
    const x = -3 + 6 * at(u, 0);
    return [x, Number(functions[name]?.(x)) + noise * at(z, 0)];
  }
  const age = 1 / 52 + (18 - 1 / 52) * at(u, 0) ** 2;
  return [...child(age, normals(shares(of, 2))), age * Math.exp(noise * at(z, 0))];
}

for (const set of generated) {
  test(`${set.name}: rows are those made without the engine`, () => {
    for (const seed of [1, 4294967295]) {
      for (const noise of [0, 0.25]) {
        const made = make(set.name, { train: 60, test: 60, noise }, { seed });
        for (const [split, { inputs, answers, width }] of Object.entries(made)) {
          for (let row = 0; row < 60; row++) {
            const of = { seed, row, test: Number(split === 'test') };
            const found = [...inputs.subarray(row * width, (row + 1) * width), at(answers, row)];
            for (const [i, value] of wanted(set, of, noise).entries()) {
              const error = Math.abs(at(found, i) - value);
              assert.ok(error <= 1e-6 * Math.max(1, Math.abs(value)), `${split} ${row}: ${found}`);
            }
          }
        }
      }
    }
  });

  test(`${set.name}: a row depends on seed, split and number, not on how many there are`, () => {
    const few = make(set.name, { train: 100, test: 100 });
    const many = make(set.name, { train: 1000, test: 100 });
    const { width } = few.train;
    assert.deepEqual(bits(few.train.inputs), bits(many.train.inputs.slice(0, 100 * width)));
    assert.deepEqual(few.train.answers, many.train.answers.slice(0, 100));
    assert.deepEqual(make(set.name, { train: 100, test: 100 }), few);
    const others = [few.test, make(set.name, { train: 100, test: 100 }, { seed: 2 }).train];
    for (const other of others) {
      const same = other.inputs.filter((x, i) => x === few.train.inputs[i]).length;
      assert.ok(same < 0.05 * other.inputs.length, `${same} inputs are the same`);
    }
  });

  test(`${set.name}: the scalar module makes the same bits`, async () => {
    const scalar = await loadEngine({ backend: 'scalar' });
    const choice = { train: 501, test: 77, noise: 0.2 };
    assert.deepEqual(make(set.name, choice, { on: scalar }), make(set.name, choice));
  });

  test(`${set.name}: defaults are the row's`, () => {
    const { train, test: tests } = make(set.name);
    assert.deepEqual(
      [train.answers.length, tests.answers.length],
      [set.train.default, set.test.default],
    );
    assert.equal(train.inputs.length, set.train.default * set.input);
    const said = make(set.name, { noise: set.noise.default });
    assert.deepEqual(said.train.inputs, train.inputs);
    assert.deepEqual(said.train.answers, train.answers);
  });
}

describe('points of two classes', () => {
  /** Distance of a point from where its class lies. @type {Record<string, (x: number[], y: number) => number>} */
  const distances = {
    circle: (x, y) => {
      const r = norm(x);
      return y === 1 ? Math.max(0, r - 0.6) : Math.max(0, 0.9 - r, r - 1.3);
    },
    xor: ([a = 0, b = 0], y) => {
      const outside = [a, b].map((x) => Math.max(0, 0.1 - Math.abs(x), Math.abs(x) - 1.2));
      return a * b < 0 === (y === 1) ? Math.max(...outside) : 1;
    },
    gaussians: ([a = 0, b = 0], y) => norm([a - (y - 0.5) * 1.4, b - (y - 0.5) * 1.4]),
    spiral: (x, y) => {
      const t = norm(x) / 1.3;
      const angle = Math.atan2(at(x, 1), at(x, 0)) - 3.5 * Math.PI * t - Math.PI * y;
      const outside = Math.max(0, 0.1 - t, t - 1);
      return outside + 1.3 * t * Math.abs(Math.sin(angle / 2)) * 2;
    },
    moons: (x, y) => {
      const [a, b] = (y === 1 ? x.map((one) => -one) : x).map((one, i) => one + (i ? 0.25 : 0.5));
      return Math.abs(norm([Number(a), Number(b)]) - 1) + Math.max(0, -Number(b));
    },
  };

  for (const { name } of planes) {
    test(`${name}: without noise on the shape, with it as far away as it says`, () => {
      const clean = make(name, { train: 2000, noise: 0 }).train;
      const noisy = make(name, { train: 2000, noise: 0.2 }).train;
      const moved = pointsOf(clean).flatMap((point, i) => {
        const distance = distances[name]?.(point, at(clean.answers, i));
        assert.ok(Number(distance) < 2e-6, `${point}: ${distance}`);
        return point.map((x, k) => at(noisy.inputs, 2 * i + k) - x);
      });
      const mean = moved.reduce((sum, x) => sum + x) / moved.length;
      const deviation = Math.sqrt(moved.reduce((sum, x) => sum + x * x, 0) / moved.length);
      // 4,000 draws: the mean is off by 0.2/63, the deviation by 0.2/89, at one sigma.
      assert.ok(
        Math.abs(mean) < 0.012 && Math.abs(deviation - 0.2) < 0.009,
        `${mean} ${deviation}`,
      );
      assert.ok(make(name, { train: 2000 }).train.inputs.every((x) => Math.abs(x) < 2.6));
    });

    test(`${name}: classes are in balance, and false labels are as many as asked, in training alone`, () => {
      const clean = make(name, { train: 4000, test: 4000 });
      for (const { answers } of Object.values(clean)) {
        assert.equal(answers.filter((y) => y === 1).length, 2000);
        assert.equal(answers.filter((y) => y === 0).length, 2000);
      }
      const wrong = make(name, { train: 4000, test: 4000, label_noise: 0.3 });
      assert.deepEqual(wrong.train.inputs, clean.train.inputs);
      assert.deepEqual(wrong.test, clean.test);
      const changed = wrong.train.answers.filter((y, i) => y !== clean.train.answers[i]).length;
      // 1,200 are expected, give or take 29.
      assert.ok(Math.abs(changed - 1200) < 120, `${changed}`);
      const all = make(name, { train: 100, label_noise: 1 }).train.answers;
      assert.deepEqual([...all].slice(0, 4), [1, 0, 1, 0]);
    });
  }
});

for (const { name } of curves) {
  test(`${name}: inputs are spread over −3 to 3, targets lie on the curve, noise is theirs alone`, () => {
    const clean = make(name, { train: 3000, noise: 0 }).train;
    const noisy = make(name, { train: 3000, noise: 0.5 }).train;
    assert.deepEqual(noisy.inputs, clean.inputs);
    const counts = Array(6).fill(0);
    clean.inputs.forEach((x, i) => {
      assert.ok(x >= -3 && x <= 3);
      counts[Math.min(5, Math.floor(x + 3))] += 1;
      assert.ok(Math.abs(at(clean.answers, i) - Number(functions[name]?.(x))) < 1e-6);
    });
    // 500 in each sixth, give or take 20.
    assert.ok(
      counts.every((count) => Math.abs(count - 500) < 90),
      counts.join(),
    );
    const errors = noisy.answers.map((y, i) => y - at(clean.answers, i));
    assert.ok(Math.abs(norm(errors) / Math.sqrt(3000) - 0.5) < 0.03);
  });
}

describe('age', () => {
  const { train } = make('age', { train: 20000 });
  const columns = [0, 1, 2, 3].map((k) => pointsOf(train).map((x) => at(x, k)));
  const ages = [...train.answers];

  /** @param {number[]} x @param {number[]} y */
  function correlation(x, y) {
    const mean = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b) / list.length;
    const [mx, my] = [mean(x), mean(y)];
    const [dx, dy] = [x.map((one) => one - mx), y.map((one) => one - my)];
    return dx.reduce((sum, one, i) => sum + one * at(dy, i), 0) / (norm(dx) * norm(dy));
  }

  test('is positive however much noise there is, at most 18 without it, and often under one year', () => {
    assert.ok(ages.every((age) => age >= Math.fround(1 / 52) && age <= 18));
    const infants = ages.filter((age) => age < 1).length / ages.length;
    // sqrt((1 − 1/52) / (18 − 1/52)) = 0.2336, give or take 0.003.
    assert.ok(Math.abs(infants - 0.2336) < 0.012, `${infants}`);
    const noisy = make('age', { train: 20000, noise: 1 }).train.answers;
    assert.ok(noisy.every((age) => age > 0));
    const logs = noisy.map((age, i) => Math.log(age / at(ages, i)));
    assert.ok(Math.abs(norm(logs) / Math.sqrt(20000) - 1) < 0.03);
  });

  test('has standardised measurements that go together with each other and with age', () => {
    for (const [i, column] of columns.entries()) {
      const mean = column.reduce((a, b) => a + b) / column.length;
      const deviation = norm(column.map((x) => x - mean)) / Math.sqrt(column.length);
      // The scale is that of a million children, rounded to three digits.
      assert.ok(
        Math.abs(mean) < 0.03 && Math.abs(deviation - 1) < 0.02,
        `${i}: ${mean} ${deviation}`,
      );
      assert.ok(correlation(column, ages) > (i === 2 ? 0.75 : 0.93), `${i} with age`);
      for (const other of columns.slice(i + 1)) {
        const both = correlation(column, other);
        assert.ok(both > 0.75 && both < 0.9999, `${i}: ${both}`);
      }
    }
  });

  test('has infants for whom the best line through all ages is negative', () => {
    // Least squares on height alone, the strongest of the inputs.
    const [height = []] = columns;
    const meanAge = ages.reduce((a, b) => a + b) / ages.length;
    const spread = norm(height) ** 2 / height.length;
    const slope =
      height.reduce((sum, x, i) => sum + x * (at(ages, i) - meanAge), 0) / height.length;
    const negative = height.filter((x) => meanAge + (slope / spread) * x < 0).length;
    assert.ok(negative > 0.1 * height.length, `${negative}`);
  });
});
