import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { pictureOf } from '../../web/ui/charts/export/picture.js';
import { svgOf } from '../../web/ui/charts/export/picture-svg.js';
import { spread } from '../../web/ui/charts/labels.js';
import { linearMarks } from '../../web/ui/charts/ranges.js';
import { accuracyRangeOf, lossRangeOf } from '../../web/ui/charts/scene.js';
import { noCurves } from '../../web/ui/state/curves.js';

const captions = {
  title: 'relu <&> "tanh"',
  accuracy: 'accuracy, %',
  loss: 'loss',
  steps: 'steps',
  test: 'test',
  train: 'train',
  own: 'your digits',
  present: 'this run',
};

/** @param {number[]} accuracies @param {number[]} losses */
function curvesOf(accuracies, losses) {
  const curves = noCurves();
  for (const [i, accuracy] of accuracies.entries()) curves.accuracies.push(10 * i, accuracy);
  for (const [i, loss] of losses.entries()) {
    curves.losses.push(10 * i, loss);
    curves.smooth.push(10 * i, loss);
    curves.testLosses.push(10 * i, loss);
  }
  return curves;
}

/** @param {Partial<import('../../web/ui/charts/scene.js').Scene>} parts */
function scene(parts) {
  const curves = curvesOf([10, 90, 95], [2, 1, 0.5]);
  return { curves, own: null, end: 20, others: [], classes: true, log: true, ...parts };
}

/** @param {number[]} losses @param {number} [step] @returns {import('../../web/ui/state/earlier-runs.js').EarlierRun} */
const earlierRun = (losses, step = 20) => ({
  id: 'a',
  name: 'before',
  named: false,
  colour: 1,
  dash: 0,
  shown: true,
  experiment: parseExperiment({
    strata: 1,
    data: { name: 'mnist' },
    layers: [{ type: 'linear', units: 10 }],
  }),
  fingerprint: null,
  step,
  epochs: 1,
  failed: false,
  curves: curvesOf([50, 60, 97], losses),
});

const colour = (/** @type {string} */ name) => `var(${name})`;
const inked = (/** @type {string} */ svg, /** @type {string} */ ink) =>
  [...svg.matchAll(new RegExp(`<path d="([^"]*)"[^>]*stroke="var\\(${ink}\\)"[^>]*>`, 'g'))].map(
    ([whole, path]) => ({ whole, path: path ?? '' }),
  );

describe('the charts as a picture', () => {
  test('are an SVG of their own: accuracy above loss, with axes, labels and title', () => {
    const svg = svgOf(pictureOf(scene({}), captions, colour));
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="720" height="480"/);
    assert.ok(svg.includes('<title>relu &lt;&amp;&gt; &quot;tanh&quot;</title>'));
    for (const text of ['accuracy, %', 'loss', 'steps', 'test', 'train', '100', '0.5', '20']) {
      assert.ok(svg.includes(`>${text}</text>`), text);
    }
    assert.ok(!svg.includes('your digits') && !svg.includes('this run'));
    assert.ok(!/NaN|undefined|Infinity/.test(svg));
    const paths = inked(svg, '--ink').map(({ path }) => path);
    // From below the axis, at its foot: 80 is 7/8 of the way from 10 to 90; the end is 95 of 80 to 100.
    assert.ok(paths.includes('M335.5 240L376 156L700 114'), paths.join());
    assert.ok(paths.some((path) => path.split('L').length === 3 && path !== paths[0]));
  });

  test('have own digits dashed, and earlier runs with their names', () => {
    const own = { x: [0, 20], y: [50, 100] };
    const svg = svgOf(
      pictureOf(scene({ own, others: [earlierRun([2, 1, 0.7])] }), captions, colour),
    );
    assert.ok(svg.includes('>your digits</text>'));
    assert.ok(svg.includes('>before</text>') && svg.includes('>this run</text>'));
    const dashed = inked(svg, '--run-green');
    assert.equal(dashed.length, 2);
    assert.ok(dashed.every(({ whole }) => whole.includes('stroke-dasharray="5 3"')));
    assert.ok(inked(svg, '--ink2').some(({ whole }) => whole.includes('stroke-dasharray="3 3"')));
  });

  test('have no accuracy where numbers are aimed at: the loss takes its place', () => {
    const curves = curvesOf([], [2, 1, 0.5]);
    const svg = svgOf(pictureOf(scene({ curves, classes: false }), captions, colour));
    assert.match(svg, /width="720" height="286"/);
    assert.ok(svg.includes('>loss</text>') && !svg.includes('accuracy, %'));
    const heights = [...svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y));
    assert.ok(heights.length > 5 && heights.every((y) => y < 286), `${heights}`);
  });

  test('have gaps where a number is not finite', () => {
    const curves = curvesOf([], [2, 1, Number.NaN, Number.POSITIVE_INFINITY, 1, 0.5]);
    const svg = svgOf(pictureOf(scene({ curves, end: 50 }), captions, colour));
    assert.ok(!/NaN|Infinity/.test(svg));
    const [loss] = inked(svg, '--faint').filter(({ path }) => path.includes('L'));
    assert.equal(loss?.path.match(/M/g)?.length, 2);
  });
});

describe('the axes', () => {
  test('cover this run and those beside it, but not what has exploded there', () => {
    const others = [earlierRun([2, 1e30, Number.NaN], 900)];
    assert.deepEqual(lossRangeOf(scene({ others })), [0.5, 2]);
    assert.deepEqual(lossRangeOf(scene({ others, log: false })), [0, 2.1]);
    const curves = curvesOf([], [2, 1e6]);
    assert.deepEqual(lossRangeOf(scene({ curves })), [1, 1e6], 'the run itself is shown whole');
  });

  test('of accuracy show where the lines end', () => {
    assert.deepEqual(accuracyRangeOf(scene({})), [80, 100]);
    assert.deepEqual(accuracyRangeOf(scene({ own: { x: [20], y: [60] } })), [0, 100]);
    assert.deepEqual(accuracyRangeOf(scene({ curves: noCurves() })), [80, 100]);
    assert.deepEqual(accuracyRangeOf(scene({ curves: curvesOf([9.8], []) })), [0, 100]);
  });

  test('have marks at round numbers', () => {
    assert.deepEqual(linearMarks(80, 100), [80, 85, 90, 95, 100]);
    assert.deepEqual(linearMarks(0, 2.625), [0, 0.5, 1, 1.5, 2, 2.5]);
    assert.deepEqual(linearMarks(0, 1875, 6), [0, 500, 1000, 1500]);
  });
});

describe('labels at the ends of lines', () => {
  test('keep their distance, in the order of the lines', () => {
    assert.deepEqual(spread([50, 10], 10, 0, 100), [50, 10]);
    assert.deepEqual(spread([20, 21, 22], 10, 0, 100), [20, 30, 40]);
    assert.deepEqual(spread([99, 98], 10, 0, 100), [100, 90]);
    assert.deepEqual(
      spread([5, 5, 5, 5, 5], 50, 0, 100),
      [0, 25, 50, 75, 100].map((_, i) => 25 * i),
    );
    assert.deepEqual(spread([-20], 10, 0, 100), [0]);
    assert.deepEqual(spread([], 10, 0, 100), []);
  });
});
