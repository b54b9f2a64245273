// Inference with ONNX Runtime, which is the same to call in its build for the web and in that for Node.
import { PIXELS } from '../dataset.js';
import { firstWeights, toFloats } from './common.js';
import { writeOnnx } from './onnx.js';

/**
 * @param {any} ort
 * @param {import('../host.js').Host} host
 * @param {string} version
 * @param {object} sessionOptions
 * @returns {import('../host.js').Contestant}
 */
export function createInference(ort, { data: { test } }, version, sessionOptions) {
  const pixels = toFloats(test.images);
  return {
    version,
    async train() {
      throw new Error('ONNX Runtime trains in none of its builds for JavaScript.');
    },
    async infer({ layers }, batch, images) {
      const parameters = firstWeights(layers, 1).map(({ units, weight }) => ({
        weight,
        bias: new Float32Array(units),
      }));
      const session = await ort.InferenceSession.create(
        writeOnnx(layers, parameters),
        sessionOptions,
      );
      const start = performance.now();
      for (let first = 0; first < images; first += batch) {
        const rows = Math.min(batch, images - first);
        const x = pixels.subarray(first * PIXELS, (first + rows) * PIXELS);
        await session.run({ images: new ort.Tensor('float32', x, [rows, PIXELS]) });
      }
      const seconds = (performance.now() - start) / 1000;
      await session.release();
      return { seconds, images };
    },
    dispose() {},
  };
}
