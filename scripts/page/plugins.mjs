import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../stale.mjs';
import { policy } from './policy.mjs';

/** @typedef {import('vite').Plugin} Plugin */
/** @typedef {import('vite').Rolldown.OutputBundle} Bundle */

/** What the service worker's source holds in the place of its list. */
const PLACE = /(["'`])@BUILD@\1/;
const WORKER = 'service-worker.js';
/** Takes the place of what is missing where a page's modules are refused. */
const REFUSED = 'embed-refused.js';
/** Scripts that are no modules: other pages' and that one. */
const CLASSIC = ['strata-playground.js', REFUSED];

/** @returns {Plugin} puts the policy into the page */
export function pagePolicy() {
  return {
    name: 'strata-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** @returns {Plugin} has the typeface fetched together with the styles that ask for it */
export function fontPreload() {
  return {
    name: 'strata-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((name) => name.endsWith('.woff2'))
          .map((name) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              crossorigin: true,
              href: `./${name}`,
            },
            injectTo: 'head',
          })),
    },
  };
}

/** @returns {Plugin} has embed.html listen for its module being refused, before that is asked for */
export function refusal() {
  return {
    name: 'strata-refusal',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { path }) =>
        path === '/embed.html'
          ? html.replace('<script type="module"', `<script src="./${REFUSED}"></script>\n    $&`)
          : html,
    },
  };
}

/** @returns {Plugin} keeps the names in these scripts from being those of the page that has them */
export function classicScripts() {
  return {
    name: 'strata-classic',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const name of CLASSIC) {
        const script = bundle[name];
        if (script?.type !== 'chunk' || needsModule(script)) {
          throw new Error(`${name} is to stand alone.`);
        }
        // A module is strict of itself, a script is not.
        script.code = `(()=>{'use strict';${script.code.trim()}})();\n`;
      }
    },
  };
}

/** @param {import('vite').Rolldown.OutputChunk} chunk @returns {boolean} whether it has what only a module may */
function needsModule({ imports, dynamicImports, exports, code }) {
  return [...imports, ...dynamicImports, ...exports].length > 0 || code.includes('import.meta');
}

/**
 * Tells the service worker which files there are: those that every visit needs, which it fetches at once, and those that
 * it keeps when they have been used.
 *
 * @returns {Plugin}
 */
export function offlineList() {
  let data = '';
  return {
    name: 'strata-offline',
    apply: 'build',
    configResolved(config) {
      data = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk' || !PLACE.test(worker.code)) {
          throw new Error(`${WORKER} has no place for the list of files.`);
        }
        const list = JSON.stringify(JSON.stringify(listOf(bundle, data)));
        worker.code = worker.code.replace(PLACE, () => list);
      },
    },
  };
}

/**
 * @param {Bundle} bundle
 * @param {string} data the folder of the packed images
 */
function listOf(bundle, data) {
  const built = Object.keys(bundle).filter((name) => name !== WORKER);
  const packed = filesIn(data, '');
  const names = [...built, ...packed];
  const onUse = (/** @type {string} */ name) => /\.(wasm|gz)$/.test(name);
  const used = names.filter(onUse);
  const page = names.filter((name) => !onUse(name));
  // What has no hash of its contents in its name counts with its contents.
  const hash = createHash('sha256').update(JSON.stringify(names));
  for (const one of built.filter((name) => !name.startsWith('assets/'))) {
    const file = bundle[one];
    if (file) hash.update(file.type === 'asset' ? file.source : file.code);
  }
  for (const file of packed) if (!onUse(file)) hash.update(readFileSync(join(data, file)));
  return {
    version: hash.digest('hex').slice(0, 12),
    page: page.map((name) => (name === 'index.html' ? '' : name)),
    used,
  };
}
