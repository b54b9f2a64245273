import { loadEngine } from '../../web/engine/load.js';
import { tables } from '../../web/engine/tables.js';
import { version } from './help.mjs';
import { allowRelaxedSimd, kernelNames } from './run.mjs';

/** @typedef {import('../../web/engine/tables.js').Param} Param */
/** @typedef {{ name: string, params?: readonly Param[], torch?: string }} Row */

/**
 * `strata info`: what this build of the engine is and can do.
 *
 * @param {{ values: import('./arguments.mjs').Values }} request
 * @returns {Promise<number>} exit status
 */
export async function info({ values }) {
  const kernels = await kernelsHere();
  const { activations, losses, optimizers, initializers, datasets, limits } = tables;
  if (values.json) {
    const node = process.version;
    console.log(
      JSON.stringify({
        version,
        node,
        kernels,
        limits,
        activations,
        losses,
        optimizers,
        initializers,
        datasets,
      }),
    );
    return 0;
  }
  const lines = [
    `strata ${version}, Node ${process.version}`,
    '',
    'Kernels',
    ...kernels.map(({ name, available, backend, note }) =>
      row(name, available ? `available (${backend})` : `not available: ${note}`),
    ),
    ...section('Activations (* not in torch.nn)', activations),
    ...section('Losses', losses),
    ...section('Optimisers', optimizers),
    ...section('Initialisers', initializers),
    '',
    'Data sets',
    ...datasets.map(({ name, text }) => row(name, text)),
    '',
    `Up to ${inWords(limits.layers)} layers, ${inWords(limits.units)} units each, ${inWords(limits.parameters)} parameters.`,
  ];
  console.log(lines.join('\n'));
  return 0;
}

async function kernelsHere() {
  allowRelaxedSimd();
  const list = [];
  for (const name of kernelNames) {
    const engine = await loadEngine({ kernels: /** @type {'strict' | 'fast'} */ (name) });
    const { backend, note } = engine;
    list.push({ name, available: engine.kernels === name, backend, note });
  }
  return list;
}

/**
 * @param {string} title
 * @param {readonly Row[]} rows
 */
function section(title, rows) {
  return [
    '',
    title,
    ...rows.map(({ name, params = [], torch }) => {
      const mark = title.includes('*') && torch === '' ? ' *' : '';
      return row(name + mark, params.map((param) => `${param.name}=${param.default}`).join(' '));
    }),
  ];
}

/**
 * @param {string} name
 * @param {string} text
 */
function row(name, text) {
  return `  ${name.padEnd(34)} ${text}`.trimEnd();
}

/** @param {number} value */
function inWords(value) {
  return value.toLocaleString('en-GB');
}
