// Talks to a process in JSON lines: one request, one answer, in order.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../process.mjs';

/** @typedef {import('./host.js').Request} Request */
/** @typedef {{ version: string, ask: (request: Request) => Promise<any>, close: () => Promise<void> }} Channel `ask`
 *   rejects where the answer is an error */

const STDERR_KEPT = 2000;

/**
 * Starts a process and waits for its first line, `{"version"}`.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] added to this process's environment; undefined takes away
 * @returns {Promise<Channel>}
 */
export async function openProcess(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  /** @type {{ resolve: (reply: any) => void, reject: (error: Error) => void }[]} */
  const waiting = [];
  let said = '';
  /** @type {Error | null} */
  let ended = null;
  const end = (/** @type {string} */ why) => {
    ended ??= new Error(`${command} ${why}${said ? `: ${said.trim()}` : ''}`);
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-STDERR_KEPT);
  });
  createInterface({ input: child.stdout }).on('line', (line) => settle(waiting.shift(), line));
  const closed = new Promise((resolve) => {
    child.on('error', (error) => end(error.message));
    child.on('close', (status) => {
      end(`ended with status ${status}`);
      resolve(undefined);
    });
  });
  // A process that ends early breaks the pipe; its end says more.
  child.stdin.on('error', () => {});
  const next = () =>
    new Promise((resolve, reject) => {
      if (ended) reject(ended);
      else waiting.push({ resolve, reject });
    });
  const { version } = await next();
  return {
    version,
    ask(request) {
      const reply = next();
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return reply;
    },
    async close() {
      child.stdin.end();
      child.kill();
      await closed;
    },
  };
}

/**
 * @param {{ resolve: (reply: any) => void, reject: (error: Error) => void } | undefined} waiting
 * @param {string} line
 */
function settle(waiting, line) {
  try {
    const reply = JSON.parse(line);
    if (typeof reply.error === 'string') waiting?.reject(new Error(reply.error));
    else waiting?.resolve(reply);
  } catch {
    waiting?.reject(new Error(`This is no answer in JSON: ${line}`));
  }
}
