// How soon the first step is done once the engine's bytes are there, and how many bytes those are.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../process.mjs';
import { placeTitles } from '../lanes.mjs';
import { measureAlternately, withheldLines } from '../rounds.mjs';
import { median } from '../statistics.mjs';
import { formatTable } from '../table.mjs';

/** @typedef {import('../probes/start.js').Times} Times */
/** @typedef {import('../rounds.mjs').Measured<Times> & { times: Times }} Figure `times` are medians */
/** @typedef {{ figures: Figure[], files: { name: string, bytes: number }[] }} Start */

/** Starting is the work of several threads and processes over some milliseconds, and varies more than a thread's work. */
const BOUND = 0.6;
/** More rounds than other parts have, since one takes no time. */
const ROUNDS_FACTOR = 3;

/** Milliseconds for which a closed context may keep the machine busy. */
const SETTLE = 200;

/** @param {import('../run.mjs').Context} context @returns {Promise<Start>} */
export async function measure({ places, options, calibration }) {
  const module = new URL('../probes/start.js', import.meta.url);
  const starts = /** @type {const} */ (['node', 'chromium', 'firefox']).flatMap((place) =>
    ['strict', 'fast'].map((kernels) => ({
      name: `${placeTitles[place]} ${kernels}`,
      /** @returns {Promise<Times>} */
      async measure() {
        const program = { module, options: { kernels } };
        const channel = await places.open(place, program, { fresh: true });
        const times = await channel.ask({ do: 'start' });
        await channel.close();
        await sleep(SETTLE);
        return times;
      },
    })),
  );
  const measured = await measureAlternately({
    rounds: ROUNDS_FACTOR * options.rounds,
    bound: BOUND,
    tasks: starts,
    figure: ({ stepped }) => stepped,
    calibration,
  });
  const figures = measured.map((one) => {
    const middle = (/** @type {keyof Times} */ key) =>
      median(one.samples.map((times) => times[key]));
    const times = {
      compiled: middle('compiled'),
      made: middle('made'),
      stepped: middle('stepped'),
    };
    return { ...one, times };
  });
  return { figures, files: moduleFiles() };
}

function moduleFiles() {
  const folder = join(root, 'web/engine/wasm');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
}

/** @param {Start} start */
export function report({ figures, files }) {
  const columns = [
    { title: 'in', align: /** @type {const} */ ('left') },
    ...['compiled', 'network made', 'first step done', 'slowest'].map((title) => ({ title })),
  ];
  const trusted = figures.filter(({ withheld }) => withheld === null);
  const rows = trusted.map(({ name, times, samples }) => [
    name,
    ...[times.compiled, times.made, times.stepped].map((time) => time.toFixed(1)),
    Math.max(...samples.map(({ stepped }) => stepped)).toFixed(1),
  ]);
  const sizes = files.map(({ name, bytes }) => `${name} ${(bytes / 1000).toFixed(1)} KB`);
  return [
    "Start: ms since the module's bytes were there, each time in a fresh process or context",
    formatTable(columns, rows),
    ...withheldLines(figures),
    sizes.join(', '),
  ].join('\n');
}
