// What train claims, verify finds again; whatever was changed in it, verify finds out.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { decodeLink, encodeLink } from '../../web/engine/link.js';
import { lastLine, strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-'));
after(() => rmSync(folder, { recursive: true }));

const small = ['--layers', 'linear:16,relu,linear:10', '--train', '1000', '--test', '200'];
const trained = await strata(['train', ...small, '--epochs', '3', '--checkpoints', '--json']);
/** @type {string} */
const link = JSON.parse(lastLine(trained.stdout)).link;
const { experiment, claim } = decodeLink(link);
assert.ok(claim?.testAccuracy && claim.checkpoints);
const { checkpoints, ...short } = claim;

/** @param {object} changes @param {object} [document] */
const bent = (changes, document = {}) =>
  encodeLink({ ...experiment, ...document }, { ...claim, ...changes });

/** @type {Record<string, [string, RegExp]>} */
const tampered = {
  accuracy: [
    bent({ testAccuracy: 0.999 }),
    /^differs: the weights are those claimed, but the test accuracy is .*, claimed is 99\.90 % \(0\.999\)$/,
  ],
  seed: [
    bent({}, { seed: 2 }),
    /^differs: epoch 1 is the first after which the weights are not those claimed$/,
  ],
  'seed, where only the end is claimed': [
    encodeLink({ ...experiment, seed: 2 }, short),
    /^differs: at the end of the claim, in epoch 3, .* no checkpoints of the epochs before$/,
  ],
  fingerprint: [
    bent({ fingerprint: '0123456789abcdef' }),
    /^differs: at the end of the claim, in epoch 3, the fingerprint is [0-9a-f]{16}, claimed is 0123456789abcdef$/,
  ],
  'second epoch': [
    bent({ checkpoints: [checkpoints[0], '01234567'] }),
    /^differs: epoch 2 is the first/,
  ],
  steps: [
    bent({ steps: 10 ** 12 }),
    /^differs: the run ends after 96 steps, claimed are 1,000,000,000,000$/,
  ],
};

describe('verify LINK', () => {
  it('says identical, with and without checkpoints', async () => {
    assert.equal(checkpoints.length, 2);
    for (const one of [link, encodeLink(experiment, short)]) {
      const { status, stdout } = await strata(['verify', one]);
      assert.equal(status, 0);
      assert.match(stdout, /^identical: 96 steps, test accuracy .*, fingerprint [0-9a-f]{16}\n$/);
      assert.ok(stdout.includes(claim.fingerprint));
    }
  });

  for (const [what, [one, message]] of Object.entries(tampered)) {
    it(`finds out a changed ${what}`, async () => {
      const { status, stdout } = await strata(['verify', one]);
      assert.equal(status, 1);
      assert.match(stdout.trimEnd(), message);
    });
  }

  it('gives the verdict as one object', async () => {
    const { status, stdout } = await strata(['verify', bent({ steps: 64 }), '--json']);
    assert.equal(status, 1);
    const { found, testLoss, ...rest } = JSON.parse(stdout);
    const claimed = { ...claim, steps: 64 };
    assert.ok(testLoss > 0);
    const verdict = { identical: false, differs: 'checkpoint', epoch: 2, epochs: 2 };
    assert.deepEqual(rest, { ...verdict, claim: claimed });
    assert.equal(found.steps, 64);
    assert.equal(found.fingerprint.slice(0, 8), checkpoints[1]);
  });

  it('is stopped by Ctrl-C', async () => {
    const { testAccuracy, fingerprint } = claim;
    const long = { ...experiment, epochs: 1000 };
    const endless = encodeLink(long, { steps: 32000, testAccuracy, fingerprint });
    const { status, stdout, stderr } = await strata(['verify', endless], { interruptAt: /epoch/ });
    assert.deepEqual([status, stdout], [130, '']);
    assert.match(stderr, /stopped before the end\n$/);
  });
});

describe('verify --list FILE', () => {
  const list = join(folder, 'links.txt');
  const lines = [
    '# the class of 2026',
    `Ada, https://example.org/strata/#e=${link.slice(3)}`,
    `"Mallory","${bent({ testAccuracy: 0.999 })}"`,
    '',
    `=HYPERLINK("x") ${encodeLink(experiment)}`,
    link.slice(0, -3),
    encodeLink(experiment, short),
  ];
  writeFileSync(list, `\uFEFF${lines.join('\r\n')}\n`);

  it('writes a row for each link, whatever is wrong with the others', async () => {
    const { status, stdout, stderr } = await strata(['verify', '--list', list]);
    assert.equal(status, 1);
    const [header = '', ...rows] = stdout.trimEnd().split('\r\n');
    assert.match(header, /^line,name,result,message,steps,claimed_steps,test_accuracy,/);
    assert.deepEqual(
      rows.map((row) => /^\d+,(?:"(?:[^"]|"")*"|[^,"]*),\w+/.exec(row)?.[0]),
      [
        '2,Ada,identical',
        '3,Mallory,differs',
        `5,"'=HYPERLINK(""x"")",unchecked`,
        '6,,unchecked',
        '7,,identical',
      ],
    );
    const width = header.split(',').length;
    const plain = (rows[0] ?? '').replaceAll(/"(?:[^"]|"")*"/g, 'quoted');
    assert.equal(plain.split(',').length, width);
    assert.match(stderr, /5\/5 {2}line 7: identical\n$/);
  });

  it('has the goals of each, which are judged by what was found', async () => {
    const goals = [{ test_accuracy: 0.01 }, { parameters: 1, test_accuracy: 0.01 }];
    const sought = encodeLink({ ...experiment, goals }, claim);
    const both = join(folder, 'both.txt');
    writeFileSync(both, `${sought}\n${link}\n`);
    const { status, stdout } = await strata(['verify', '--list', both]);
    assert.equal(status, 0);
    const [header = '', ...rows] = stdout.trimEnd().split('\r\n');
    assert.match(header, /,goals,goals_met,score,seconds,link$/);
    const cells = rows.map((row) =>
      row
        .replaceAll(/"(?:[^"]|"")*"/g, '')
        .split(',')
        .slice(-5, -2),
    );
    assert.deepEqual(cells[0]?.slice(0, 2), ['2', '1']);
    assert.ok(Number(cells[0]?.[2]) > 0.5 && Number(cells[0]?.[2]) < 1);
    assert.deepEqual(cells[1], ['', '', '']);
  });

  it('gives up on a link that takes too long, and goes on', async () => {
    const long = { ...experiment, epochs: 1000, data: { name: 'mnist' } };
    const endless = encodeLink(long, { ...short, steps: 1_875_000 });
    const two = join(folder, 'two.txt');
    writeFileSync(two, `${endless}\n${link}\n`);
    const { status, stdout } = await strata(['verify', '--list', two, '--limit', '1']);
    assert.equal(status, 1);
    assert.match(stdout, /\r\n1,,unchecked,not done within 1 s,.*\r\n2,,identical,/);
  });

  it('succeeds where all are identical, and writes a file', async () => {
    const good = join(folder, 'good.txt');
    const out = join(folder, 'good.csv');
    writeFileSync(good, `${link}\n`);
    const { status, stdout } = await strata(['verify', '--list', good, '--out', out]);
    assert.deepEqual([status, stdout], [0, '']);
    assert.match(readFileSync(out, 'utf8'), /\r\n1,,identical,/);
  });
});
