import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { quoted, UsageError } from './arguments.mjs';

/**
 * Looks at --out before any time is spent.
 *
 * @param {import('./arguments.mjs').Values} values
 * @returns {string} the file to write
 * @throws {UsageError}
 */
function fileIn({ out }) {
  if (out === undefined || out === '')
    throw new UsageError('--out is missing; give the file to write');
  const file = String(out);
  const isFolder = (/** @type {string} */ path) =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder(file)) throw new UsageError(`--out: ${quoted(file)} is a folder`);
  if (!isFolder(dirname(file)))
    throw new UsageError(`--out: there is no folder ${quoted(dirname(file))}`);
  return file;
}

/**
 * As `fileIn`, and it is not the file that is read.
 *
 * @param {import('./arguments.mjs').Values} values
 * @param {string} source LINK or FILE
 * @param {string} [what] it holds
 * @returns {string}
 * @throws {UsageError}
 */
export function otherFileIn(values, source, what = 'experiment') {
  const file = fileIn(values);
  if (isSame(file, source)) throw new UsageError(`--out: ${quoted(file)} is the ${what} itself`);
  return file;
}

/** @param {string} file @param {string} other @returns {boolean} whether both are there and one */
export function isSame(file, other) {
  return existsSync(file) && existsSync(other) && realpathSync(file) === realpathSync(other);
}
