import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { csvOf, jsonOf, rowsOf, spacing, tableOf } from '../../web/ui/charts/export/log.js';
import { noCurves } from '../../web/ui/state/curves.js';

function curves() {
  const all = noCurves();
  for (const [step, loss] of [
    [5, 2.25],
    [10, 1.5],
    [15, Number.NaN],
    [20, Number.POSITIVE_INFINITY],
  ]) {
    all.losses.push(step ?? 0, loss ?? 0);
    all.smooth.push(step ?? 0, 2 * (loss ?? 0));
  }
  all.accuracies.push(0, 9.8);
  all.testLosses.push(0, 2.3);
  all.trainAccuracies.push(0, 10.05);
  all.accuracies.push(10, 94.81);
  all.testLosses.push(10, 0.2);
  return all;
}

/** Twenty steps in an epoch. @param {number} step */
const twenty = (step) => step / 20;

describe('the log of a run', () => {
  test('as CSV: a line for each step, empty where nothing was measured', () => {
    assert.equal(
      csvOf(rowsOf(curves(), twenty)),
      [
        'step,epoch,train_loss,test_loss,train_accuracy,test_accuracy',
        '0,0,,2.3,0.1005,0.098',
        '5,0.25,2.25,,,',
        '10,0.5,1.5,0.2,,0.9481',
        '15,0.75,nan,,,',
        '20,1,inf,,,',
        '',
      ].join('\r\n'),
    );
    assert.equal(csvOf([]).split('\r\n').length, 2);
  });

  test('as JSON: with the experiment and the fingerprint, and null for what is not finite', () => {
    const text = jsonOf({
      name: 'a "run"',
      experiment: { strata: 1, seed: 4 },
      fingerprint: '0123456789abcdef',
      pristine: true,
      train_loss_every: spacing(curves().losses),
      last: tableOf(curves(), twenty, 2).at(-1) ?? null,
      rows: rowsOf(curves(), twenty),
    });
    const read = JSON.parse(text);
    assert.deepEqual(Object.keys(read), [
      ...['name', 'experiment', 'fingerprint', 'pristine', 'train_loss_every', 'last', 'log'],
    ]);
    assert.deepEqual([read.name, read.experiment.seed], ['a "run"', 4]);
    assert.equal(read.fingerprint, '0123456789abcdef');
    assert.equal(read.train_loss_every, 5);
    assert.deepEqual(
      [read.last.step, read.last.train_loss, read.last.test_accuracy],
      [10, 3, 0.9481],
    );
    assert.equal(read.log.length, 5);
    assert.deepEqual(read.log[2], {
      step: 10,
      epoch: 0.5,
      train_loss: 1.5,
      test_loss: 0.2,
      train_accuracy: null,
      test_accuracy: 0.9481,
    });
    assert.equal(read.log[4].train_loss, null);
    assert.deepEqual(JSON.parse(jsonOf({ ...read, rows: [] })).log, []);
  });

  test('says how far apart the points of the train loss are at most', () => {
    assert.equal(spacing({ x: [1, 2, 9, 18, 27], y: [] }), 9);
    assert.equal(spacing({ x: [1], y: [2] }), null);
    assert.equal(spacing({ x: [], y: [] }), null);
  });

  test('as a table: at tested steps, or at all if none was', () => {
    const rows = tableOf(curves(), twenty, 100);
    assert.deepEqual(
      rows.map(({ step, train_loss, train_accuracy }) => [step, train_loss, train_accuracy]),
      [
        [0, null, 0.1005],
        [10, 3, 0.1005],
      ],
    );
    const untested = { ...curves(), accuracies: { x: [], y: [] }, testLosses: { x: [], y: [] } };
    assert.deepEqual(
      tableOf(untested, twenty, 3).map(({ step }) => step),
      [0, 10, 20],
    );
    const many = {
      ...curves(),
      testLosses: { x: Array.from({ length: 999 }, (_, i) => i), y: [] },
    };
    assert.equal(tableOf(many, twenty, 100).length, 100);
  });
});
