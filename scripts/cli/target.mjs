import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { quoted, UsageError } from './arguments.mjs';

/**
 * Looks at --out before any time is spent.
 *
 * @param {import('./arguments.mjs').Values} values
 * @returns {string} the file to write
 * @throws {UsageError}
 */
export function fileIn({ out }) {
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
