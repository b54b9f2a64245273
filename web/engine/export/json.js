import { canonical } from '../experiment/index.js';
import { shortest } from './numbers.js';

/**
 * A network as JSON: `experiment` (the canonical document), `fingerprint`, and `parameters` as network.parameters() gives
 * them, but with `data` as a list of numbers that are exact as 32-bit floats. `importParameters` reads it back.
 *
 * @param {import('../network.js').Network} network
 * @param {import('../experiment/index.js').Experiment} experiment that the network was made from
 * @returns {string}
 * @throws {import('../errors.js').StrataError} `network-disposed`
 *
 * @example
 * import { exportJson, loadEngine, parseExperiment } from 'strata';
 * const engine = await loadEngine();
 * const experiment = parseExperiment({ strata: 1, data: { name: 'mnist' }, layers: [{ type: 'linear', units: 10 }] });
 * const net = engine.createNetwork(experiment, { input: 784 });
 * console.log(JSON.parse(exportJson(net, experiment)).parameters[0].shape.join()); // 10,784
 */
export function exportJson(network, experiment) {
  const list = network
    .parameters()
    .map(
      ({ name, shape, data }) =>
        `{"name":${JSON.stringify(name)},"shape":${JSON.stringify(shape)},"data":[${Array.from(data, shortest)}]}`,
    );
  const document = JSON.stringify(canonical(experiment));
  return `{"experiment":${document},\n"fingerprint":"${network.fingerprint()}",\n"parameters":[\n${list.join(',\n')}\n]}\n`;
}
