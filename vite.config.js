import { defineConfig } from 'vite';

/** Builds the page. Every address in it is relative, so the folder can be hosted anywhere. */
export default defineConfig({
  root: 'web',
  base: './',
  // The packed data sets keep their names, which hold a hash already.
  publicDir: 'data',
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // Data URLs would need a laxer content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
});
