// The page of a SCORM package, dist/page/scorm.html, which `strata scorm` completes.
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { policyInside } from './inside.mjs';

export default defineConfig({
  root: 'web/scorm',
  publicDir: false,
  plugins: [viteSingleFile(), policyInside('scorm.html', { 'frame-src': "'self'" })],
  build: {
    outDir: '../../dist/page',
    // The other pages are there.
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: { checks: { pluginTimings: false }, input: 'web/scorm/scorm.html' },
  },
});
