import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { decodeLink, encodeLink } from '../../web/engine/link.js';
import { lastLine, strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-goals-'));
after(() => rmSync(folder, { recursive: true }));

describe('goals of a document', () => {
  const goals = [
    { title: 'Better than guessing', test_accuracy: 0.2, parameters: 100000, epochs: 2 },
    { test_accuracy: 1, test_loss: 0.001 },
  ];
  const document = {
    strata: 1,
    data: { name: 'mnist', train: 1000, test: 200, classes: [0, 1] },
    layers: [{ type: 'linear', units: 10 }],
    epochs: 2,
    goals,
  };
  const file = join(folder, 'goals.json');
  writeFileSync(file, JSON.stringify(document));
  const lines =
    /\ngoal met: Better than guessing \(test accuracy at least 20\.00 %, parameters at most 100,000, epochs at most 2\)\ngoal not met, score 0\.\d{3}: test accuracy at least 100\.00 %, test loss at most 0\.001\n$/;

  it('are judged when it has been trained, and in the link', async () => {
    const { status, stdout } = await strata(['train', file]);
    assert.equal(status, 0);
    assert.match(stdout, lines);
    const link = /#e=\S+/.exec(stdout)?.[0] ?? '';
    assert.deepEqual(decodeLink(link).experiment.goals, goals);
    const verified = await strata(['verify', link]);
    assert.equal(verified.status, 0);
    assert.match(verified.stdout, /^identical: /);
    assert.match(verified.stdout, lines);
    const { claim } = decodeLink(link);
    assert.ok(claim);
    const bent = encodeLink(document, { ...claim, fingerprint: '0000000000000000' });
    const differing = await strata(['verify', bent]);
    assert.equal(differing.status, 1);
    assert.match(differing.stdout, lines);
  });

  it('are part of the object', async () => {
    const { stdout } = await strata(['train', file, '--json']);
    const result = JSON.parse(lastLine(stdout));
    assert.deepEqual(result.goals[0], { title: 'Better than guessing', met: true, score: 1 });
    const verified = await strata(['verify', result.link, '--json']);
    assert.deepEqual(JSON.parse(verified.stdout).goals, result.goals);
  });

  it('are judged alike where the run ends inside an epoch', async () => {
    // With this rate, numbers are no longer finite after six steps: an epoch of four, and 120 of its 200 rows.
    const growing = {
      strata: 1,
      data: { name: 'moons', train: 200, test: 100 },
      layers: [
        { type: 'linear', units: 8 },
        { type: 'activation', name: 'cube' },
        { type: 'linear', units: 2 },
      ],
      optimizer: { name: 'sgd', lr: 100 },
      schedule: { name: 'constant', warmup: 20 },
      batch: 60,
      epochs: 10,
      goals: [{ test_accuracy: 0.1, epochs: 1 }],
    };
    const ended = join(folder, 'growing.json');
    writeFileSync(ended, JSON.stringify(growing));
    const { stdout } = await strata(['train', ended, '--json']);
    const { steps, stopped, link, goals: judged } = JSON.parse(lastLine(stdout));
    assert.deepEqual([steps, stopped], [6, 'nonfinite']);
    assert.deepEqual(judged, [{ title: null, met: false, score: 1 / 1.6 }]);
    const verified = await strata(['verify', link, '--json']);
    assert.deepEqual(JSON.parse(verified.stdout).goals, judged);
  });
});
