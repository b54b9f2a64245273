import { StrataError } from '../errors.js';
import { shortest } from './numbers.js';

/** What fits into a text of JavaScript, at up to sixty characters a line. */
const MOST = 8e6;

/**
 * A network's parameters as CSV, a number a line: `parameter,row,column,value`. Rows are units, columns what comes in;
 * biases have no column. Both count from 0. Values are exact as 32-bit floats.
 *
 * @param {import('../network.js').Network} network
 * @returns {string}
 * @throws {StrataError} `export-large` above 8 million parameters; `network-disposed`
 *
 * @example
 * import { exportCsv, loadEngine } from 'strata';
 * const engine = await loadEngine();
 * const layers = [{ type: 'linear', units: 1 }];
 * const net = engine.createNetwork({ layers, init: { name: 'constant', val: 0.5 } }, { input: 2 });
 * console.log(exportCsv(net).trim().split('\n').join(' ')); // parameter,row,column,value 0.weight,0,0,0.5 0.weight,0,1,0.5 0.bias,0,,0
 */
export function exportCsv(network) {
  const parameters = network.parameters();
  const count = parameters.reduce((sum, { data }) => sum + data.length, 0);
  if (count > MOST) {
    const message = `CSV is for at most ${MOST} parameters, this network has ${count}; export safetensors.`;
    throw new StrataError('export-large', message);
  }
  const lines = parameters.flatMap(({ name, shape: [, columns = 0], data }) =>
    Array.from(data, (value, i) => {
      const place = columns > 0 ? `${Math.floor(i / columns)},${i % columns}` : `${i},`;
      return `${name},${place},${shortest(value)}`;
    }),
  );
  return `parameter,row,column,value\n${lines.join('\n')}\n`;
}
