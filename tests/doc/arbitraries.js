import fc from 'fast-check';
import { bounds, datasets } from '../../web/engine/experiment/index.js';
import { tables } from '../../web/engine/tables.js';

/** @typedef {import('../../web/engine/tables.js').Param} Param */
/** @typedef {Record<string, any>} Doc */

/**
 * @param {Param} param
 * @returns {fc.Arbitrary<any>}
 */
function value(param) {
  if (param.flag) return fc.boolean();
  if (param.choices) return fc.constantFrom(...param.choices);
  const { min, max } = param;
  return fc.oneof(fc.constantFrom(min, max, param.default), fc.double({ min, max, noNaN: true }));
}

/**
 * Any of a row's parameters, given or not, such that the row's own rules hold.
 * @param {readonly Param[]} params
 * @param {string} [rule]
 * @returns {fc.Arbitrary<Doc>}
 */
function parameters(params, rule = 'ANY') {
  const plain = params.filter(({ name }) => !name.includes('['));
  const elements = params.filter(({ name }) => name.includes('['));
  /** @type {Record<string, fc.Arbitrary<any>>} */
  const fields = Object.fromEntries(plain.map((param) => [param.name, value(param)]));
  const [element] = elements;
  if (element) fields[element.name.replace(/\[.*/, '')] = fc.tuple(...elements.map(value));
  return fc.record(fields, { requiredKeys: [] }).filter((given) => {
    const [first, second] = params.map((param) => given[param.name] ?? param.default);
    if (given.nesterov && !(given.momentum > 0)) return false;
    return rule === 'ANY' || (rule === 'LESS' ? first < second : first <= second);
  });
}

/**
 * @param {readonly { name: string, params: readonly Param[], rule?: string }[]} rows
 * @param {boolean} nameless whether the first row may go without its name
 * @returns {fc.Arbitrary<Doc>}
 */
function named(rows, nameless) {
  return fc.oneof(
    ...rows.map(({ name, params, rule }, i) =>
      fc
        .tuple(
          i === 0 && nameless ? fc.constantFrom({}, { name }) : fc.constant({ name }),
          parameters(params, rule),
        )
        .map(([start, rest]) => ({ ...start, ...rest })),
    ),
  );
}

const activation = named(tables.activations, false).map((rest) => ({
  type: 'activation',
  ...rest,
}));

/** @param {fc.Arbitrary<number>} units */
const linear = (units) =>
  fc.record(
    { type: fc.constant('linear'), units, bias: fc.boolean() },
    { requiredKeys: ['type', 'units'] },
  );

/** @param {number} outputs @returns {fc.Arbitrary<Doc[]>} */
const layers = (outputs) =>
  fc
    .tuple(
      fc.array(fc.oneof(activation, linear(fc.integer({ min: 1, max: 400 }))), { maxLength: 8 }),
      linear(fc.constant(outputs)),
      fc.array(activation, { maxLength: 2 }),
    )
    .map(([hidden, output, after]) => [...hidden, output, ...after]);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const coordinate = fc.double({ min: -1e9, max: 1e9, noNaN: true });

/** @param {import('../../web/engine/tables.js').DataRow} row */
function dataOf({ name, source, kind, train, test }) {
  const classes = kind === 'CLASSES';
  const label = classes ? [fc.nat(1)] : [];
  const point = fc.tuple(coordinate, coordinate, ...label);
  const size = (/** @type {number} */ least, /** @type {number} */ most) =>
    fc.integer({ min: least, max: most });
  if (source === 'GIVEN') {
    return fc.array(point, { minLength: 1, maxLength: 40 }).chain((points) =>
      fc.record(
        {
          name: fc.constant(name),
          train: size(1, points.length),
          test: size(1, points.length),
          points: fc.constant(points),
        },
        { requiredKeys: ['name', 'points'] },
      ),
    );
  }
  const fields = {
    name: fc.constant(name),
    train: size(100, train.max),
    test: size(1, test.max),
    noise: share,
    ...(classes && { label_noise: share }),
    ...(name === 'mnist' && {
      classes: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 1 }),
    }),
  };
  return fc.record(fields, { requiredKeys: ['name'] });
}

const letters = fc.string({ unit: fc.constantFrom(...'abc xyz"\\<&é→数😀'), maxLength: 39 });

/** @param {boolean} classes */
function goalsFor(classes) {
  const size = fc.integer({ min: 1, max: 1e9 });
  const goal = fc
    .record(
      {
        title: letters.map((text) => `a${text}`),
        ...(classes && { test_accuracy: share }),
        test_loss: fc.double({ min: 0, max: 1e9, noNaN: true }),
        parameters: fc.integer({ min: 1, max: tables.limits.parameters }),
        steps: size,
        epochs: fc.integer(bounds.epochs),
      },
      { requiredKeys: [] },
    )
    .filter((one) => one.test_accuracy !== undefined || one.test_loss !== undefined);
  return fc.array(goal, { minLength: 1, maxLength: 8 });
}

/**
 * Valid documents on a data set, with any of the optional fields left out.
 * @param {import('../../web/engine/tables.js').DataRow} row
 */
function experimentOn(row) {
  const classes = row.kind === 'CLASSES';
  const losses = tables.losses.filter(({ targets }) => classes || targets === 'NUMBERS');
  return fc.record(
    {
      strata: fc.constant(1),
      data: dataOf(row),
      layers: layers(row.outputs),
      loss: fc.constantFrom(...losses.map(({ name }) => name)),
      optimizer: named(tables.optimizers, true),
      init: named(tables.initializers, true),
      schedule: named(tables.schedules, true),
      clip: named(tables.clips, true),
      batch: fc.integer({ min: 1, max: 100 }),
      epochs: fc.integer(bounds.epochs),
      target_accuracy: classes ? share : fc.constant(1),
      seed: fc.integer(bounds.seed),
      goals: goalsFor(classes),
    },
    { requiredKeys: ['strata', 'data', 'layers'] },
  );
}

/** Valid documents of all data sets. @type {fc.Arbitrary<Doc>} */
export const experiment = fc.constantFrom(...datasets).chain(experimentOn);

/** @param {number} count */
const digits = (count) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: count, maxLength: count });

export const claim = fc.record(
  {
    steps: fc.maxSafeNat(),
    testAccuracy: fc.option(share),
    fingerprint: digits(16),
    checkpoints: fc.array(digits(8), { minLength: 1, maxLength: 100 }),
  },
  { requiredKeys: ['steps', 'testAccuracy', 'fingerprint'] },
);
