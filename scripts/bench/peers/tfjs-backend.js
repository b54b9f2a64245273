// TensorFlow.js with its WebAssembly backend: fixed-width SIMD, one thread.

/**
 * @param {import('../host.js').Host} host
 * @returns {Promise<any>} the namespace `tf` of the package for browsers, as far as it is installed
 */
export async function openTensorFlow({ place, base }) {
  const folder = base.replace(/\/?$/, '/');
  const tf =
    place === 'node' ? await requireTensorFlow(folder) : await import(`${folder}bundles/tfjs.js`);
  if (place === 'browser') {
    tf.wasm.setWasmPaths(`${folder}node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
  }
  // Without threads it takes the SIMD module that has none; XNNPACK has its pool of threads from this count.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.wasm.setThreadsCount(1);
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend does not start.');
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('There is no SIMD.');
  return tf;
}

/**
 * The packages' builds for Node find their own WebAssembly files, but only when required.
 *
 * @param {string} folder
 */
async function requireTensorFlow(folder) {
  const { createRequire } = await import('node:module');
  const load = createRequire(folder);
  return {
    ...load('@tensorflow/tfjs-core'),
    ...load('@tensorflow/tfjs-layers'),
    wasm: load('@tensorflow/tfjs-backend-wasm'),
  };
}
