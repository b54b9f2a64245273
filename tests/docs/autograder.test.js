// The autograder of the examples passes what it should, and fails the rule that a submission breaks.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  encodeLink,
  exportJson,
  loadEngine,
  parseExperiment,
  replay,
} from '../../web/engine/index.js';

const example = fileURLToPath(new URL('../../web/docs/autograder/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'strata-'));
after(() => rmSync(folder, { recursive: true }));

const good = JSON.parse(readFileSync(join(example, 'submission.json'), 'utf8'));
const small = { ...good, data: { name: 'mnist', train: 500, test: 100 } };
const nothing = { steps: 32, testAccuracy: 1, fingerprint: '0000000000000000' };

/**
 * @param {string | object} [submission]
 * @returns {Promise<{ status: number | null, failed: string[], output: string }>} names of what failed
 */
function graded(submission) {
  const file = join(folder, 'submission');
  const text = typeof submission === 'string' ? submission : JSON.stringify(submission);
  if (submission) writeFileSync(file, text);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const words = ['--test', '--test-reporter=tap', join(example, 'grade.test.mjs')];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, {
      env: { ...env, ...(submission && { SUBMISSION: file }) },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      output += part;
    });
    child.on('close', (status) => {
      const failed = [...output.matchAll(/^ {4}not ok \d+ - (.*)$/gm)].map(([, name = '']) => name);
      resolve({ status, failed, output });
    });
  });
}

test('the submission that comes with it passes', async () => {
  const { status, failed, output } = await graded();
  assert.deepEqual([status, failed], [0, []], output);
  assert.match(output, /comes to what its link claims # SKIP it claims nothing/);
});

test('so does a network that was saved as JSON, for its experiment', async () => {
  const experiment = parseExperiment(good);
  const engine = await loadEngine();
  const saved = exportJson(engine.createNetwork(experiment, { input: 784 }), experiment);
  const { status, failed, output } = await graded(saved);
  assert.deepEqual([status, failed], [0, []], output);
});

test('an honest link passes the claim, a tampered one does not', async () => {
  const { found } = await replay(small, nothing);
  const all = 'is about all of MNIST';
  const accuracy = 'gets 95 % of the test images right on replay';
  const honest = await graded(`https://example.org/#e=${encodeLink(small, found)}`);
  assert.deepEqual(honest.failed, [all, accuracy], honest.output);
  const better = await graded(encodeLink(small, { ...found, testAccuracy: 0.99 }));
  assert.deepEqual(better.failed, [all, accuracy, 'comes to what its link claims']);
  assert.equal(better.status, 1);
});

test('each rule fails what breaks it', async () => {
  const [output] = good.layers.slice(-1);
  const act = { type: 'activation', name: 'sigmoid' };
  const hidden = { type: 'linear', units: 80 };
  const { failed } = await graded({ ...small, layers: [hidden, act, output], epochs: 3 });
  assert.deepEqual(failed, [
    'is about all of MNIST',
    'has 1 to 2 hidden layers, each with an activation of the lecture',
    'has at most 50000 parameters',
    'trains for at most 2 epochs',
    'gets 95 % of the test images right on replay',
  ]);
});

test('what cannot be read fails with the reasons', async () => {
  const { status, output } = await graded({ ...good, seed: -1, epochs: 0 });
  assert.equal(status, 1);
  assert.match(output, /epochs: 0 is too small/);
  assert.match(output, /seed: -1 is too small/);
  assert.match((await graded('hello')).output, /cut off or altered/);
});
