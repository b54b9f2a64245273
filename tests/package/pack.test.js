import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/process.mjs';

/** Trains on a few hundred images and prints what a user would look at. */
const program = `
import { loadEngine, loadMnist, parseExperiment, trainInWorker } from 'strata';

const doc = parseExperiment({
  strata: 1,
  data: { name: 'mnist', train: 600, test: 200 },
  layers: [{ type: 'linear', units: 32 }, { type: 'activation', name: 'relu' }, { type: 'linear', units: 10 }],
});
const engine = await loadEngine();
const net = engine.createNetwork(doc, { input: 784 });
const mnist = await loadMnist();
const head = ({ images, labels }, n) => ({ images: images.subarray(0, n * 784), labels: labels.subarray(0, n) });
const data = { train: head(mnist.train, 600), test: head(mnist.test, 200) };
const report = await engine.train(net, data, { epochs: 3, batch: 32, seed: 1 });
const there = await trainInWorker({ ...doc, epochs: 3 });
console.log(JSON.stringify({ ...report, thread: there.fingerprint }));
`;

/** Uses the declared types; compiles only if the wrong use is an error. */
const typed = `
import { loadEngine, loadMnist, StrataError } from 'strata';

const engine = await loadEngine({ kernels: 'strict' });
const { train } = await loadMnist();
const images: Uint8Array = train.images;
const kernels: string = engine.kernels;
// @ts-expect-error there are no such kernels
await loadEngine({ kernels: 'sloppy' });
console.log(images, kernels, new StrataError('code', 'message').path);
`;

const autograder = join(root, 'web/docs/autograder');
/** What its README says to type: installing, grading one submission, checking a class's links. */
const [install = '', grade = '', verify = ''] =
  /```sh\n(.*?)\n```/s
    .exec(readFileSync(join(autograder, 'README.md'), 'utf8'))?.[1]
    ?.split('\n') ?? [];

let folder = '';

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} [cwd]
 */
function run(command, args, cwd = folder) {
  return execFileSync(command, args, { cwd, encoding: 'utf8' });
}

/** @param {string} command typed into a shell, in the folder @returns {{ status: number | null, output: string }} */
function enter(command) {
  const { NODE_TEST_CONTEXT: _, ...others } = process.env;
  const quiet = { prefer_offline: 'true', audit: 'false', fund: 'false', loglevel: 'error' };
  const config = Object.entries(quiet).map(([name, value]) => [`npm_config_${name}`, value]);
  const env = { ...others, ...Object.fromEntries(config) };
  const words = ['-c', command.replace('../strata', root)];
  const { status, stdout, stderr } = spawnSync('sh', words, { cwd: folder, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe('the packed package, installed into an empty folder', () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'strata-package-'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const { status, output } = enter(install);
    assert.equal(status, 0, output);
  });
  after(() => rmSync(folder, { recursive: true }));

  test('holds the modules, the data, the types and what packages are made of, and no tests or other page', () => {
    const files = readdirSync(join(folder, 'node_modules/strata'), { recursive: true }).map(String);
    for (const file of [
      'LICENSE',
      'dist/page/scorm.html',
      'dist/page/strata.html',
      'dist/types/index.d.ts',
      'scripts/cli/strata.mjs',
      'web/data/mnist/manifest.json',
      'web/engine/index.js',
      'web/engine/wasm/strata.wasm',
      'web/engine/wasm/strata-fast.wasm',
      'web/engine/wasm/strata-scalar.wasm',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    assert.deepEqual(
      files.filter((file) =>
        /^(tests|c|web\/ui|web\/worker|dist\/page\/(?!(scorm|strata)\.html))|\.test\.js$/.test(
          file,
        ),
      ),
      [],
    );
  });

  test('makes a package for a learning management system', () => {
    const words = ['scorm', '--out', 'course.zip', 'document.json'];
    const layers = [{ type: 'linear', units: 2 }];
    writeFileSync(
      join(folder, 'document.json'),
      JSON.stringify({ strata: 1, data: { name: 'moons' }, layers }),
    );
    assert.match(run('npx', ['--no-install', 'strata', ...words]), /^wrote course\.zip/);
  });

  test('trains through the API', () => {
    writeFileSync(join(folder, 'train.js'), program);
    const report = JSON.parse(run(process.execPath, ['train.js']));
    assert.equal(report.steps, 57);
    assert.ok(report.testAccuracy > 0.6, `test accuracy ${report.testAccuracy}`);
    assert.match(report.fingerprint, /^[0-9a-f]{16}$/);
    assert.equal(report.thread, report.fingerprint);
  });

  test('trains and verifies on the command line', () => {
    const experiment = { strata: 1, data: { name: 'mnist', train: 600, test: 200 }, layers: [] };
    const layers = [{ type: 'linear', units: 10 }];
    writeFileSync(join(folder, 'experiment.json'), JSON.stringify({ ...experiment, layers }));
    const output = run('npx', ['--no-install', 'strata', 'train', 'experiment.json', '--json']);
    const report = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    assert.equal(report.steps, 19);
    assert.ok(report.testAccuracy > 0.5, `test accuracy ${report.testAccuracy}`);
    const verdict = run('npx', ['--no-install', 'strata', 'verify', report.link]);
    assert.match(verdict, /^identical: 19 steps/);
  });

  test('is what the autograder of the documentation grades with', () => {
    copyFileSync(join(autograder, 'grade.test.mjs'), join(folder, 'grade.test.mjs'));
    const submission = readFileSync(join(autograder, 'submission.json'), 'utf8');
    writeFileSync(join(folder, 'ada.json'), submission);
    const good = enter(grade);
    assert.equal(good.status, 0, good.output);
    assert.match(good.output, /gets 95 % of the test images right on replay/);
    writeFileSync(join(folder, 'ada.json'), submission.replace('"leaky_relu"', '"gelu"'));
    const bad = enter(grade.replace('node --test', 'node --test --test-name-pattern=hidden'));
    assert.equal(bad.status, 1, bad.output);
    const document = { ...JSON.parse(submission), data: { name: 'moons' }, epochs: 1 };
    document.layers[2].units = 2;
    writeFileSync(join(folder, 'moons.json'), JSON.stringify(document));
    const report = run('npx', ['--no-install', 'strata', 'train', 'moons.json', '--json']);
    const { link } = JSON.parse(report.trim().split('\n').at(-1) ?? '');
    writeFileSync(join(folder, 'links.txt'), `Ada ${link}\n`);
    const checked = enter(verify);
    assert.equal(checked.status, 0, checked.output);
    assert.match(readFileSync(join(folder, 'grades.csv'), 'utf8'), /Ada,.*identical/);
  });

  test('has types that a strict TypeScript program compiles against', () => {
    writeFileSync(join(folder, 'typed.ts'), typed);
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
    const tsc = join(root, 'node_modules/.bin/tsc');
    run(tsc, [...options, '--lib', 'es2023,dom', '--types', '', 'typed.ts']);
  });
});
