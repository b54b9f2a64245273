import { defineConfig } from 'vite';
import {
  classicScripts,
  fontPreload,
  offlineList,
  pagePolicy,
  refusal,
} from './scripts/page/plugins.mjs';

/** Builds the page. Every address in it is relative, so the folder can be hosted anywhere. */
export default defineConfig({
  root: 'web',
  base: './',
  // The packed data sets keep their names, which hold a hash already.
  publicDir: 'data',
  plugins: [refusal(), pagePolicy(), fontPreload(), classicScripts(), offlineList()],
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // Data URLs would need a laxer content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: {
        index: 'web/index.html',
        embed: 'web/embed.html',
        'service-worker': 'web/offline/service-worker.js',
        'strata-playground': 'web/embed/strata-playground.js',
        'embed-refused': 'web/embed/refused.js',
      },
      output: {
        // A service worker belongs to the folder it is in, and is known by its name. Pages of others know the element's, and
        // embed.html is given the other one when it has been built.
        entryFileNames: ({ name }) =>
          ['service-worker', 'strata-playground', 'embed-refused'].includes(name)
            ? '[name].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  worker: { format: 'es' },
});
