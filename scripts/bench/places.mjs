// Where contestants run: processes of Node, and workers in browsers, which start when first needed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from '../process.mjs';
import { openBrowser } from './browsers.mjs';
import { FILE_BYTES } from './dataset.js';
import { openProcess } from './lines.mjs';
import { serveRepository } from './server.mjs';

/** @typedef {'node' | 'chromium' | 'firefox'} Place */
/** @typedef {import('./lines.mjs').Channel} Channel */
/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Browser */

/**
 * @typedef {object} Program what runs in a place
 * @property {URL} module
 * @property {Record<string, unknown>} [options]
 * @property {boolean} [data] whether it needs MNIST
 * @property {URL} [base] folder with its packages
 * @property {string[]} [nodeFlags] for Node alone
 */

/** Node 20 runs relaxed SIMD only if asked to; later versions run it anyway, and may not know the option. */
const relaxedSimd = '--experimental-wasm-relaxed-simd';

/** MNIST as one file, for contestants of every kind. */
export const dataFile = join(root, 'build/bench/mnist.bin');
const host = fileURLToPath(new URL('./node-host.mjs', import.meta.url));

/** Writes the data file unless it is there. */
export async function writeData() {
  if (existsSync(dataFile) && statSync(dataFile).size === FILE_BYTES) return;
  const { loadMnist } = await import('../../web/engine/index.js');
  const { train, test } = await loadMnist();
  mkdirSync(dirname(dataFile), { recursive: true });
  writeFileSync(dataFile, Buffer.concat([train.images, train.labels, test.images, test.labels]));
}

export class Places {
  /** @type {Map<string, Browser>} */
  #browsers = new Map();
  /** Channels that were opened, closed or not. @type {Channel[]} */
  #channels = [];
  /** @type {Awaited<ReturnType<typeof serveRepository>> | null} */
  #server = null;
  #flags =
    spawnSync(process.execPath, [relaxedSimd, '--eval', '']).status === 0 ? [relaxedSimd] : [];

  /**
   * @param {Place} place
   * @param {Program} program
   * @param {{ fresh?: boolean }} [options] `fresh`: where nothing of an earlier program can be cached
   * @returns {Promise<Channel>}
   */
  async open(place, program, { fresh = false } = {}) {
    return this.#track(await this.#open(place, program, fresh));
  }

  /**
   * @param {{ command: string, args: string[], env: Record<string, string | undefined> }} start
   * @returns {Promise<Channel>}
   */
  async openNative({ command, args, env }) {
    return this.#track(await openProcess(command, args, env));
  }

  /** @param {'chromium' | 'firefox'} place @returns {Promise<import('puppeteer-core').Page>} an empty page */
  async visit(place) {
    return (await this.#browser(place)).visit();
  }

  /** Ends everything that was opened. */
  async close() {
    for (const channel of this.#channels.splice(0)) await channel.close();
    for (const browser of this.#browsers.values()) await browser.close();
    this.#browsers.clear();
    this.#server?.close();
    this.#server = null;
  }

  /** @param {Channel} channel @returns {Channel} which may be closed twice */
  #track(channel) {
    /** @type {Promise<void> | null} */
    let closed = null;
    const close = () => {
      closed ??= channel.close();
      return closed;
    };
    this.#channels.push({ ...channel, close });
    return { ...channel, close };
  }

  /**
   * @param {Place} place
   * @param {Program} program
   * @param {boolean} fresh
   */
  async #open(place, program, fresh) {
    if (place === 'node') return this.#openNode(program);
    const browser = await this.#browser(place);
    return fresh ? browser.openFresh(this.#setup(program)) : browser.open(this.#setup(program));
  }

  /** @param {Program} program */
  #openNode({ module, options = {}, data = false, base = module, nodeFlags = [] }) {
    const words = [data ? dataFile : '', module.href, base.href, JSON.stringify(options)];
    return openProcess(process.execPath, [...this.#flags, ...nodeFlags, host, ...words]);
  }

  /** @param {'chromium' | 'firefox'} name */
  async #browser(name) {
    this.#server ??= await serveRepository();
    const browser = this.#browsers.get(name) ?? (await openBrowser(name, this.#server.url));
    this.#browsers.set(name, browser);
    return browser;
  }

  /** @param {Program} program */
  #setup({ module, options = {}, data = false, base = module }) {
    const address = (/** @type {URL} */ url) =>
      `${this.#server?.url}/${relative(root, fileURLToPath(url))}`;
    return {
      data: data ? address(pathToFileURL(dataFile)) : '',
      module: address(module),
      base: address(base),
      options,
    };
  }
}
