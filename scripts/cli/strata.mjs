#!/usr/bin/env node
import { main } from './main.mjs';

// Whoever reads our output may stop doing so, as in `strata train | head -1`.
process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
  process.exit(1);
});

process.exitCode = await main(process.argv.slice(2));
