// What every script needs to run other programs. Node built-ins only: this runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** A failure to be shown to the user as its message alone, without a stack trace. */
export class ScriptError extends Error {}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd] defaults to the repository's root
 * @param {Record<string, string>} [options.env] added to this process's environment
 * @param {'inherit' | 'collect'} [options.output] `inherit` (default) shows output as it comes
 * @param {(line: string) => void} [options.onLine] sees each line of collected standard output as it comes
 * @returns {Promise<{ status: number, output: string }>} `output` is what was collected of both streams; `status`
 *   is 127 where the program does not exist and 128 + signal where one ended it
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = {}, output = 'inherit', onLine } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let pending = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (!onLine) return;
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      lines.forEach(onLine);
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', (error) =>
      resolve({ status: 127, output: `${command}: ${error.message}\n` }),
    );
    child.on('close', (code, signal) => {
      resolve({ status: code ?? 128 + (signal === 'SIGINT' ? 2 : 15), output: text });
    });
  });
}

/**
 * Runs a program and throws a `ScriptError` naming it if it fails; collected output is printed then.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 * @returns {Promise<string>} the collected output
 */
export async function mustRun(command, args, options) {
  const { status, output } = await run(command, args, options);
  if (status !== 0) {
    process.stdout.write(output);
    throw new ScriptError(`${[command, ...args].join(' ')} ended with status ${status}.`);
  }
  return output;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {string | null} trimmed standard output, or null where the program is missing or fails
 */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * @param {string} name
 * @returns {boolean} whether a program of that name is on the PATH
 */
export function hasCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      const file = join(folder, name);
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  });
}

/**
 * @param {number} since milliseconds, as from `performance.now()`
 * @returns {string} the time since then, e.g. `12.3 s`
 */
export function elapsed(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs a script's main function: a `ScriptError` is printed as one line, and either way of failing gives status 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof ScriptError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
