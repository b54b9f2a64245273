// The page in one file, dist/page/strata.html: everything it needs is in it, and it asks for nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { oneFile } from '../../web/engine/data/one-file.js';
import { policyInside } from './inside.mjs';

/** @typedef {import('vite').Plugin} Plugin */
/** @typedef {import('../../web/engine/data/manifest.js').Manifest} Manifest */

const DATA = 'web/data/mnist';
/** What the page computes with: the strict kernels, with SIMD or without. */
const MODULES = ['strata.wasm', 'strata-scalar.wasm'];
const ICON = 'web/ui/icon.svg';

export default defineConfig({
  root: 'web/single',
  publicDir: false,
  resolve: { conditions: ['single', 'module', 'browser', 'production'] },
  plugins: [
    filesInside(),
    viteSingleFile(),
    policyInside('strata.html', {
      'script-src': "'wasm-unsafe-eval'",
      'worker-src': 'blob:',
      'connect-src': 'data:',
      'img-src': 'data: blob:',
      'font-src': 'data:',
    }),
  ],
  build: {
    outDir: '../../dist/page',
    // The page in many files is there.
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: 'web/single/strata.html',
      // Workers are made from the script as well, and are no modules.
      output: { format: 'iife' },
      transform: { define: { 'import.meta': '{}' } },
    },
  },
});

/** @returns {Plugin} */
function filesInside() {
  return {
    name: 'strata-files-inside',
    transformIndexHtml: () => [
      {
        tag: 'script',
        attrs: { type: 'application/json', id: 'files' },
        children: JSON.stringify({ ...modules(), ...images() }),
        injectTo: 'body',
      },
      {
        tag: 'link',
        attrs: {
          rel: 'icon',
          type: 'image/svg+xml',
          href: `data:image/svg+xml;base64,${readFileSync(ICON, 'base64')}`,
        },
      },
    ],
  };
}

/** @returns {Record<string, string>} gzipped, in base64, by path */
function modules() {
  const packed = (/** @type {string} */ name) =>
    gzipSync(readFileSync(join('web/engine/wasm', name)), { level: 9 }).toString('base64');
  return Object.fromEntries(MODULES.map((name) => [`wasm/${name}.gz`, packed(name)]));
}

/** @returns {Record<string, string>} the manifest of those images and its files, in base64, by path */
function images() {
  /** @type {Manifest} */
  const whole = JSON.parse(readFileSync(join(DATA, 'manifest.json'), 'utf8'));
  const shards = whole.shards.filter(({ split, first, count }) => first + count <= oneFile[split]);
  const named = shards.flatMap((shard) => [shard.images, shard.labels]);
  const bytes = named.reduce((sum, file) => sum + file.bytes, 0);
  const manifest = Buffer.from(JSON.stringify({ ...whole, ...oneFile, bytes, shards }));
  const packed = named.map(({ file }) => [
    `mnist/${file}`,
    readFileSync(join(DATA, file), 'base64'),
  ]);
  return { 'mnist/manifest.json': manifest.toString('base64'), ...Object.fromEntries(packed) };
}
