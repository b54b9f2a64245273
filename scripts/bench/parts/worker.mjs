// What the worker's loop costs on top of training with nothing around it.
import { placeTitles } from '../lanes.mjs';
import { measureAlternately } from '../rounds.mjs';
import { summarize } from '../statistics.mjs';
import { formatPercent, formatTable, formatWhole } from '../table.mjs';
import { workloads } from '../workloads.mjs';

/** @typedef {import('../statistics.mjs').Summary} Summary */
/** @typedef {{ bare: number, loop: number }} Sample images per second */
/** @typedef {{ place: string, workload: string, bare: Summary, loop: Summary, cost: Summary, samples: Sample[] }} Figure `cost`: share of time */

/** Of the cost; a bound of ten per cent would say nothing about a cost of two. */
const BOUND = 0.03;

const measured = workloads.filter(({ id }) => ['W1', 'W3'].includes(id));

/** @param {import('../run.mjs').Context} context @returns {Promise<Figure[]>} */
export async function measure({ places, options, calibration }) {
  const module = new URL('../probes/worker.js', import.meta.url);
  const figures = [];
  for (const place of /** @type {const} */ (['node', 'chromium', 'firefox'])) {
    const channel = await places.open(place, { module, data: true });
    for (const about of measured) {
      const [samples = []] = await measureAlternately({
        rounds: options.rounds,
        bound: BOUND,
        calibration,
        figure: ({ bare, loop }) => bare / loop,
        tasks: [
          {
            name: `the worker's cost for ${about.id} in ${placeTitles[place]}`,
            measure: () => channel.ask({ do: 'compare', about }),
          },
        ],
      });
      figures.push({
        ...{ place: placeTitles[place], workload: about.id },
        bare: summarize(samples.map(({ bare }) => bare)),
        loop: summarize(samples.map(({ loop }) => loop)),
        cost: summarize(samples.map(({ bare, loop }) => bare / loop - 1)),
        samples,
      });
    }
    await channel.close();
  }
  return figures;
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
  const rows = figures.map(({ place, workload, bare, loop, cost }) => [
    place,
    workload,
    formatWhole(bare.median),
    formatWhole(loop.median),
    ...[cost.median, cost.min, cost.max].map((share) => formatPercent(share)),
  ]);
  return `The worker's training loop, strict\n${formatTable(columns, rows)}`;
}
