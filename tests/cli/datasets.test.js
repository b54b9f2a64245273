// Other data than MNIST on the command line.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadData, loadEngine } from '../../web/engine/index.js';
import { decodeLink, encodeLink } from '../../web/engine/link.js';
import { tables } from '../../web/engine/tables.js';
import { lastLine, strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-data-'));
after(() => rmSync(folder, { recursive: true }));

const linear = (/** @type {number} */ units) => ({ type: 'linear', units });
const sine = { strata: 1, data: { name: 'sine', train: 200, test: 100 }, layers: [linear(1)] };

/** @param {string} name @param {object} document */
function file(name, document) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document));
  return path;
}

/** @param {string[]} words */
async function json(...words) {
  const { status, stdout, stderr } = await strata([...words, '--json']);
  assert.equal(status, 0, stderr);
  return { result: JSON.parse(lastLine(stdout)), stderr };
}

describe('train on other data', () => {
  it('has no accuracy where there are numbers to predict, and claims none', async () => {
    const path = file('sine.json', { ...sine, epochs: 2 });
    const { result, stderr } = await json('train', path);
    assert.equal(result.testAccuracy, null);
    assert.ok(result.testLoss > 0 && result.steps === 14);
    assert.doesNotMatch(stderr, /accuracy|images/);
    const { experiment, claim } = decodeLink(result.link);
    const { steps, fingerprint } = result;
    const { checkpoints, ...end } = claim ?? {};
    assert.deepEqual(end, { steps, testAccuracy: null, fingerprint });
    assert.equal(checkpoints?.length, 1);
    const { status, stdout } = await strata(['train', result.link]);
    assert.equal(status, 0);
    assert.match(stdout, /^test loss +\d+\.\d{4}$/m);
    assert.match(stdout, /^time .* rows\/s$/m);
    assert.doesNotMatch(stdout, /accuracy|images/);
    const engine = await loadEngine();
    const data = await loadData(engine, experiment);
    const net = engine.createNetwork(experiment, data);
    const report = await engine.train(net, data, experiment);
    assert.deepEqual([report.fingerprint, report.testLoss], [fingerprint, result.testLoss]);
  });

  it('takes the name of a data set for --data, with a network that fits', async () => {
    const words = ['train', '--data', 'moons', '--optimizer', 'adam:lr=0.02', '--epochs', '40'];
    const { result } = await json(...words);
    assert.ok(result.testAccuracy > 0.95);
    assert.equal(decodeLink(result.link).experiment.data.name, 'moons');
    const again = await json('train', result.link);
    assert.equal(again.result.fingerprint, result.fingerprint);
    const layers = ['--layers', 'linear:4,relu,linear:1', '--train', '40'];
    const { result: other } = await json('train', '--data', 'age', ...layers);
    const { data } = decodeLink(other.link).experiment;
    assert.deepEqual([data.name, data.train, other.steps], ['age', 40, 2]);
  });

  it('takes points from a document or a link', async () => {
    const points = Array.from({ length: 40 }, (_, i) => [i - 20, (i * 7) % 5, Number(i < 20)]);
    const doc = { strata: 1, data: { name: 'points', points }, layers: [linear(2)], epochs: 200 };
    const { result } = await json('train', file('points.json', doc));
    assert.ok(result.testAccuracy > 0.9);
    const { result: linked } = await json('train', encodeLink(doc));
    assert.equal(linked.fingerprint, result.fingerprint);
  });

  it('is exported as any other', async () => {
    const out = join(folder, 'out.json');
    const words = ['export', file('sine.json', sine), '--format', 'json', '--out', out];
    const { result } = await json(...words);
    assert.equal(result.testAccuracy, null);
  });
});

describe('what does not fit is refused in one line', () => {
  /** @type {[what: string, words: string[], message: RegExp][]} */
  const cases = [
    [
      'a network for another data set',
      ['--data', 'sine', '--layers', 'linear:10'],
      /--layers \(layers\[0\]\.units\): 10 does not fit sine; the last linear layer needs 1 unit/,
    ],
    ['points that are not given', ['--data', 'points'], /--data \(data\.points\): missing; give/],
    [
      'a loss for classes',
      ['--data', 'age', '--loss', 'cross_entropy'],
      /--loss: "cross_entropy" needs classes; age has numbers to aim at/,
    ],
    [
      'a target accuracy',
      ['--data', 'bump', '--target', '0.9'],
      /--target: 0\.9 needs classes; bump has numbers to aim at/,
    ],
    [
      'too many rows',
      ['--data', 'xor', '--train', '20001'],
      /--train: 20001 is too large; give a whole number from 1 to 20,000/,
    ],
    [
      'a folder beside a document on other data',
      [file('sine.json', sine), '--data', folder],
      /--data: a folder stands for MNIST; the experiment is about sine/,
    ],
  ];
  for (const [what, words, message] of cases) {
    it(what, async () => {
      const { status, stdout, stderr } = await strata(['train', ...words]);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, message);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    });
  }
});

it('help and info name the data sets', async () => {
  const { stdout: help } = await strata(['train', '--help']);
  const { stdout: info } = await strata(['info']);
  for (const { name, source, text } of tables.datasets) {
    if (source !== 'GIVEN') assert.match(help, new RegExp(`[( ]${name}[,)]`));
    assert.ok(info.includes(text));
  }
});
