// ONNX Runtime Web with its WebAssembly backend: fixed-width SIMD, one thread.
import { createInference } from './onnx-inference.js';

/**
 * @param {import('../host.js').Host} host
 * @returns {Promise<import('../host.js').Contestant>}
 */
export async function create(host) {
  const folder = `${host.base.replace(/\/?$/, '/')}node_modules/onnxruntime-web/dist/`;
  const file = host.place === 'node' ? 'ort.node.min.mjs' : 'ort.wasm.min.mjs';
  const ort = await import(folder + file);
  if (host.place === 'browser') ort.env.wasm.wasmPaths = folder;
  ort.env.wasm.numThreads = 1;
  const version = `ONNX Runtime Web ${ort.env.versions.web}, wasm`;
  return createInference(ort, host, version, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
}
