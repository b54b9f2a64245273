import { canonical } from '../experiment/index.js';
import { concatenated } from './protobuf.js';

/**
 * A network's parameters in the safetensors format (https://github.com/huggingface/safetensors), under the names of a
 * torch.nn.Sequential: `model.load_state_dict(safetensors.torch.load_file(path))` takes them. Its metadata hold the
 * canonical `experiment` as JSON and the `fingerprint`.
 *
 * @param {import('../network.js').Network} network
 * @param {import('../experiment/index.js').Experiment} experiment that the network was made from
 * @returns {Uint8Array<ArrayBuffer>} the file's bytes
 * @throws {import('../errors.js').StrataError} `network-disposed`
 *
 * @example
 * import { exportSafetensors, importParameters, loadEngine, parseExperiment } from 'strata';
 * const engine = await loadEngine();
 * const experiment = parseExperiment({ strata: 1, data: { name: 'mnist' }, layers: [{ type: 'linear', units: 10 }] });
 * const net = engine.createNetwork(experiment, { input: 784 });
 * const other = engine.createNetwork({ ...experiment, seed: 2 }, { input: 784 });
 * importParameters(other, exportSafetensors(net, experiment));
 * console.log(other.fingerprint() === net.fingerprint()); // true
 */
export function exportSafetensors(network, experiment) {
  const parameters = network.parameters();
  /** @type {Record<string, unknown>} */
  const header = {
    __metadata__: {
      format: 'pt',
      experiment: JSON.stringify(canonical(experiment)),
      fingerprint: network.fingerprint(),
    },
  };
  let at = 0;
  for (const { name, shape, data } of parameters) {
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + data.byteLength] };
    at += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Spaces fill the header up, so that the numbers begin at a multiple of eight.
  const padded = new Uint8Array(8 * Math.ceil(text.length / 8)).fill(0x20);
  padded.set(text);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, padded.length, true);
  const numbers = parameters.map(({ data }) => new Uint8Array(data.buffer));
  return concatenated([length, padded, ...numbers]);
}
