// How busy the machine is: a loop in registers that always takes the same time when the processor is ours alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.mjs';

/** Milliseconds: long enough for the system to give others their turn in between. */
const LENGTH = 20;
/** Milliseconds until the loop is surely compiled with all optimisations. */
const WARM_UP = 200;

/** @typedef {{ rate: number, share: number }} Sample operations per second, and the part of the time we had a processor */

export class Calibration {
  /** In the order measured. @type {Sample[]} */
  samples = [];
  #loop;
  #iterations = 1;

  /** @param {(iterations: number) => number} loop gives its floating-point operations */
  constructor(loop) {
    this.#loop = loop;
    const start = performance.now();
    while (performance.now() - start < WARM_UP) {
      const before = performance.now();
      loop(this.#iterations);
      if (performance.now() - before < LENGTH) this.#iterations *= 2;
    }
  }

  /** @returns {Sample} as things are now */
  measure() {
    const start = performance.now();
    const used = process.cpuUsage();
    const operations = this.#loop(this.#iterations);
    const { user, system } = process.cpuUsage(used);
    const seconds = (performance.now() - start) / 1000;
    const share = Math.min(1, (user + system) / 1e6 / seconds);
    const sample = { rate: operations / seconds, share };
    this.samples.push(sample);
    return sample;
  }
}

export async function openCalibration() {
  const bytes = readFileSync(join(root, 'build/wasm/bench-strict.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { bench_register_loop } = instance.exports;
  return new Calibration(/** @type {(iterations: number) => number} */ (bench_register_loop));
}
