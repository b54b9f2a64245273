// `npm run bench`: how fast Strata is, in Node, Chromium and Firefox, one thread each; `scripts/bench/options.mjs` has the
// options. Only files that need nothing but Node may be imported before the set-up has run.
import { parseOptions } from './bench/options.mjs';
import { build } from './build.mjs';
import { runMain } from './process.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  const options = parseOptions(process.argv.slice(2));
  await setUp('test');
  await build(options.only.includes('page') ? ['wasm', 'data', 'page'] : ['wasm', 'data']);
  const { runBench } = await import('./bench/run.mjs');
  await runBench(options);
});
