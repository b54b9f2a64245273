import { defineConfig } from 'vite';
import { classicScript, fontPreload, offlineList, pagePolicy } from './scripts/page/plugins.mjs';

/** Builds the page. Every address in it is relative, so the folder can be hosted anywhere. */
export default defineConfig({
  root: 'web',
  base: './',
  // The packed data sets keep their names, which hold a hash already.
  publicDir: 'data',
  plugins: [pagePolicy(), fontPreload(), classicScript(), offlineList()],
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
      },
      output: {
        // A service worker belongs to the folder it is in, and is known by its name. Pages of others know the element's.
        entryFileNames: ({ name }) =>
          ['service-worker', 'strata-playground'].includes(name)
            ? '[name].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  worker: { format: 'es' },
});
