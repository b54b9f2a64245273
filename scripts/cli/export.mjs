import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonical } from '../../web/engine/experiment/index.js';
import { quoted, UsageError } from './arguments.mjs';
import { experimentFrom } from './experiment.mjs';
import { runExperiment } from './run.mjs';

/** @typedef {import('./arguments.mjs').Values} Values */
/** @typedef {{ name: string, shape: readonly number[], data: Float32Array }} Parameter */

const laterFormats = ['pytorch', 'onnx', 'safetensors'];

/**
 * `strata export`: trains and writes the network.
 *
 * The file holds one object: `experiment` (canonical document), `fingerprint`, and `parameters` as network.parameters()
 * gives them, but with `data` as a list of numbers that are exact as 32-bit floats. To read it back:
 *
 *     const { experiment, parameters } = JSON.parse(text);
 *     const network = engine.createNetwork(experiment, { input: 784 });
 *     network.setParameters(parameters.map((p) => ({ ...p, data: Float32Array.from(p.data) })));
 *
 * @param {{ source: string | undefined, values: Values }} request
 * @returns {Promise<number>} exit status
 */
export async function exportNetwork({ source, values }) {
  if (source === undefined) throw new UsageError('export needs a LINK or FILE');
  const out = checkTarget(values);
  const { experiment, claim } = experimentFrom(source, values);
  const { network, report } = await runExperiment(experiment, values);
  const parameters = network.parameters();
  network.dispose();
  if (report.stopped === 'aborted') {
    console.error('strata: stopped before the end; nothing was written');
    return 130;
  }
  if (report.stopped === 'nonfinite') {
    throw new Error('the training ended in numbers that are not finite; nothing was written');
  }
  const { fingerprint } = report;
  await writeFile(out, toJson({ experiment: canonical(experiment), fingerprint, parameters }));
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
 * Looks at --format and --out before any time is spent on training.
 * @param {Values} values
 * @returns {string} the file to write
 */
function checkTarget({ format, out }) {
  if (format === undefined) throw new UsageError('--format is missing; give json');
  if (laterFormats.includes(String(format))) {
    throw new UsageError(`--format ${format} is not available in this version; give json`);
  }
  if (format !== 'json')
    throw new UsageError(`--format: ${quoted(String(format))} is not known; give json`);
  if (out === undefined || out === '')
    throw new UsageError('--out is missing; give the file to write');
  const file = String(out);
  const isFolder = (/** @type {string} */ path) =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder(file)) throw new UsageError(`--out: ${quoted(file)} is a folder`);
  if (!isFolder(dirname(file)))
    throw new UsageError(`--out: there is no folder ${quoted(dirname(file))}`);
  return file;
}

/** @param {{ experiment: object, fingerprint: string, parameters: readonly Parameter[] }} content */
function toJson({ experiment, fingerprint, parameters }) {
  const list = parameters.map(
    ({ name, shape, data }) =>
      `{"name":${JSON.stringify(name)},"shape":${JSON.stringify(shape)},"data":[${Array.from(data, shortest)}]}`,
  );
  return `{"experiment":${JSON.stringify(experiment)},\n"fingerprint":"${fingerprint}",\n"parameters":[\n${list.join(',\n')}\n]}\n`;
}

/**
 * @param {number} value a 32-bit float
 * @returns {string} the fewest digits (at most nine) that give the same float again
 */
function shortest(value) {
  if (Object.is(value, -0)) return '-0';
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}
