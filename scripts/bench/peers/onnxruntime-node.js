// ONNX Runtime's native build for Node, one thread.
import { createRequire } from 'node:module';
import { createInference } from './onnx-inference.js';

/**
 * @param {import('../host.js').Host} host
 * @returns {Promise<import('../host.js').Contestant>}
 */
export async function create(host) {
  const ort = createRequire(host.base.replace(/\/?$/, '/'))('onnxruntime-node');
  const version = `ONNX Runtime ${ort.env.versions.node}, CPU`;
  return createInference(ort, host, version, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
}
