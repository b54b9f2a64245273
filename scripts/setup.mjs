// Puts in place what a fresh clone lacks: npm packages and Debian packages. Node built-ins only: this runs first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elapsed, root, run, runMain, ScriptError } from './process.mjs';
import { installPackages, missingPackages } from './system-packages.mjs';

const oldestNode = 20;

/**
 * Sets up what is missing for a purpose, asking nothing. With everything in place it prints nothing.
 *
 * @param {'build' | 'test'} purpose `build` is enough to serve the page; `test` adds checkers and browsers
 */
export async function setUp(purpose) {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) < oldestNode) {
    throw new ScriptError(`Strata needs Node ${oldestNode} or newer; this is Node ${version}.`);
  }
  if (!npmPackagesFit()) await installNpmPackages();
  const missing = missingPackages(purpose);
  if (missing.length === 0) return;
  await installPackages(missing);
  const still = missingPackages(purpose);
  if (still.length > 0) {
    throw new ScriptError(`Installed, yet what they provide was not found: ${still.join(', ')}.`);
  }
}

/**
 * Compares the lock file with the one npm leaves in node_modules as the last act of a completed install. Contents,
 * not times: a clone or a branch switch changes the times of files at will.
 *
 * @param {string} [folder]
 * @returns {boolean}
 */
export function npmPackagesFit(folder = root) {
  try {
    const wanted = readPackages(join(folder, 'package-lock.json'));
    const installed = readPackages(join(folder, 'node_modules/.package-lock.json'));
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      const found = installed[path];
      // Packages for other platforms are locked but not installed.
      if (found === undefined) return entry.optional === true;
      return found.version === entry.version && found.integrity === entry.integrity;
    });
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

async function installNpmPackages() {
  const start = performance.now();
  console.log('Installing npm packages (npm ci)');
  // Development dependencies are what builds the page, so they are wanted whatever NODE_ENV says.
  const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, output } = await run('npm', words, { output: 'collect' });
  if (status !== 0) {
    console.log(output);
    if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH/.test(output)) {
      throw new ScriptError(
        'npm could not reach its registry. Set-up needs the network this once: check the connection, then run the same command again.',
      );
    }
    throw new ScriptError(`npm ci failed with status ${status}; its output is above.`);
  }
  console.log(`npm packages installed in ${elapsed(start)}.`);
}

if (process.argv[1] === join(root, 'scripts/setup.mjs')) {
  await runMain(() => setUp('test'));
}
