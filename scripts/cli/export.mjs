import { writeFile } from 'node:fs/promises';
import { formats } from '../../web/engine/export/formats.js';
import { writers } from '../../web/engine/export/writers.js';
import { quoted, UsageError } from './arguments.mjs';
import { folderIn, readData } from './data.mjs';
import { experimentFrom } from './experiment.mjs';
import { openEngine, runExperiment } from './run.mjs';
import { otherFileIn } from './target.mjs';

/** @typedef {import('./arguments.mjs').Values} Values */
/** @typedef {import('../../web/engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../web/engine/export/formats.js').Format} Format */

/**
 * `strata export`: writes a script, or trains and writes the network.
 *
 * @param {{ source: string | undefined, values: Values }} request
 * @returns {Promise<number>} exit status
 */
export async function exportNetwork({ source, values }) {
  if (source === undefined) throw new UsageError('export needs a LINK or FILE');
  const writer = writers[formatIn(values)];
  const out = otherFileIn(values, source);
  const { experiment, claim } = experimentFrom(source, values);
  if ('script' in writer) return exportScript(experiment, values, { out, write: writer.script });
  const { network, report } = await runExperiment(experiment, values);
  try {
    if (report.stopped === 'aborted') {
      console.error('strata: stopped before the end; nothing was written');
      return 130;
    }
    if (report.stopped === 'nonfinite') {
      throw new Error('the training ended in numbers that are not finite; nothing was written');
    }
    await writeFile(out, writer.network(network, experiment));
  } finally {
    network.dispose();
  }
  const { fingerprint } = report;
  if (claim && claim.fingerprint !== fingerprint) {
    console.error(
      `strata: the link's claim (${claim.steps} steps) is of another state than the one written`,
    );
  }
  const summary = { out, steps: report.steps, testAccuracy: report.testAccuracy, fingerprint };
  console.log(values.json ? JSON.stringify(summary) : `wrote ${out}, fingerprint ${fingerprint}`);
  return 0;
}

/**
 * A script trains by itself: here only its first steps are.
 * @param {Experiment} experiment
 * @param {Values} values
 * @param {{ out: string, write: typeof import('../../web/engine/export/pytorch.js').exportPytorch }} target
 */
async function exportScript(experiment, values, { out, write }) {
  const engine = await openEngine(values.kernels);
  const data = await readData(engine, experiment, folderIn(values));
  await writeFile(out, write(engine, experiment, data));
  console.log(values.json ? JSON.stringify({ out }) : `wrote ${out}; run it with python3 ${out}`);
  return 0;
}

/** @param {Values} values @returns {Format} */
function formatIn({ format }) {
  const names = formats.map(({ name }) => String(name));
  const choice = `give one of ${names.join(', ')}`;
  if (format === undefined) throw new UsageError(`--format is missing; ${choice}`);
  if (!names.includes(String(format)))
    throw new UsageError(`--format: ${quoted(String(format))} is not known; ${choice}`);
  return /** @type {Format} */ (format);
}
