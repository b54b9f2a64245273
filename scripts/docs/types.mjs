import { typedefsOf } from './jsdoc.mjs';

/** @typedef {import('./jsdoc.mjs').Typedef & { file: URL }} Found */

const IMPORTED = /import\('([^']+)'\)\.(\w+)/g;

/**
 * The types that the reference speaks of, each once, with what is in them.
 */
export class Types {
  /** @type {Map<string, Found>} */
  #found = new Map();

  /** @returns {Found[]} those that have been named so far, by name */
  get list() {
    return [...this.#found.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /**
   * @param {string} type as it stands in a comment
   * @param {URL} file that it stands in
   * @returns {string} without the files that it comes from
   */
  named(type, file) {
    for (const [, path = '', name = ''] of type.matchAll(IMPORTED)) {
      this.#take(name, new URL(path, file));
    }
    for (const [name] of type.replaceAll(IMPORTED, '').matchAll(/\b[A-Z]\w+/g)) {
      this.#take(name, file);
    }
    return type.replaceAll(IMPORTED, '$2').replaceAll(/\s+/g, ' ');
  }

  /** @param {string} name @returns {boolean} */
  has(name) {
    return this.#found.has(name);
  }

  /** @param {string} name @param {URL} file */
  #take(name, file) {
    if (this.#found.has(name) || !/\.m?js$/.test(file.pathname)) return;
    const one = typedefsOf(file).find((typedef) => typedef.name === name);
    if (!one) return;
    const alias = /^import\('([^']+)'\)\.(\w+)$/.exec(one.type);
    if (alias) {
      this.#take(alias[2] ?? '', new URL(alias[1] ?? '', file));
      return;
    }
    this.#found.set(name, { ...one, file });
    // What it is made of is spoken of too.
    this.named(one.type, file);
    for (const { type } of one.properties) this.named(type, file);
  }
}
