import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { parseCommand, UsageError } from '../../scripts/cli/arguments.mjs';
import { experimentFrom } from '../../scripts/cli/experiment.mjs';
import { options } from '../../scripts/cli/help.mjs';
import { parseExperiment, parseLayers } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { tables } from '../../web/engine/tables.js';
import { experiment } from '../doc/arbitraries.js';
import { strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-'));
after(() => rmSync(folder, { recursive: true }));

const doc = {
  strata: 1,
  data: { name: 'mnist' },
  layers: parseLayers('linear:20,tanh,linear:10'),
  optimizer: { name: 'adam', lr: 0.01, eps: 1e-6 },
  seed: 9,
};
const file = join(folder, 'doc.json');
writeFileSync(file, JSON.stringify(doc));
const sweepFile = join(folder, 'sweep.json');
writeFileSync(sweepFile, JSON.stringify({ sweep: 1, experiment: doc, fields: { seed: [1] } }));
const emptyFile = join(folder, 'empty.txt');
writeFileSync(emptyFile, '\n# no links yet\n');
const wrongFile = join(folder, 'wrong.json');
writeFileSync(wrongFile, JSON.stringify({ ...doc, seed: 'x', foo: 1 }));

/** @param {...string} args */
function experimentOf(...args) {
  const request = parseCommand(['train', ...args]);
  assert.equal(request.command, 'train');
  return experimentFrom(request.source, request.values).experiment;
}

describe('bad arguments', () => {
  /** @type {[string[], string][]} */
  const cases = [
    [
      [],
      'a command is missing: train, verify, sweep, export, scorm, info, help; see strata --help',
    ],
    [
      ['foo'],
      '"foo" is not a command; commands are train, verify, sweep, export, scorm, info, help',
    ],
    [['train', '--foo'], "unknown option '--foo'; see strata --help"],
    [['train', '--lr'], "option '--lr <value>' argument missing; see strata --help"],
    [['train', '--lr', 'abc'], '--lr: "abc" is not a number'],
    [['train', '--lr', '-1'], '--lr: -1 is too small; give a number from 0 to 1,000'],
    [
      ['train', '--batch', '0', '--epochs', '1.5', '--seed', '0x10'],
      '--batch: 0 is too small; give a whole number from 1 to 60,000; --epochs: 1.5 is not a whole number; give a whole number from 1 to 1,000; --seed: "0x10" is not a number',
    ],
    [
      ['train', '--layers', 'linear:12'],
      '--layers (layers[0].units): 12 does not fit mnist; the last linear layer needs 10 units',
    ],
    [
      ['train', '--layers', 'relo,linear:x'],
      '--layers: layer 1, "relo": "relo" is not known; did you mean relu?',
    ],
    [['train', '--optimizer', 'adm'], '--optimizer: "adm" is not known; did you mean adam?'],
    [
      ['train', '--optimizer', 'adam:betas=0.8'],
      '--optimizer (optimizer.betas): 0.8 is not a list of 2 numbers',
    ],
    [
      ['train', '--loss', 'mse'],
      `--loss: "mse" is not known; give one of ${tables.losses.map(({ name }) => `"${name}"`).join(', ')}`,
    ],
    [['train', '--train', '16'], 'batch: 32 is more than the 16 images to train on'],
    [['train', '--kernels', 'slow'], '--kernels: "slow" is not known; give strict or fast'],
    [['train', 'nowhere'], '"nowhere" is neither a file nor a link'],
    [['train', folder], `${JSON.stringify(folder)} is neither a file nor a link`],
    [
      ['train', '1abc'],
      'the link: The link is cut off or altered. Copy it again from where it came from.',
    ],
    [
      ['train', wrongFile],
      `${JSON.stringify(wrongFile)}: seed: "x" is not a number; foo: unknown field; known are strata, data, layers, loss, optimizer, init, schedule, clip, batch, epochs, target_accuracy, seed, goals`,
    ],
    [['train', 'a', 'b'], 'one argument too many: "b"'],
    [
      ['train', '--data', folder],
      `--data: ${JSON.stringify(folder)} has no file train-images-idx3-ubyte or train-images-idx3-ubyte.gz`,
    ],
    [['train', '--out', 'x'], '--out has no meaning for train; see strata train --help'],
    [['info', 'x'], 'one argument too many: "x"'],
    [
      ['export', file],
      '--format is missing; give one of pytorch, keras, onnx, safetensors, json, csv',
    ],
    [['export', '--format', 'json', '--out', 'x'], 'export needs a LINK or FILE'],
    [['export', file, '--format', 'json'], '--out is missing; give the file to write'],
    [
      ['export', file, '--format', 'yaml', '--out', 'x'],
      '--format: "yaml" is not known; give one of pytorch, keras, onnx, safetensors, json, csv',
    ],
    [
      ['export', file, '--format', 'constructor', '--out', 'x'],
      '--format: "constructor" is not known; give one of pytorch, keras, onnx, safetensors, json, csv',
    ],
    [
      ['export', file, '--format', 'json', '--out', folder],
      `--out: ${JSON.stringify(folder)} is a folder`,
    ],
    [
      ['export', file, '--format', 'json', '--out', join(folder, 'no', 'x')],
      `--out: there is no folder ${JSON.stringify(join(folder, 'no'))}`,
    ],
    [['verify'], 'verify needs either a LINK or --list FILE'],
    [['verify', encodeLink(doc), '--list', file], 'verify needs either a LINK or --list FILE'],
    [['verify', encodeLink(doc)], 'the link claims nothing that could be checked'],
    [
      ['verify', encodeLink(doc).slice(0, -1)],
      'the link: The link is cut off or altered. Copy it again from where it came from.',
    ],
    [['verify', encodeLink(doc), '--out', 'x'], '--out needs --list FILE'],
    [['verify', encodeLink(doc), '--limit', '9'], '--limit needs --list FILE'],
    [
      ['verify', '--list', file, '--limit', '0'],
      '--limit: "0" is not a whole number from 1 to 999,999',
    ],
    [['verify', '--list', file, '--json'], '--json has no meaning with --list'],
    [
      ['verify', encodeLink(doc), '--seed', '3'],
      '--seed has no meaning for verify; see strata verify --help',
    ],
    [['sweep'], 'sweep needs a FILE'],
    [['sweep', sweepFile, '--jobs', '0'], `--jobs: "0" is not a whole number from 1 to 999`],
    [['verify', '--list', emptyFile], `--list: ${JSON.stringify(emptyFile)} holds no links`],
  ];
  for (const [args, message] of cases) {
    it(`give status 2 and one line: ${args.join(' ').slice(0, 60)}`, async () => {
      const { status, stdout, stderr } = await strata(args);
      const shown = message.replaceAll(folder, (path) => path);
      assert.deepEqual(
        { status, stdout, stderr },
        { status: 2, stdout: '', stderr: `strata: ${shown}\n` },
      );
    });
  }

  it('are told in words whatever they are', () => {
    const words = fc.oneof(
      fc.constantFrom(
        'train',
        'export',
        'info',
        'verify',
        'help',
        file,
        wrongFile,
        folder,
        encodeLink(doc),
        '-h',
        '--',
        '-1',
        '',
      ),
      fc.constantFrom(...Object.keys(options)).map((name) => `--${name}`),
      fc.constantFrom('linear:10', 'adam', 'json', '0', '1', '1e999', 'strict', '__proto__'),
      fc
        .tuple(fc.constantFrom(...Object.keys(options)), fc.string())
        .map(([name, value]) => `--${name}=${value}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), fc.boolean(), (rest, train) => {
        try {
          const request = parseCommand(train ? ['train', ...rest] : rest);
          if (!('source' in request)) return;
          const { experiment } = experimentFrom(request.source, request.values);
          assert.deepEqual(parseExperiment(experiment), experiment);
        } catch (error) {
          assert.ok(error instanceof UsageError, String(error));
          assert.match(error.message, /\S/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('options', () => {
  it('stand for a network by default', () => {
    assert.deepEqual(
      experimentOf(),
      parseExperiment({
        ...doc,
        layers: parseLayers('linear:128,relu,linear:10'),
        optimizer: undefined,
        seed: undefined,
      }),
    );
  });

  it('override a file and a link', () => {
    for (const source of [
      file,
      encodeLink(doc),
      `#e=${encodeLink(doc)}`,
      `https://example.org/#e=${encodeLink(doc)}`,
    ]) {
      assert.deepEqual(experimentOf(source), parseExperiment(doc));
      assert.deepEqual(
        experimentOf(
          source,
          '--lr',
          '0.5',
          '--seed',
          '3',
          '--layers',
          'linear:10',
          '--train',
          '500',
          '--init',
          'normal:std=0.1',
        ),
        parseExperiment({
          ...doc,
          layers: parseLayers('linear:10'),
          optimizer: { ...doc.optimizer, lr: 0.5 },
          seed: 3,
          data: { name: 'mnist', train: 500 },
          init: { name: 'normal', std: 0.1 },
        }),
      );
    }
  });

  it('replace an optimiser with all its settings', () => {
    assert.deepEqual(
      experimentOf(file, '--optimizer', 'adam:betas=0.8/0.9').optimizer,
      parseExperiment({ ...doc, optimizer: { name: 'adam', betas: [0.8, 0.9] } }).optimizer,
    );
    assert.deepEqual(
      experimentOf(file, '--optimizer', 'sgd', '--lr', '1').optimizer,
      parseExperiment({ ...doc, optimizer: { lr: 1 } }).optimizer,
    );
  });

  it('leave any document as it is where none is given', () => {
    fc.assert(
      fc.property(experiment, (any) => {
        assert.deepEqual(experimentOf(encodeLink(any)), parseExperiment(any));
      }),
      { numRuns: 100 },
    );
  });

  it('keep a claim only while the experiment stays the same', () => {
    const claim = { steps: 3, testAccuracy: 0.5, fingerprint: '0123456789abcdef' };
    const link = encodeLink(doc, claim);
    assert.deepEqual(experimentFrom(link, {}).claim, claim);
    assert.deepEqual(experimentFrom(link, { seed: '9' }).claim, claim);
    assert.equal(experimentFrom(link, { seed: '8' }).claim, undefined);
  });
});

describe('help', () => {
  it('names every command and option', async () => {
    const overview = await strata(['--help']);
    assert.equal(overview.status, 0);
    for (const command of ['train', 'verify', 'sweep', 'export', 'info']) {
      assert.ok(overview.stdout.includes(`strata ${command}`));
      const { status, stdout, stderr } = await strata([command, '--help']);
      assert.deepEqual([status, stderr], [0, '']);
      assert.ok(stdout.startsWith(`strata ${command}`));
      assert.equal(stdout, (await strata(['help', command])).stdout);
      for (const [name, { commands }] of Object.entries(options)) {
        assert.equal(
          stdout.includes(`  --${name} `),
          commands.includes(command),
          `${command} --${name}`,
        );
      }
    }
  });
});
