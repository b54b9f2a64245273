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
  'file lengths': async () => listing(lengthProblems(handWritten())),
  'commands in README and CI': async () => listing(checkCommands()),
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
    const { status, output } = await work();
    console.log(`  ${status === 0 ? 'ok    ' : 'FAILED'} ${elapsed(start).padStart(7)}  ${name}`);
    if (status !== 0) console.log(output.trimEnd().replace(/^/gm, '    '));
    passed &&= status === 0;
  }
  return passed;
}

/** Splits the files among as many clang-tidy processes as there are processors. */
async function lintC() {
  const all = sources('c');
  const count = availableParallelism();
  const shares = Array.from({ length: count }, (_, i) => all.filter((_, k) => k % count === i));
  const results = await Promise.all(
    shares
      .filter((share) => share.length > 0)
      .map((share) => tool('clang-tidy', ['-p', 'build/native', '--quiet', ...share])),
  );
  return {
    status: Math.max(0, ...results.map((result) => result.status)),
    output: results.map((result) => result.output).join(''),
  };
}

/** The native build writes the tables' JavaScript anew; what is committed must be the same. */
async function checkGenerated() {
  const { status, output } = await tool('build/native/print_tables', []);
  if (status !== 0) return { status, output };
  const committed = readFileSync(join(root, 'web/engine/tables.gen.js'), 'utf8');
  return listing(
    output === committed ? [] : ['web/engine/tables.gen.js differs from what c/tables gives.'],
  );
}

function checkCommands() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const ci = readFileSync(join(root, '.ci/run'), 'utf8');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return commandProblems({ scripts, ci, readme });
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
    await build(['wasm', 'native', 'data', 'types']);
    if (!(await check(process.argv.slice(2)))) throw new ScriptError('Some checks failed.');
  });
}
