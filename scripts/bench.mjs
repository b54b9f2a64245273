// `npm run bench`: how fast the engine trains in Node, strict and fast, on two workloads. Figures are images per second of
// training, the median of several epochs and their spread. `-- --json FILE` writes them too.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { runMain, ScriptError } from './process.mjs';
import { setUp } from './setup.mjs';

const REPEATS = 5;
const workloads = [
  { name: '784-128(relu)-10, batch 32', layers: 'linear:128,relu,linear:10', batch: 32 },
  { name: '784-128(relu)-10, batch 128', layers: 'linear:128,relu,linear:10', batch: 128 },
];
const relaxed = '--experimental-wasm-relaxed-simd';

/** @typedef {{ workload: string, kernels: string, median: number, min: number, max: number, accuracy: number }} Figure */

/**
 * Measures all workloads in this process.
 * @param {'strict' | 'fast'} kernels
 * @returns {Promise<Figure[]>}
 */
async function measure(kernels) {
  const { loadEngine, loadMnist } = await import('../web/engine/index.js');
  const { parseLayers } = await import('../web/engine/experiment/index.js');
  const engine = await loadEngine({ kernels });
  const mnist = await loadMnist();
  const figures = [];
  for (const { name, layers, batch } of workloads) {
    /** @type {number[]} */
    const rates = [];
    let accuracy = 0;
    for (let i = 0; i < REPEATS; i++) {
      const net = engine.createNetwork({ layers: parseLayers(layers) }, { input: 784 });
      const report = await engine.train(net, mnist, { epochs: 1, batch });
      rates.push(report.imagesPerSecond);
      accuracy = report.testAccuracy;
      net.dispose();
    }
    rates.sort((a, b) => a - b);
    const [min = 0, median = 0, max = 0] = [0, (REPEATS - 1) / 2, REPEATS - 1].map((i) => rates[i]);
    figures.push({ workload: name, kernels: engine.backend, median, min, max, accuracy });
  }
  return figures;
}

/**
 * Measures in a Node of its own, which is asked for relaxed SIMD if it knows the option.
 * @param {string} kernels
 * @returns {Figure[]}
 */
function measureApart(kernels) {
  const options =
    spawnSync(process.execPath, [relaxed, '--eval', '']).status === 0 ? [relaxed] : [];
  const script = fileURLToPath(import.meta.url);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...options, script, '--one', kernels],
    { encoding: 'utf8' },
  );
  if (status !== 0)
    throw new ScriptError(`The ${kernels} kernels could not be measured: ${stderr}`);
  return JSON.parse(stdout);
}

/** @param {Figure[]} figures */
function print(figures) {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  console.log(`${cpus()[0]?.model}, Node ${process.version}, one thread, images per second\n`);
  for (const { workload, kernels, median, min, max, accuracy } of figures) {
    const spread = `${number.format(min)} to ${number.format(max)}`;
    const learnt = `${(100 * accuracy).toFixed(2)} % after one epoch`;
    console.log(
      `${workload.padEnd(30)}${kernels.padEnd(10)}${number.format(median).padStart(9)}   (${spread})   ${learnt}`,
    );
  }
}

await runMain(async () => {
  const { values } = parseArgs({ options: { json: { type: 'string' }, one: { type: 'string' } } });
  if (values.one === 'strict' || values.one === 'fast') {
    console.log(JSON.stringify(await measure(values.one)));
    return;
  }
  await setUp('build');
  await build(['wasm', 'data']);
  const figures = ['strict', 'fast'].flatMap(measureApart);
  print(figures);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
});
