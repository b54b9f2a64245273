import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from './process.mjs';

/**
 * Does a piece of work unless it is known to have been done for the same inputs: a stamp under `build/stamps` holds
 * their hash, and goes away before the work begins, so that an interrupted one is done again.
 *
 * @param {string} name of the stamp
 * @param {object} files paths from `folder`
 * @param {string[]} files.inputs files and whole folders
 * @param {string[]} files.outputs must exist for the work to count as done
 * @param {() => Promise<void>} work
 * @param {string} [folder] the repository's root
 * @returns {Promise<boolean>} whether the work was done now
 */
export async function whenStale(name, { inputs, outputs }, work, folder = root) {
  const stamp = join(folder, 'build/stamps', name);
  const hash = hashFiles(folder, inputs);
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (done && outputs.every((file) => existsSync(join(folder, file)))) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(join(folder, 'build/stamps'), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

/**
 * @param {string} folder
 * @param {string[]} inputs
 * @returns {string} a hash over the names and contents of all files
 */
function hashFiles(folder, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of filesIn(folder, input)) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @param {string} path a file, a folder, or nothing at all
 * @returns {string[]} the files there, sorted, as paths from `folder`
 */
export function filesIn(folder, path) {
  const full = join(folder, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.path, entry.name).slice(folder.length + 1))
    .sort();
}
