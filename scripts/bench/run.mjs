// The benchmark itself, once everything it needs is set up and built.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { elapsed, ScriptError } from '../process.mjs';
import { openCalibration } from './calibration.mjs';
import { openOurs, openPeers } from './lanes.mjs';
import { describeMachine, machineLine } from './machine.mjs';
import { parts } from './parts/index.mjs';
import { Places, writeData } from './places.mjs';
import { growthChart } from './plots/growth.mjs';
import { trainingChart } from './plots/training.mjs';
import { BusyError } from './rounds.mjs';

/** @typedef {import('./lanes.mjs').Lane} Lane */

/**
 * @typedef {object} Context what parts measure with
 * @property {Places} places
 * @property {() => Promise<Lane[]>} lanes opens them when first asked
 * @property {import('./calibration.mjs').Calibration} calibration
 * @property {import('./options.mjs').Options} options
 */

/** @typedef {{ figures: Record<string, any>, busy: string[] }} Results figures by part, and the parts that cannot be trusted */

/** @param {import('./options.mjs').Options} options */
export async function runBench(options) {
  const machine = describeMachine();
  console.log(`${machineLine(machine)}\n`);
  await writeData();
  const places = new Places();
  const lanes = new Lanes(places, options.peers);
  /** @type {Results} */
  const results = { figures: {}, busy: [] };
  try {
    const calibration = await openCalibration();
    const context = { places, lanes: () => lanes.opened(), calibration, options };
    try {
      await measureParts(context, results);
    } finally {
      const all = { machine, options, calibration: calibration.samples, ...results };
      writeFiles(options, machine, results.figures, all);
    }
  } finally {
    await places.close();
  }
  if (results.busy.length > 0)
    throw new ScriptError(`Too busy a machine for: ${results.busy.join(', ')}.`);
}

/**
 * @param {import('./options.mjs').Options} options
 * @param {import('./machine.mjs').Machine} machine
 * @param {Results['figures']} figures
 * @param {object} all
 */
function writeFiles({ plot, json }, machine, { train, growth }, all) {
  if (plot && train) write(join(plot, 'training.svg'), trainingChart(train, machine));
  if (plot && growth) write(join(plot, 'growth.svg'), growthChart(growth, machine));
  if (json) write(json, `${JSON.stringify(all, null, 2)}\n`);
}

/** Contestants, opened when first needed. */
class Lanes {
  /** @type {Promise<Lane[]> | null} */
  #opened = null;

  /**
   * @param {Places} places
   * @param {boolean} peers
   */
  constructor(places, peers) {
    this.places = places;
    this.peers = peers;
  }

  opened() {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  async #open() {
    const ours = await openOurs(this.places);
    const others = this.peers ? await openPeers(this.places) : { lanes: [], notes: [] };
    for (const note of [...ours.notes, ...others.notes]) console.log(note);
    return [...ours.lanes, ...others.lanes];
  }
}

/**
 * Measures and prints part by part.
 *
 * @param {Context} context
 * @param {Results} results filled on the way, so that what was measured before a fault is not lost
 */
async function measureParts(context, { figures, busy }) {
  for (const name of context.options.only) {
    const start = performance.now();
    console.error(`Measuring: ${name} …`);
    /** @type {import('./parts/index.mjs').Part} */
    const part = parts[name];
    try {
      figures[name] = await part.measure(context);
      console.log(`${part.report(figures[name])}\n(${name}: ${elapsed(start)})\n`);
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      console.log(`${name}: ${error.message}\n`);
      busy.push(name);
    }
  }
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, text);
  console.log(`Wrote ${file}`);
}
