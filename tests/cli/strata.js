import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/cli/strata.mjs', import.meta.url));

/**
 * Runs the command in a process of its own.
 *
 * @param {string[]} args
 * @param {{ interruptAt?: RegExp }} [options] `interruptAt`: Ctrl-C is sent once the output so far matches
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>}
 */
export function strata(args, { interruptAt } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    let interrupted = false;
    for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output[stream] += text;
        if (interrupted || !interruptAt?.test(output[stream])) return;
        interrupted = true;
        child.kill('SIGINT');
      });
    }
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
  });
}

/** @param {string} text */
export function lastLine(text) {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
