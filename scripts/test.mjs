// Sets up, builds, checks, and runs every test, or with arguments (`npm test -- tests/engine`) only the tests whose
// path begins with one of them. Only files that need nothing but Node may be imported before the set-up has run.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { build } from './build.mjs';
import { elapsed, root, run, runMain, ScriptError } from './process.mjs';
import { setUp } from './setup.mjs';
import { filesIn } from './stale.mjs';

/** Node 20 runs relaxed SIMD only if asked to; later versions run it anyway, and may not know the option. */
const relaxedSimd = '--experimental-wasm-relaxed-simd';

await runMain(async () => {
  const start = performance.now();
  const wanted = process.argv.slice(2).map((path) => path.replace(/^\.\//, ''));
  const files = filesIn(root, 'tests').filter(
    (file) =>
      file.endsWith('.test.js') &&
      (wanted.length === 0 || wanted.some((prefix) => file.startsWith(prefix))),
  );
  if (files.length === 0) throw new ScriptError(`No test file begins with ${wanted.join(' or ')}.`);

  await setUp('test');
  await build(['wasm', 'native', 'data', 'page', 'types']);
  const failed = [];
  if (wanted.length === 0) {
    const { check } = await import('./check.mjs');
    if (!(await check())) failed.push('the checks');
    console.log(`\nTests in C, after ${elapsed(start)}`);
    const ctest = ['--test-dir', 'build/native', '--output-on-failure'];
    if ((await run('ctest', ctest)).status !== 0) failed.push('the tests in C');
  }

  console.log(`\nTests in JavaScript, after ${elapsed(start)}`);
  const known = spawnSync(process.execPath, [relaxedSimd, '--eval', '']).status === 0;
  // Tests in a browser wait half of their time.
  const atOnce = Math.max(2, availableParallelism() - 1);
  const options = [
    '--test',
    `--test-concurrency=${atOnce}`,
    '--test-reporter=spec',
    ...(known ? [relaxedSimd] : []),
  ];
  if ((await run(process.execPath, [...options, ...files])).status !== 0) {
    failed.push('the tests in JavaScript');
  }
  if (failed.length > 0) throw new ScriptError(`Failed: ${failed.join(', ')}.`);
});
