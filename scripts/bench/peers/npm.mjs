// The peers' packages of npm, in a folder of their own.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, root } from '../../process.mjs';

/** Where peers are installed: `host.base` is its address. */
export const folder = join(root, 'build/peers');

/** Exact, so that figures can be compared from one time to the next. */
export const versions = {
  '@jax-js/jax': '0.1.25',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
  '@tensorflow/tfjs-core': '4.22.0',
  '@tensorflow/tfjs-layers': '4.22.0',
  'onnxruntime-node': '1.30.0',
  'onnxruntime-web': '1.30.0',
};

/** TensorFlow.js imports packages by name, which a worker cannot resolve. */
const tensorFlow = `export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';
export * as wasm from '@tensorflow/tfjs-backend-wasm';
`;

/** Installs the packages and bundles TensorFlow.js, unless that has been done to the end. */
export async function installNpm() {
  const done = join(folder, 'installed.json');
  const wanted = JSON.stringify({ versions, tensorFlow });
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return;
  rmSync(done, { force: true });
  mkdirSync(folder, { recursive: true });
  const description = { private: true, type: 'module', dependencies: versions };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
  // No scripts: some would download more from elsewhere.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
  await mustRun('npm', ['install', ...options], { cwd: folder, output: 'collect' });
  await bundle('tfjs', tensorFlow);
  writeFileSync(done, wanted);
}

/**
 * @param {string} name
 * @param {string} code
 */
async function bundle(name, code) {
  const { build } = await import('vite');
  const entry = join(folder, `${name}.entry.js`);
  writeFileSync(entry, code);
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: {
      outDir: join(folder, 'bundles'),
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry, formats: ['es'], fileName: name },
    },
  });
}

/** ONNX Runtime's binary for this platform, if its package has one. */
export function hasOnnxBinary() {
  const binary = `bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node`;
  return existsSync(join(folder, 'node_modules/onnxruntime-node', binary));
}
