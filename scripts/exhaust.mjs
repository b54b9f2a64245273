// All 2³² floats through every activation at its defaults, against the double reference: `npm run exhaust`, or
// `npm run exhaust -- silu mish` for some of them. Prints the worst error of each row in units of the last place, and
// ends with status 1 if a row passes its limit. Takes seconds for a simple row and minutes for a hard one.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { elapsed, root, runMain, ScriptError } from './process.mjs';
import { setUp } from './setup.mjs';

/** @typedef {{ ulp: number, at: string, limit: number, over: number, bounded: number, absolute: number }} Worst */
/** @typedef {{ name: string, f: Worst, d: Worst, consistent: boolean }} Row */

/**
 * @param {string} name of an activation
 * @param {() => void} onPart called 64 times on the way
 * @returns {Promise<Row>}
 */
function exhaust(name, onPart) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'build/native/exhaust'), [name]);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      for (const _ of text) onPart();
    });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0 || status === 1) resolve(JSON.parse(output));
      else reject(new ScriptError(`exhaust ${name} ended with status ${status}.`));
    });
  });
}

/**
 * @param {string} what
 * @param {Worst} worst
 */
function describe(what, { ulp, at, limit, over, bounded, absolute }) {
  const failed = over > 0 ? ` FAILED at ${over} points, limit ${limit}` : '';
  const bound = bounded > 0 ? ` (${bounded} points over ${limit} ULP, all within ${absolute})` : '';
  return `${what} ${ulp.toFixed(3)} ULP at ${at.padEnd(16)}${bound}${failed}`;
}

/** @param {Row} row */
function passed({ f, d, consistent }) {
  return f.over === 0 && d.over === 0 && consistent;
}

await runMain(async () => {
  await setUp('test');
  await build(['native']);
  const { tables } = await import('../web/engine/tables.js');
  const known = tables.activations.map((row) => row.name);
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ScriptError(
      `No activation is named ${unknown.join(', ')}; there are ${known.join(', ')}.`,
    );
  }
  const waiting = wanted.length > 0 ? wanted : known;
  const parts = waiting.length * 64;
  const start = performance.now();
  /** @type {Row[]} */
  const rows = [];
  let done = 0;
  const progress = () => {
    done++;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${((100 * done) / parts).toFixed(1)} % after ${elapsed(start)}  `);
    }
  };
  const queue = [...waiting];
  const workers = Array.from({ length: availableParallelism() }, async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const row = await exhaust(name, progress);
      rows.push(row);
      const text = [describe('f', row.f), describe('d', row.d)].join('  ');
      if (process.stderr.isTTY) process.stderr.write('\r');
      console.log(
        `${name.padEnd(12)} ${text}${row.consistent ? '' : '  FAILED: value alone differs'}`,
      );
    }
  });
  await Promise.all(workers);
  console.log(`${rows.length} activations, 2³² floats each, in ${elapsed(start)}`);
  const failed = rows.filter((row) => !passed(row)).map((row) => row.name);
  if (failed.length > 0) throw new ScriptError(`Past their limits: ${failed.join(', ')}.`);
});
