// The checks that need no test: format, lint, types, layering, generated files. Each prints one line, and its output
// only if it fails. Only files that need nothing but Node may be imported before the set-up has run.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { build } from './build.mjs';
import { commandProblems } from './check/commands.mjs';
import { includeProblems } from './check/includes.mjs';
import { lengthProblems } from './check/lengths.mjs';
import { elapsed, root, run, runMain, ScriptError } from './process.mjs';
import { setUp } from './setup.mjs';
import { filesIn } from './stale.mjs';

/** @typedef {{ status: number, output: string }} Result */

/**
 * Every check, by the name it is reported under. Warnings of the C compilers are errors in the build, which comes first.
 *
 * @type {Record<string, () => Promise<Result>>}
 */
const checks = {
  'C format': () => tool('clang-format', ['--dry-run', '-Werror', ...sources('c', 'h', 'inc')]),
  'C lint': lintC,
  'JavaScript format and lint': () => npx('biome', ['check', '--error-on-warnings', '.']),
  'types of the page and Node': () => npx('tsc', ['-p', 'tsconfig.json']),
  'types of the worker': () => npx('tsc', ['-p', 'tsconfig.worker.json']),
  'C includes': async () => listing(includeProblems(read('c', ['c', 'h', 'inc', 'def']))),
  'JavaScript imports': () => npx('depcruise', ['web', 'scripts', 'tests']),
  'unused files, exports and packages': () => npx('knip', []),
  // A lock file made on one platform may lack the packages of others, and `npm ci` refuses it there.
  'lock file': () => tool('npm', ['ci', '--dry-run', '--include=dev', '--no-audit', '--no-fund']),
  'generated files': checkGenerated,
  'package contents': () => npx('publint', ['run', '--strict']),
  'sizes of a first visit': () => npx('size-limit', []),
  'file lengths': async () => listing(lengthProblems(handWritten())),
  'commands in README and CI': checkCommands,
};

/**
 * Runs every check, or those whose name contains one of `wanted`. Needs the build.
 *
 * @param {string[]} [wanted]
 * @returns {Promise<boolean>} whether all passed
 */
export async function check(wanted = []) {
  let passed = true;
  console.log('\nChecks');
  for (const [name, work] of Object.entries(checks)) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    const start = performance.now();
    const { status, output } = await work().catch((error) => listing([String(error)]));
    console.log(`  ${status === 0 ? 'ok    ' : 'FAILED'} ${elapsed(start).padStart(7)}  ${name}`);
    if (status !== 0) console.log(output.trimEnd().replace(/^/gm, '    '));
    passed &&= status === 0;
  }
  return passed;
}

/** The linter reads wasm sources as of this machine, where options for wasm's vectors mean nothing. */
const targetless = '--extra-arg=-Wno-unused-command-line-argument';

/** Lints every C file as one of the builds compiles it, in as many processes as there are processors. */
async function lintC() {
  const native = compiledIn('build/native');
  const wasm = compiledIn('build/wasm').filter((file) => !native.includes(file));
  const count = availableParallelism();
  /** @type {(readonly [string, string[]])[]} */
  const shares = [
    ['build/wasm', wasm],
    ...Array.from(
      { length: count },
      (_, i) => /** @type {const} */ (['build/native', native.filter((_, k) => k % count === i)]),
    ),
  ];
  const results = await Promise.all(
    shares
      .filter(([, files]) => files.length > 0)
      .map(([folder, files]) =>
        tool('clang-tidy', ['-p', folder, '--quiet', targetless, ...files]),
      ),
  );
  return {
    status: Math.max(0, ...results.map((result) => result.status)),
    output: results
      .map((result) => result.output.replace(/^(\d+ warnings? generated|Suppressed .*)\.?\n/gm, ''))
      .join(''),
  };
}

/**
 * @param {string} folder of a build
 * @returns {string[]} the C files it compiles, each once
 */
function compiledIn(folder) {
  const file = join(root, folder, 'compile_commands.json');
  const commands = /** @type {{ file: string }[]} */ (JSON.parse(readFileSync(file, 'utf8')));
  return [...new Set(commands.map((command) => command.file))];
}

/**
 * The native build writes web/engine/tables.gen.js anew from c/tables. If it then differs from the committed one although
 * its sources do not, it had not been committed with them.
 */
async function checkGenerated() {
  const generated = 'web/engine/tables.gen.js';
  const { status, output } = await tool('git', ['status', '--porcelain', 'c', generated]);
  const stale = output.includes(generated) && !/ c\//.test(output);
  return status === 0
    ? listing(stale ? [`${generated} is not what c/tables gives.`] : [])
    : { status, output };
}

async function checkCommands() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const ci = readFileSync(join(root, '.ci/run'), 'utf8');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return listing(commandProblems({ scripts, ci, readme }));
}

/** Hand-written code; web/data and web/engine/wasm are built. */
function handWritten() {
  const extensions = ['c', 'h', 'inc', 'def', 'js', 'mjs', 'css', 'html', 'py'];
  return ['c', 'web', 'scripts', 'tests']
    .flatMap((folder) => read(folder, extensions))
    .filter(({ path }) => !/^web\/(data|engine\/wasm)\/|\.gen\.js$/.test(path));
}

/**
 * @param {string} folder
 * @param {string[]} extensions without dots
 */
function read(folder, extensions) {
  return filesIn(root, folder)
    .filter((path) => extensions.includes(extname(path).slice(1)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** @param {string[]} extensions of the C files wanted */
function sources(...extensions) {
  return ['c', 'tests/c'].flatMap((folder) => read(folder, extensions)).map(({ path }) => path);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function tool(program, args) {
  return run(program, args, { output: 'collect' });
}

/**
 * @param {string} program of node_modules
 * @param {string[]} args
 */
function npx(program, args) {
  return tool(join(root, 'node_modules/.bin', program), args);
}

/**
 * @param {string[]} problems
 * @returns {Result}
 */
function listing(problems) {
  return { status: problems.length === 0 ? 0 : 1, output: problems.join('\n') };
}

if (process.argv[1] === join(root, 'scripts/check.mjs')) {
  await runMain(async () => {
    await setUp('test');
    await build(['wasm', 'native', 'data', 'page', 'types']);
    if (!(await check(process.argv.slice(2)))) throw new ScriptError('Some checks failed.');
  });
}
