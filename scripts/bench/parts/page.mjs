// What the page costs: training with everything shown beside training with nothing around it, frames and long tasks.
import { encodeLink } from '../../../web/engine/link.js';
import { serve } from '../../serve.mjs';
import { placeTitles } from '../lanes.mjs';
import { openPage } from '../page-host.mjs';
import { measureAlternately, withheldLines } from '../rounds.mjs';
import { summarize } from '../statistics.mjs';
import { experimentOf } from '../strata.js';
import { formatPercent, formatTable, formatWhole } from '../table.mjs';
import { workloads } from '../workloads.mjs';

/** @typedef {import('../statistics.mjs').Summary} Summary */
/** @typedef {import('../page-host.mjs').Window & { bare: number, loop: number }} Sample */
/** @typedef {Awaited<ReturnType<typeof openPage>>} Opened */
/** @typedef {{ longest: number, over: number } | null} Trace */
/** @typedef {{ place: string, workload: string, samples: Sample[], trace: Trace, withheld: string | null }} Figure */

/** Seconds of training by turns, and under the browser's trace. */
const [TURN, TRACED] = [3, 5];
/** Of the share of speed that is left. */
const BOUND = 0.1;
const PORT = 15_373;

const measured = workloads.filter(({ id }) => ['W1', 'W3'].includes(id));

/** @param {import('../run.mjs').Context} context @returns {Promise<Figure[]>} */
export async function measure({ places, options, calibration }) {
  const module = new URL('../probes/worker.js', import.meta.url);
  const server = await serve(PORT);
  /** @type {{ name: string, place: string, workload: string, measure: () => Promise<Sample>, trace: () => Promise<Trace> }[]} */
  const tasks = [];
  const opened = [];
  for (const place of /** @type {const} */ (['chromium', 'firefox'])) {
    const channel = await places.open(place, { module, data: true });
    opened.push(channel);
    for (const about of measured) {
      const link = encodeLink({ ...documentOf(about), epochs: 1000 });
      // A page that is open takes part of a processor, even at rest.
      const onPage = async (/** @type {(page: Opened) => Promise<any>} */ use) => {
        const page = await openPage(await places.visit(place), `${server.url}/#e=${link}`);
        try {
          return await use(page);
        } finally {
          await page.close();
        }
      };
      tasks.push({
        name: `the page for ${about.id} in ${placeTitles[place]}`,
        place: placeTitles[place],
        workload: about.id,
        measure: async () => ({
          ...(await channel.ask({ do: 'compare', about })),
          ...(await onPage((page) => page.train(TURN, about.batch))),
        }),
        trace: async () => (place === 'chromium' ? onPage((page) => page.trace(TRACED)) : null),
      });
    }
  }
  const figures = await measureAlternately({
    ...{ rounds: options.rounds, bound: BOUND, tasks, calibration },
    figure: ({ loop, perSecond }) => perSecond / loop,
  });
  /** @type {Figure[]} */
  const results = [];
  for (const [i, { samples, withheld }] of figures.entries()) {
    const { place = '', workload = '', trace } = tasks[i] ?? {};
    results.push({ place, workload, samples, withheld, trace: (await trace?.()) ?? null });
  }
  for (const one of opened) await one.close();
  await server.close();
  return results;
}

/** @param {import('../workloads.mjs').Workload} about */
function documentOf(about) {
  return { ...experimentOf(about), strata: 1, data: { name: 'mnist' }, batch: about.batch };
}

/** @param {Figure[]} figures */
export function report(figures) {
  const left = { align: /** @type {const} */ ('left') };
  const columns = [
    { title: 'in', ...left },
    { title: 'training', ...left },
    ...['headless, images/s', 'page shown', 'share', 'frames/s', 'longest task, ms'].map(
      (title) => ({ title }),
    ),
    { title: 'by the trace', ...left },
  ];
  const rows = figures
    .filter(({ withheld }) => withheld === null)
    .map(({ place, workload, samples, trace }) => {
      const median = (/** @type {(sample: Sample) => number} */ of) =>
        summarize(samples.map(of)).median;
      return [
        place,
        workload,
        formatWhole(median(({ loop }) => loop)),
        formatWhole(median(({ perSecond }) => perSecond)),
        formatPercent(median(({ loop, perSecond }) => perSecond / loop)),
        formatWhole(median(({ frames }) => frames)),
        median(({ longest }) => longest).toFixed(0),
        trace ? `${trace.longest.toFixed(0)} ms, ${trace.over} over 50 ms` : '–',
      ];
    });
  return [
    'The page with everything shown, tests on the way included',
    formatTable(columns, rows),
    ...withheldLines(/** @type {any} */ (figures)),
  ].join('\n');
}
