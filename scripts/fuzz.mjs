// Fuzzes the engine natively, under the address and undefined-behaviour sanitizers: `npm run fuzz`, or
// `npm run fuzz -- 3600` for that many seconds (600 by default). Starts from tests/c/corpus and from what earlier runs
// left in build/fuzz; an input that fails is written there too, and replays with `build/native/fuzz_network FILE`.
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { mustRun, root, runMain, ScriptError } from './process.mjs';
import { setUp } from './setup.mjs';

const LONGEST_INPUT = 400;

await runMain(async () => {
  const [seconds = '600', ...rest] = process.argv.slice(2);
  if (!/^[1-9]\d*$/.test(seconds) || rest.length > 0) {
    throw new ScriptError(`Expected a number of seconds, not ${process.argv.slice(2).join(' ')}.`);
  }
  await setUp('test');
  await build(['native']);
  mkdirSync(join(root, 'build/fuzz'), { recursive: true });
  await mustRun('build/native/fuzz_network', [
    `-fork=${availableParallelism()}`,
    `-max_total_time=${seconds}`,
    `-max_len=${LONGEST_INPUT}`,
    '-len_control=0',
    '-artifact_prefix=build/fuzz/',
    'build/fuzz',
    'tests/c/corpus',
  ]);
});
