// Which Debian packages are missing, and how they get installed. Node built-ins only: this runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask, elapsed, hasCommand, run, ScriptError } from './process.mjs';

/**
 * @typedef {object} Need
 * @property {string} name the Debian package that provides it
 * @property {() => boolean} present looks for what the package provides, so that another source of it will do as well
 */

/**
 * @param {string} command
 * @param {string} [name]
 * @returns {Need}
 */
const command = (command, name = command) => ({ name, present: () => hasCommand(command) });

/** Needed to build and serve the page. @type {Need[]} */
const buildNeeds = [
  command('emcc', 'emscripten'),
  command('clang-19'),
  command('cmake'),
  command('ninja', 'ninja-build'),
];

/** Needed, on top of that, by the checks and tests. @type {Need[]} */
const testNeeds = [
  command('clang'),
  { name: 'libclang-rt-dev', present: hasSanitizers },
  { name: 'libsimde-dev', present: () => existsSync('/usr/include/simde/wasm/simd128.h') },
  command('clang-format'),
  command('clang-tidy'),
  command('git'),
  command('chromium'),
  command('firefox-esr'),
];

/** The sanitizer and fuzzer runtimes live in a package of their own, which clang does not depend on. */
function hasSanitizers() {
  const folder = join(ask('clang', ['-print-resource-dir']) ?? '/nowhere', 'lib');
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) =>
      /libclang_rt\.fuzzer/.test(String(file)),
    )
  );
}

/**
 * @param {'build' | 'test'} purpose
 * @returns {string[]} the Debian packages that are missing for it
 */
export function missingPackages(purpose) {
  const needs = purpose === 'build' ? buildNeeds : [...buildNeeds, ...testNeeds];
  const unfinished = unfinishedPackages(needs.map((need) => need.name));
  return needs
    .filter((need) => !need.present() || unfinished.includes(need.name))
    .map((need) => need.name);
}

/**
 * An interrupted installation leaves programs in place that are not configured yet.
 *
 * @param {string[]} names
 * @returns {string[]} those of the packages that dpkg has begun to install and not ended
 */
function unfinishedPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills these in.
  const format = '${Package} ${db:Status-Status}\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^(\S+) (?:half-installed|unpacked|half-configured)$/gm)].map(
    (found) => found[1] ?? '',
  );
}

/** `DPkg::Lock::Timeout`: wait for another apt instead of failing. */
const aptOptions = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Use-Pty=0'];

/**
 * Runs the words after it with standard output as descriptor 3, for apt's status lines. apt closes that descriptor to the
 * packages' scripts: were it 1, some of them would fail for want of a standard output. sudo passes no more than 0 to 2.
 */
const withStatus = ['/bin/sh', '-c', 'exec "$@" 3>&1 1>&2', 'sh'];

/**
 * @param {string[]} names
 * @returns {string} the one line that installs these packages by hand
 */
function installLine(names) {
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  return `sudo sh -c 'apt-get update && ${install}'`;
}

/**
 * Installs Debian packages, as root or through passwordless sudo; otherwise throws with the line to run.
 *
 * @param {string[]} names
 * @param {number} [uid] of the user, 0 being root
 */
export async function installPackages(names, uid = process.getuid?.()) {
  const byHand = `Missing: ${names.join(', ')}. Install by running this line, then try again:\n\n  ${installLine(names)}\n`;
  if (!hasCommand('apt-get')) {
    throw new ScriptError(
      `This system has no apt-get, and these Debian packages (or what they provide) are missing: ${names.join(', ')}.`,
    );
  }
  const prefix = uid === 0 ? [] : ['sudo', '-n'];
  if (prefix.length > 0 && ask('sudo', ['-n', 'true']) === null) throw new ScriptError(byHand);

  const start = performance.now();
  console.log(`Installing Debian packages: ${names.join(' ')}`);
  // An earlier installation may have been interrupted half-way; where there was none this does nothing.
  await asRoot(prefix, ['dpkg', '--configure', '-a']);
  await asRoot(prefix, ['apt-get', ...aptOptions, 'update']);
  await asRoot(prefix, [
    ...withStatus,
    ...['apt-get', ...aptOptions, '-o', 'APT::Status-Fd=3'],
    ...['install', '-y', '--no-install-recommends', ...names],
  ]);
  console.log(`Debian packages installed in ${elapsed(start)}.`);
}

/**
 * @param {string[]} prefix
 * @param {string[]} words
 */
async function asRoot(prefix, words) {
  const [program = '', ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...words];
  const { status, output } = await run(program, args, {
    output: 'collect',
    onLine: showProgress(),
  });
  if (status === 0) return;
  console.log(output);
  if (/Failed to fetch|Could not resolve|Temporary failure|Unable to locate package/.test(output)) {
    throw new ScriptError(
      'apt-get could not fetch the packages. Set-up needs the network this once: check the connection and the package sources, then run the same command again.',
    );
  }
  const command = words.slice(words.indexOf('sh') + 1).join(' ');
  throw new ScriptError(`${command} failed with status ${status}; its output is above.`);
}

/**
 * Reads apt's status lines, `dlstatus:<n>:<percent>:<text>` and `pmstatus:<package>:<percent>:<text>`.
 *
 * @returns {(line: string) => void}
 */
function showProgress() {
  const interval = process.stdout.isTTY ? 500 : 10_000;
  let shown = performance.now();
  return (line) => {
    const [, kind, percent, text] = /^(dl|pm)status:[^:]*:([\d.]+):(.*)$/.exec(line) ?? [];
    if (kind === undefined || performance.now() - shown < interval) return;
    shown = performance.now();
    const doing = kind === 'dl' ? 'downloading' : 'installing';
    console.log(`  ${doing} ${Math.round(Number(percent))} %: ${text}`);
  };
}
