// Python with torch, where there is one.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const runner = fileURLToPath(new URL('run_scripts.py', import.meta.url));
const call = promisify(execFile);

/** The first python3 that has torch: Debian's need not be the first on the PATH. */
export const python = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-c', 'import torch, numpy']).status === 0,
);

/** For tests that need it: a sentence where it is missing, which the summary shows. */
export const skip = python ? false : 'no python3 here has torch; Debian has it as python3-torch';

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
 * @returns {Promise<string>} what two processes print, each computing half of every batch
 */
export async function runTwo(file, args) {
  // Debian's torch 1.13 under Python 3.11 stumbles over torchrun's defaults of these two.
  const output = ['--redirects', '1', '--tee', '1'];
  const words = ['-m', 'torch.distributed.run', '--standalone', '--nproc_per_node', '2', ...output];
  const { stdout } = await call(python ?? '', [...words, file, ...args]);
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
