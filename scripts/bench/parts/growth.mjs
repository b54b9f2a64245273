// How time and memory grow with batch and width, in Node with strict kernels.
import { measureAlternately, withheldLines } from '../rounds.mjs';
import { ratioOf, summarize } from '../statistics.mjs';
import { formatDigits, formatTable, formatWhole } from '../table.mjs';

/** @typedef {import('../probes/growth.js').Setting} Setting */
/** @typedef {import('../statistics.mjs').Summary} Summary */

/**
 * @typedef {object} Figure
 * @property {'batch' | 'width'} along what grows
 * @property {Setting} setting
 * @property {number} weights
 * @property {Summary} seconds of a step
 * @property {number[]} samples
 *
 * @typedef {{ units: number, neighbour: number, ratio: number }} Odd `ratio` of times per weight
 * @typedef {{ units: number, parameters: number, bytes: number }} Memory of a network
 * @typedef {{ figures: Figure[], odd: Odd[], memory: Memory[], dataBytes: number, notes: string[] }} Growth `notes` say what is missing
 */

const UNITS = 128;
const BATCH = 64;
const batches = [4, 8, 16, 32, 64, 128, 256, 512];
const widths = [16, 32, 64, 128, 256, 512, 1024];
/** Each with the nearest multiple of 8. */
const oddWidths = /** @type {const} */ ([
  [63, 64],
  [65, 64],
  [127, 128],
  [129, 128],
  [250, 248],
  [257, 256],
]);

/** @param {import('../run.mjs').Context} context @returns {Promise<Growth>} */
export async function measure({ places, options, calibration }) {
  const module = new URL('../probes/growth.js', import.meta.url);
  const channel = await places.open('node', { module, data: true });
  const settings = distinct([
    ...batches.map((batch) => ({ units: UNITS, batch })),
    ...[...widths, ...oddWidths.flat()].map((units) => ({ units, batch: BATCH })),
  ]);
  const measured = await measureAlternately({
    rounds: options.rounds,
    calibration,
    figure: ({ seconds }) => seconds,
    tasks: settings.map((setting) => ({
      name: `a step with ${setting.units} units at batch ${setting.batch}`,
      measure: () => channel.ask({ do: 'step', ...setting }),
    })),
  });
  const memory = [];
  for (const units of widths) {
    memory.push({ units, ...(await channel.ask({ do: 'memory', units })) });
  }
  const { bytes } = await channel.ask({ do: 'dataMemory' });
  await channel.close();
  const times = new Map(
    settings.flatMap((setting, i) => {
      const { samples = [], withheld = null } = measured[i] ?? {};
      const seconds = samples.map((sample) => sample.seconds);
      return withheld ? [] : [/** @type {const} */ ([key(setting), seconds])];
    }),
  );
  return { ...compare(times), memory, dataBytes: bytes, notes: withheldLines(measured) };
}

/** @param {Map<string, number[]>} times of steps, by setting and round @returns {Pick<Growth, 'figures' | 'odd'>} */
function compare(times) {
  const figures = [
    ...batches.map((batch) => ({ along: 'batch', setting: { units: UNITS, batch } })),
    ...widths.map((units) => ({ along: 'width', setting: { units, batch: BATCH } })),
  ].flatMap(({ along, setting }) => {
    const samples = times.get(key(setting));
    if (samples === undefined) return [];
    const about = { along: /** @type {Figure['along']} */ (along), setting, samples };
    return [{ ...about, weights: weights(setting.units), seconds: summarize(samples) }];
  });
  const odd = oddWidths.flatMap(([units, neighbour]) => {
    const own = times.get(key({ units, batch: BATCH }));
    const others = times.get(key({ units: neighbour, batch: BATCH }));
    if (own === undefined || others === undefined) return [];
    const ratio = (ratioOf(own, others) * weights(neighbour)) / weights(units);
    return [{ units, neighbour, ratio }];
  });
  return { figures, odd };
}

/** @param {Setting} setting */
function key({ units, batch }) {
  return `${units} ${batch}`;
}

/** @param {Setting[]} settings */
function distinct(settings) {
  return [...new Map(settings.map((setting) => [key(setting), setting])).values()];
}

/** @param {number} units of both hidden layers */
function weights(units) {
  return 784 * units + units * units + units * 10;
}

/** @param {Growth} growth */
export function report({ figures, odd, memory, dataBytes, notes }) {
  return [
    `A step of 784-${UNITS}(relu)-${UNITS}(relu)-10 in Node, strict, by batch`,
    byBatch(figures.filter(({ along }) => along === 'batch')),
    `\nA step of 784-units(relu)-units(relu)-10 at batch ${BATCH}, and the engine's memory for the network`,
    byWidth(
      figures.filter(({ along }) => along === 'width'),
      memory,
    ),
    `MNIST takes ${(dataBytes / 2 ** 20).toFixed(1)} MB.`,
    '\nTime per weight at odd widths, against the nearest multiple of 8',
    formatTable(
      ['units', 'against', 'ratio'].map((title) => ({ title })),
      odd.map((row) => [`${row.units}`, `${row.neighbour}`, row.ratio.toFixed(2)]),
    ),
    ...notes,
  ].join('\n');
}

/** @param {Figure[]} figures */
function byBatch(figures) {
  return formatTable(
    ['batch', 'ms per step', 'µs per image'].map((title) => ({ title })),
    figures.map(({ setting: { batch }, seconds: { median } }) => [
      `${batch}`,
      formatDigits(1e3 * median),
      formatDigits((1e6 * median) / batch),
    ]),
  );
}

/**
 * @param {Figure[]} figures
 * @param {Memory[]} memory
 */
function byWidth(figures, memory) {
  const titles = [
    'units',
    'weights',
    'ms per step',
    'ps per weight and image',
    'MB',
    'bytes per parameter',
  ];
  return formatTable(
    titles.map((title) => ({ title })),
    figures.map(({ setting: { units, batch }, weights, seconds: { median } }) => {
      const { bytes = 0, parameters = 1 } = memory.find((row) => row.units === units) ?? {};
      return [
        `${units}`,
        formatWhole(weights),
        formatDigits(1e3 * median),
        formatDigits((1e12 * median) / weights / batch),
        (bytes / 2 ** 20).toFixed(2),
        (bytes / parameters).toFixed(1),
      ];
    }),
  );
}
