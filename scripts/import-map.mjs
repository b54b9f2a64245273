// What bare names in the engine's modules stand for where a browser loads them unbundled.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @type {{ imports: Record<string, { default: string }> }} */
const { imports: own } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** Addresses below the repository's root, by name. @type {Readonly<Record<string, string>>} */
export const importMap = {
  ...Object.fromEntries(
    Object.entries(own).map(([name, { default: file }]) => [name, file.slice(1)]),
  ),
  valibot: addressOf('valibot'),
  'wasm-feature-detect': addressOf('wasm-feature-detect'),
};

/** @param {string} name of a package */
function addressOf(name) {
  return `/${fileURLToPath(import.meta.resolve(name)).slice(root.length)}`;
}
