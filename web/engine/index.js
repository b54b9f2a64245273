/** The engine for pages, workers and Node: networks, data, experiment documents and links. */
export { mnistCredit } from './data/credit.js';
export { loadData } from './data/load-data.js';
export { loadIdx } from './data/load-idx.js';
export { loadMnist, streamMnist } from './data/mnist.js';
export { parsePoints } from './data/points.js';
export { StrataError } from './errors.js';
export {
  canonical,
  countParameters,
  datasets,
  ExperimentError,
  parseExperiment,
  problems,
} from './experiment/index.js';
export { exportCsv } from './export/csv.js';
export { exportJson } from './export/json.js';
export { exportKeras } from './export/keras.js';
export { exportOnnx } from './export/onnx.js';
export { exportPytorch } from './export/pytorch.js';
export { exportSafetensors } from './export/safetensors.js';
export { judgeGoals } from './goals.js';
export { importParameters } from './import/index.js';
export { decodeLink, encodeLink } from './link.js';
export { loadEngine } from './load.js';
export { replay } from './replay.js';
export { replayInWorker } from './replay-in-worker.js';
export { trainInWorker } from './train-in-worker.js';
