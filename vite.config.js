import { defineConfig } from 'vite';
import { fontPreload, offlineList, pagePolicy } from './scripts/page/plugins.mjs';

/** Builds the page. Every address in it is relative, so the folder can be hosted anywhere. */
export default defineConfig({
  root: 'web',
  base: './',
  // The packed data sets keep their names, which hold a hash already.
  publicDir: 'data',
  plugins: [pagePolicy(), fontPreload(), offlineList()],
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // Data URLs would need a laxer content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: 'web/index.html',
        embed: 'web/embed.html',
        'service-worker': 'web/offline/service-worker.js',
      },
      output: {
        // A service worker belongs to the folder it is in, and is known by its name.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
  worker: { format: 'es' },
});
