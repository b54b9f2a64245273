// What the page costs: training with everything shown beside `engine.train` in a worker of the same browser; frames and
// long tasks.
import { setTimeout as sleep } from 'node:timers/promises';
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
/** @typedef {import('../page-host.mjs').Window & { headless: number }} Sample */
/** @typedef {Awaited<ReturnType<typeof openPage>>} Opened */
/** @typedef {{ longest: number, over: number } | null} Trace */
/** @typedef {{ place: string, workload: string, samples: Sample[], trace: Trace, withheld: string | null }} Figure */

/** Seconds of training by turns, and under the browser's trace. */
const [TURN, TRACED] = [3, 5];
/** Milliseconds until a browser has cleared a page away. */
const SETTLED = 1000;
/** Of the share of speed that is left: of two times that are seconds apart. */
const BOUND = 0.15;
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
          await sleep(SETTLED);
        }
      };
      tasks.push({
        name: `the page for ${about.id} in ${placeTitles[place]}`,
        place: placeTitles[place],
        workload: about.id,
        measure: async () => ({
          ...(await channel.ask({ do: 'headless', about })),
          ...(await onPage((page) => page.train(TURN, about.batch))),
        }),
        trace: async () => (place === 'chromium' ? onPage((page) => page.trace(TRACED)) : null),
      });
    }
  }
  try {
    const figures = await measureAlternately({
      ...{ rounds: options.rounds, bound: BOUND, tasks, calibration },
      figure: ({ headless, perSecond }) => perSecond / headless,
    });
    /** @type {Figure[]} */
    const results = [];
    for (const [i, { samples, withheld }] of figures.entries()) {
      const { place = '', workload = '', trace } = tasks[i] ?? {};
      results.push({ place, workload, samples, withheld, trace: (await trace?.()) ?? null });
    }
    return results;
  } finally {
    for (const one of opened) await one.close();
    await server.close();
  }
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
    ...['headless, images/s', 'page shown', 'share', 'frames/s', 'longest between two, ms'].map(
      (title) => ({ title }),
    ),
    { title: 'longest task by the trace', ...left },
  ];
  const rows = figures
    .filter(({ withheld }) => withheld === null)
    .map(({ place, workload, samples, trace }) => {
      const median = (/** @type {(sample: Sample) => number} */ of) =>
        summarize(samples.map(of)).median;
      return [
        place,
        workload,
        formatWhole(median(({ headless }) => headless)),
        formatWhole(median(({ perSecond }) => perSecond)),
        formatPercent(median(({ headless, perSecond }) => perSecond / headless)),
        formatWhole(median(({ frames }) => frames)),
        median(({ longest }) => longest).toFixed(0),
        trace ? `${trace.longest.toFixed(0)} ms, ${trace.over} over 50 ms` : '–',
      ];
    });
  return [
    'The page with everything shown; headless is engine.train in a worker, and both test at the end of every epoch',
    formatTable(columns, rows),
    ...withheldLines(/** @type {any} */ (figures)),
  ].join('\n');
}
