// Exported scripts say what is wrong with their arguments, and with their data, in sentences.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { experimentOf as experimentIn } from '../../web/engine/import/experiment.js';
import { exportKeras, exportPytorch } from '../../web/engine/index.js';
import { experimentOf, layersWith } from './cases.js';
import { how, missing } from './keras.js';
import { digits, lossesIn, runAlone, scriptFolder, skip } from './torch.js';

const apart =
  "Losses differ from Strata's by more than a thousandth: data or versions are not those of the export.";
const moons = { data: { name: 'moons' }, layers: layersWith('tanh', 2) };

/** Runs scripts in one process, each with its own arguments, and prints how each ended and what it said. */
const runner = `import contextlib, io, json, runpy, sys

class Written(io.StringIO):
    writes = 0

    def write(self, text):
        self.writes += bool(text)
        return super().write(text)

found = []
for script, *sys.argv[1:] in json.loads(sys.argv[1]):
    end = 0
    with contextlib.redirect_stdout(Written()) as out, contextlib.redirect_stderr(io.StringIO()) as said:
        try:
            runpy.run_path(script, run_name="__main__")
        except SystemExit as exit:
            end = exit.code
    found.append([end, out.getvalue(), said.getvalue(), out.writes])
print(json.dumps(found))`;

const libraries = [
  { library: 'PyTorch', exported: exportPytorch, python: {}, none: skip },
  { library: 'Keras', exported: exportKeras, python: how, none: missing },
];

for (const { library, exported, python, none } of libraries) {
  const { folder, write } = scriptFolder(exported);
  const at = (/** @type {string[]} */ ...names) => join(folder, ...names);
  const program = at('runner.py');
  writeFileSync(program, runner);

  /** @param {string[][]} lists a script and its arguments, each @returns {[number, string, string, number][]} */
  const ran = (lists) => {
    const { stdout, stderr } = runAlone(program, [JSON.stringify(lists)], python);
    assert.ok(stdout, stderr);
    return JSON.parse(stdout);
  };

  /** A folder with MNIST's files of tests as those for training too, or with some of them. */
  const filesAt = (/** @type {string} */ name, count = 4) => {
    mkdirSync(at(name));
    const parts = ['images-idx3-ubyte', 'labels-idx1-ubyte'];
    const names = ['train', 't10k'].flatMap((split) => parts.map((part) => [split, part]));
    for (const [split, part] of names.slice(0, count))
      copyFileSync(join(digits, `t10k-${part}`), at(name, `${split}-${part}`));
    return at(name);
  };

  describe(`a script for ${library}`, { skip: none }, () => {
    test('says what is wrong with an argument before it trains', async () => {
      const [plain, some] = [await write({}), filesAt('some', 1)];
      const cases = /** @type {[string[], string][]} */ ([
        [['--out', at('nope', 'x.safetensors')], `--out: there is no folder '${at('nope')}'`],
        [['--out', folder], `--out: '${folder}' is a folder`],
        [['--data', at('nope')], `--data: there is no folder '${at('nope')}'`],
        [['--data', program], `--data: there is no folder '${program}'`],
        [
          ['--data', some],
          `--data: '${some}' has no file train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz`,
        ],
        ...['-3', '1.5', 'x', ''].map((text) => [
          ['--steps', text],
          `--steps: '${text}' is not a whole number, 0 or more`,
        ]),
      ]);
      const found = ran(cases.map(([args]) => [plain, ...args]));
      for (const [i, [, said]] of cases.entries()) {
        const [status, stdout, stderr = ''] = found[i] ?? [];
        assert.deepEqual([status, stdout], [2, ''], said);
        assert.equal(stderr.slice(stderr.indexOf('error: ')), `error: argument ${said}\n`);
      }
    });

    test('says that losses are not those of the export, and goes on', async () => {
      const [plain, altered, other] = [await write({}), await write({}), filesAt('other')];
      const source = readFileSync(altered, 'utf8');
      writeFileSync(altered, source.replace(/^LOSSES = \[/m, '$&9, '));
      const found = ran([
        [plain, '--data', other],
        [plain, '--data', other, '--steps', '3'],
        [plain, '--data', digits],
        [plain],
        [altered],
      ]);
      assert.ok(found.every(([status]) => status === 0));
      const [wrong = '', few = '', right = '', own = '', alone = ''] = found.map(([, out]) => out);
      const lines = wrong.split('\n');
      assert.deepEqual([lines.indexOf(apart), lines.lastIndexOf(apart)], [11, 11], wrong);
      assert.match(lines[12] ?? '', /^epoch 1 /);
      assert.equal(lossesIn(few).length, 3);
      assert.ok(few.endsWith(`\n${apart}\n`), few);
      assert.match(right, /^epoch 1 /m);
      assert.ok(!right.includes(apart) && !own.includes(apart), right);
      assert.equal(lossesIn(alone).length, 10);
      assert.ok(alone.endsWith(`\n${apart}\n`), alone);
    });

    // torchrun puts a prefix before whatever it finds written, which need not be a line.
    test('writes a line at a time', async () => {
      for (const [, out, , writes] of ran([[await write(moons)], [await write({})]]))
        assert.equal(writes, out.split('\n').length - 1, out);
    });

    test('writes safetensors however the ending is spelt', async () => {
      const file = at('W.SAFETENSORS');
      const [end] = ran([[await write(moons), '--steps', '0', '--out', file]]);
      assert.equal(end?.[0], 0);
      assert.deepEqual(experimentIn(readFileSync(file)), experimentOf(moons));
    });
  });
}

test('a script for PyTorch takes no device that PyTorch has not', { skip }, async () => {
  const { write } = scriptFolder(exportPytorch);
  const { status, stdout, stderr } = runAlone(await write(moons), ['--device', 'banana']);
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /error: argument --device: 'banana' is no device that PyTorch can use here/);
  assert.doesNotMatch(stderr, /Traceback/);
});
