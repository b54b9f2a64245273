import { exportCsv } from './csv.js';
import { exportJson } from './json.js';
import { exportKeras } from './keras.js';
import { exportOnnx } from './onnx.js';
import { exportPytorch } from './pytorch.js';
import { exportSafetensors } from './safetensors.js';

/** @typedef {import('../experiment/index.js').Experiment} Experiment */
/** @typedef {import('../network.js').Network} Network */

/** @typedef {{ script: typeof exportPytorch } | { network: (network: Network, experiment: Experiment) => string | Uint8Array }} Writer */

/** What writes each format, of an experiment or of a network. @type {Readonly<Record<import('./formats.js').Format, Writer>>} */
export const writers = Object.freeze({
  pytorch: { script: exportPytorch },
  keras: { script: exportKeras },
  onnx: { network: exportOnnx },
  safetensors: { network: exportSafetensors },
  json: { network: exportJson },
  csv: { network: exportCsv },
});
