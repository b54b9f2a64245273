// The dense matrix product alone, against a loop in registers in the same breath.
import { placeTitles } from '../lanes.mjs';
import { measureAlternately, withheldLines } from '../rounds.mjs';
import { objection, spreadOf, summarize } from '../statistics.mjs';
import { formatPercent, formatTable } from '../table.mjs';

/** @typedef {import('../probes/matmul.js').Shape} Shape */
/** @typedef {import('../statistics.mjs').Summary} Summary */

/**
 * @typedef {{ product: number, loop: number }} Sample operations per second
 * @typedef {import('../rounds.mjs').Measured<Sample>} Measured
 * @typedef {Measured & { lane: string, shape: Shape, gigaflops: Summary, share: Summary, loop: number }} Figure
 */

/**
 * Rounds count in which the loop ran at this share of its best, since a neighbour on the same core slows loads more than
 * arithmetic; and so many are needed.
 */
const CALM = 0.95;
const FEWEST = 3;
/** More rounds than other parts have, since not all of them count. */
const ROUNDS_FACTOR = 2;

/** Products of the workloads, rows being the batch, and squares. @type {Shape[]} */
const shapes = [
  { m: 32, k: 784, n: 128 },
  { m: 128, k: 784, n: 128 },
  { m: 128, k: 784, n: 512 },
  { m: 128, k: 512, n: 256 },
  { m: 32, k: 784, n: 64 },
  { m: 32, k: 64, n: 64 },
  { m: 32, k: 128, n: 10 },
  { m: 128, k: 128, n: 10 },
  { m: 128, k: 256, n: 10 },
  { m: 32, k: 64, n: 10 },
  ...[64, 128, 256, 512, 1024].map((side) => ({ m: side, k: side, n: side })),
];

/** @param {import('../run.mjs').Context} context @returns {Promise<Figure[]>} */
export async function measure({ places, options, calibration }) {
  /** @type {{ lane: string, channel: import('../lines.mjs').Channel }[]} */
  const probes = [];
  const module = new URL('../probes/matmul.js', import.meta.url);
  for (const place of /** @type {const} */ (['node', 'chromium'])) {
    for (const kernels of ['strict', 'fast']) {
      const channel = await places.open(place, { module, options: { kernels } });
      probes.push({ lane: `${placeTitles[place]} ${kernels}`, channel });
    }
  }
  const tasks = shapes.flatMap((shape) =>
    probes.map(({ lane, channel }) => ({
      name: `the product ${text(shape)} in ${lane}`,
      measure: () => channel.ask({ do: 'multiply', ...shape }),
    })),
  );
  const measured = await measureAlternately({
    rounds: ROUNDS_FACTOR * options.rounds,
    // What varies is judged below, among the rounds that count.
    tasks: tasks.map((task) => ({ ...task, mayVary: true })),
    figure: share,
    calibration,
  });
  for (const { channel } of probes) await channel.close();
  const loops = probes.map((_, lane) =>
    Math.max(
      ...measured
        .flatMap(({ samples }, i) => (i % probes.length === lane ? samples : []))
        .map(({ loop }) => loop),
    ),
  );
  return measured.map(({ name, samples }, i) => {
    const loop = loops[i % probes.length] ?? 0;
    const calm = samples.filter((sample) => sample.loop >= CALM * loop);
    const spread = calm.length > 0 ? spreadOf(calm.map(share)) : 0;
    const few = `had ${calm.length} undisturbed rounds; it takes ${FEWEST}`;
    const about = {
      lane: probes[i % probes.length]?.lane ?? '',
      shape: shapes[Math.floor(i / probes.length)] ?? { m: 0, n: 0, k: 0 },
      gigaflops: summarize(calm.map(({ product }) => product / 1e9)),
      share: summarize(calm.map(share)),
    };
    const withheld = calm.length < FEWEST ? few : objection(spread);
    return { name, samples, spread, withheld, loop: loop / 1e9, ...about };
  });
}

/** @param {Sample} sample */
function share({ product, loop }) {
  return product / loop;
}

/** @param {Shape} shape */
function text({ m, n, k }) {
  return `${m}×${k}×${n}`;
}

/** @param {Figure[]} figures */
export function report(figures) {
  const lanes = [...new Set(figures.map(({ lane }) => lane))];
  const columns = [
    { title: 'rows × inner × columns', align: /** @type {const} */ ('left') },
    ...lanes.flatMap((lane) => [{ title: lane }, { title: 'of loop' }]),
  ];
  const rows = [];
  for (let i = 0; i < figures.length; i += lanes.length) {
    const own = figures.slice(i, i + lanes.length);
    const cells = own.flatMap(({ gigaflops, share, withheld }) =>
      withheld ? ['', ''] : [gigaflops.median.toFixed(1), formatPercent(share.median, 0)],
    );
    rows.push([text(own[0]?.shape ?? { m: 0, n: 0, k: 0 }), ...cells]);
  }
  const loops = lanes.map(
    (name) => `${name} ${figures.find(({ lane }) => lane === name)?.loop.toFixed(1)}`,
  );
  return [
    `Dense products, GFLOP/s, and their share of a loop in registers (${loops.join(', ')})`,
    formatTable(columns, rows),
    ...withheldLines(figures),
  ].join('\n');
}
