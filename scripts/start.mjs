// Only files that need nothing but Node may be imported before the set-up has run.
import { build } from './build.mjs';
import { runMain } from './process.mjs';
import { setUp } from './setup.mjs';

const port = 5173;

await runMain(async () => {
  await setUp('build');
  await build(['wasm', 'data', 'page']);
  const { serve } = await import('./serve.mjs');
  const server = await serve(port);
  console.log(`Strata runs at ${server.url} (Ctrl-C ends it)`);
  process.once('SIGINT', () => server.close().then(() => process.exit(0)));
});
