// What the worker's loop costs on top of training with nothing around it.
import { placeTitles } from '../lanes.mjs';
import { measureAlternately, withheldLines } from '../rounds.mjs';
import { summarize } from '../statistics.mjs';
import { formatPercent, formatTable, formatWhole } from '../table.mjs';
import { workloads } from '../workloads.mjs';

/** @typedef {import('../statistics.mjs').Summary} Summary */
/** @typedef {{ bare: number, loop: number }} Sample images per second */
/** @typedef {{ place: string, workload: string, bare: Summary, loop: Summary, cost: Summary }} Costs `cost`: share of time */
/** @typedef {import('../rounds.mjs').Measured<Sample> & Costs} Figure */

/** Of the cost; the bound of speeds would say nothing about a cost of two per cent. */
const BOUND = 0.05;

const measured = workloads.filter(({ id }) => ['W1', 'W3'].includes(id));

/** @param {import('../run.mjs').Context} context @returns {Promise<Figure[]>} */
export async function measure({ places, options, calibration }) {
  const module = new URL('../probes/worker.js', import.meta.url);
  const channels = [];
  /** @type {{ name: string, place: string, workload: string, measure: () => Promise<Sample> }[]} */
  const tasks = [];
  for (const place of /** @type {const} */ (['node', 'chromium', 'firefox'])) {
    const channel = await places.open(place, { module, data: true });
    channels.push(channel);
    for (const about of measured) {
      tasks.push({
        name: `the worker's cost for ${about.id} in ${placeTitles[place]}`,
        place: placeTitles[place],
        workload: about.id,
        measure: () => channel.ask({ do: 'compare', about }),
      });
    }
  }
  const figures = await measureAlternately({
    ...{ rounds: options.rounds, bound: BOUND, tasks, calibration },
    figure: ({ bare, loop }) => bare / loop,
  });
  for (const channel of channels) await channel.close();
  return figures.map((one, i) => ({
    ...{ ...one, place: tasks[i]?.place ?? '', workload: tasks[i]?.workload ?? '' },
    bare: summarize(one.samples.map(({ bare }) => bare)),
    loop: summarize(one.samples.map(({ loop }) => loop)),
    cost: summarize(one.samples.map(({ bare, loop }) => bare / loop - 1)),
  }));
}

/** @param {Figure[]} figures */
export function report(figures) {
  const columns = [
    { title: 'in', align: /** @type {const} */ ('left') },
    { title: 'training', align: /** @type {const} */ ('left') },
    ...['bare, images/s', "in the worker's loop", 'cost', 'least', 'most'].map((title) => ({
      title,
    })),
  ];
  const trusted = figures.filter(({ withheld }) => withheld === null);
  const rows = trusted.map(({ place, workload, bare, loop, cost }) => [
    place,
    workload,
    formatWhole(bare.median),
    formatWhole(loop.median),
    ...[cost.median, cost.min, cost.max].map((share) => formatPercent(share)),
  ]);
  return [
    "The worker's training loop, strict",
    formatTable(columns, rows),
    ...withheldLines(figures),
  ].join('\n');
}
