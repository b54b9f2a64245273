// What one epoch teaches, over several seeds: ours beside PyTorch's, whose random numbers are others.
import { comparison, deviation, mean } from '../statistics.mjs';
import { formatPercent, formatTable } from '../table.mjs';
import { workloads } from '../workloads.mjs';

/** @typedef {import('../lanes.mjs').Lane} Lane */
/** @typedef {{ workload: string, ours: number[], torch: number[] | null }} Figure accuracies by seed, 0 to 1 */

const SEEDS = 10;
const OURS = 'strata-strict@node';
const TORCH = 'torch@native';

/** @param {import('../run.mjs').Context} context @returns {Promise<Figure[]>} */
export async function measure({ lanes, options }) {
  const all = await lanes();
  const ours = all.find(({ id }) => id === OURS);
  const torch = all.find(({ id }) => id === TORCH);
  if (!ours) throw new Error(`There is no ${OURS}.`);
  const figures = [];
  for (const workload of workloads) {
    figures.push({
      workload: workload.title,
      ours: await accuracies(ours, workload, options.images),
      torch: torch ? await accuracies(torch, workload, options.images) : null,
    });
  }
  return figures;
}

/**
 * @param {Lane} lane
 * @param {import('../workloads.mjs').Workload} workload
 * @param {number} images
 */
async function accuracies({ channel }, workload, images) {
  const found = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { accuracy } = await channel.ask({ do: 'train', workload, seed, images });
    found.push(accuracy);
  }
  return found;
}

/** @param {Figure[]} figures */
export function report(figures) {
  const columns = [
    { title: 'after an epoch of', align: /** @type {const} */ ('left') },
    ...['Strata, strict', '±', 'PyTorch', '±', 'difference', 'standard error'].map((title) => ({
      title,
    })),
  ];
  const rows = figures.map(({ workload, ours, torch }) => {
    const figures = [mean(ours), deviation(ours)];
    if (torch) {
      const { difference, error } = comparison(ours, torch);
      figures.push(mean(torch), deviation(torch), difference, error);
    }
    return [workload, ...figures.map((share) => formatPercent(share, 2))];
  });
  return `Test accuracy over ${SEEDS} seeds, mean and standard deviation\n${formatTable(columns, rows)}`;
}
