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
const trained = await strata(['train', ...small, '--epochs', '3', '--json']);
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
  'fingerprint, with a checkpoint too few': [
    bent({ fingerprint: '0123456789abcdef', checkpoints: checkpoints.slice(0, 1) }),
    /^differs: at the end of the claim, in epoch 3, .*; the link has checkpoints up to epoch 1 only$/,
  ],
  'fingerprint before the first step': [
    encodeLink(experiment, { ...short, steps: 0 }),
    /^differs: at the end of the claim, before the first step, the fingerprint is/,
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

  it('writes neither over its list nor where there is no folder, and says so at once', async () => {
    const own = join(folder, 'own.txt');
    writeFileSync(own, link);
    /** @type {[string, RegExp][]} */
    const wrong = [
      [own, /^strata: --out: ".*own\.txt" is the list itself$/m],
      [join(folder, 'nowhere', 'table.csv'), /^strata: --out: there is no folder ".*nowhere"$/m],
    ];
    for (const [out, message] of wrong) {
      const { status, stderr } = await strata(['verify', '--list', own, '--out', out]);
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.equal(readFileSync(own, 'utf8'), link);
    }
  });

  const lines = [
    '# the class of 2026',
    'name;link;handed in',
    `Ada, https://example.org/strata/#e=${link.slice(3)}`,
    `"Mallory","${bent({ testAccuracy: 0.999 })}"`,
    '',
    `=HYPERLINK("x") ${encodeLink(experiment)}`,
    link.slice(0, -3),
    encodeLink(experiment, short),
    `"Grace Hopper";"${link}";2026-11-20 "late"`,
    '"Tom, T.",,',
    `[Ann](https://example.org/strata/embed.html#e=${link.slice(3)}&hide=share)`,
  ];
  // As a spreadsheet saves it.
  writeFileSync(list, `\uFEFF${lines.join('\r\n')}\n`, 'utf16le');

  it('writes a row for each link, whatever is wrong with the others', async () => {
    const { status, stdout, stderr } = await strata(['verify', '--list', list]);
    assert.equal(status, 1);
    const [header = '', ...rows] = stdout.trimEnd().split('\r\n');
    assert.match(header, /^line,name,result,message,steps,claimed_steps,test_accuracy,/);
    assert.deepEqual(
      rows.map((row) => /^\d+,(?:"(?:[^"]|"")*"|[^,"]*),\w+/.exec(row)?.[0]),
      [
        '3,Ada,identical',
        '4,Mallory,differs',
        `6,"'=HYPERLINK(""x"")",unchecked`,
        '7,,unchecked',
        '8,,identical',
        '9,Grace Hopper,identical',
        '10,"Tom, T.",unchecked',
        '11,Ann,identical',
      ],
    );
    const width = header.split(',').length;
    const plain = (rows[0] ?? '').replaceAll(/"(?:[^"]|"")*"/g, 'quoted');
    assert.equal(plain.split(',').length, width);
    assert.match(stderr, /8\/8 {2}line 11: identical\n$/);
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

  it('gives up on a link that takes too long, whatever takes so long, and goes on', async () => {
    const long = { ...experiment, epochs: 1000, data: { name: 'mnist' } };
    const endless = encodeLink(long, { ...short, steps: 1_875_000 });
    // Its starting weights take minutes.
    const layers = [3500, 3500, 10].map((units) => ({ type: 'linear', units }));
    const large = encodeLink({ ...experiment, layers, init: { name: 'orthogonal' } }, short);
    const three = join(folder, 'three.txt');
    writeFileSync(three, `${endless}\n${large}\n${link}\n`);
    const { status, stdout } = await strata(['verify', '--list', three, '--limit', '5']);
    assert.equal(status, 1);
    assert.match(
      stdout,
      /\r\n1,,unchecked,not done within 5 s,.*\r\n2,,unchecked,not done within 5 s,.*\r\n3,,identical,/,
    );
  });

  it('succeeds where all are identical, and writes a file', async () => {
    const good = join(folder, 'good.txt');
    const out = join(folder, 'good.csv');
    writeFileSync(good, `When,Paste your link\n2026-11-20,${link}\n`);
    const { status, stdout } = await strata(['verify', '--list', good, '--out', out]);
    assert.deepEqual([status, stdout], [0, '']);
    assert.match(
      readFileSync(out, 'utf8'),
      /\r\n1,[^\n]*,unchecked,[^\n]*\r\n2,2026-11-20,identical,/,
    );
  });
});
