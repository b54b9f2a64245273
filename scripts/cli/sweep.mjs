import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { trainInWorker } from '../../web/engine/train-in-worker.js';
import { quoted, UsageError } from './arguments.mjs';
import { count, percent } from './progress.mjs';
import { onInterrupt } from './run.mjs';
import { planSweep } from './sweep/plan.mjs';
import { readRecords, record } from './sweep/records.mjs';
import { ranked, toCsv, toMarkdown } from './sweep/tables.mjs';
import { isSame } from './target.mjs';
import { textOf } from './text.mjs';

/** @typedef {import('./sweep/plan.mjs').PlannedRun} PlannedRun */
/** @typedef {import('./sweep/records.mjs').Outcome} Outcome */

/** What is written. */
const files = {
  records: 'runs.jsonl',
  csv: 'results.csv',
  json: 'results.json',
  markdown: 'results.md',
};
/** No sweep file is larger. */
const MAX_FILE = 2 ** 20;
/** Nobody reads more at once. */
const MOST_FAULTS = 20;

/**
 * `strata sweep`: trains an experiment with many settings.
 *
 * @param {{ source: string | undefined, values: import('./arguments.mjs').Values }} request
 * @returns {Promise<number>} exit status: 0 where all runs are done, 1 where some failed, 130 after Ctrl-C
 */
export async function sweep({ source, values }) {
  if (source === undefined) throw new UsageError('sweep needs a FILE');
  const runs = runsIn(source);
  const jobs = jobsIn(values);
  const folder = folderFor(source, values);
  const file = join(folder, files.records);
  const records = await readRecords(file);
  const done = new Map([...records].filter(([key]) => runs.some((run) => run.key === key)));
  const missing = runs.filter(({ key }) => !done.has(key));
  if (missing.length < runs.length) {
    console.error(`${runs.length - missing.length} of ${runs.length} runs were done before`);
  }
  const interrupt = onInterrupt();
  const failures = await trainAll(missing, { jobs, file, done, all: runs.length, interrupt });
  interrupt.release();
  const left = runs.filter(({ key }) => !done.has(key)).length;
  if (interrupt.signal.aborted && left > 0) {
    console.error(
      `strata: stopped with ${left} of ${runs.length} runs left; the same command goes on`,
    );
    return 130;
  }
  await report(runs, done, folder, values.json === true);
  for (const message of failures) console.error(`strata: ${message}`);
  return failures.length > 0 ? 1 : 0;
}

/**
 * @param {string} source
 * @returns {PlannedRun[]}
 */
function runsIn(source) {
  const { runs, faults } = planSweep(contentOf(source));
  if (faults.length === 0) return runs;
  const lines = faults
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  if (faults.length > MOST_FAULTS) lines.push(`and ${count(faults.length - MOST_FAULTS)} more`);
  throw new UsageError(`${quoted(source)}: ${lines.join('; ')}`);
}

/** @param {string} source */
function contentOf(source) {
  const { size } = statOf(source);
  if (size > MAX_FILE) throw new UsageError(`${quoted(source)} is too large to be a sweep`);
  try {
    return textOf(readFileSync(source));
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new UsageError(`${quoted(source)} cannot be read: ${message}`);
  }
}

/** @param {string} source */
function statOf(source) {
  try {
    const file = statSync(source);
    if (!file.isDirectory()) return file;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    // Links are too long for file names.
    const isLink = code === 'ENAMETOOLONG' || /#e=/.test(source);
    if (isLink) throw new UsageError('sweep needs a FILE; a link is one experiment, not a sweep');
    throw new UsageError(`there is no file ${quoted(source)}`);
  }
  throw new UsageError(`${quoted(source)} is a folder`);
}

/** @param {import('./arguments.mjs').Values} values */
function jobsIn({ jobs }) {
  if (jobs === undefined) return availableParallelism();
  if (/^[1-9]\d{0,2}$/.test(String(jobs))) return Number(jobs);
  throw new UsageError(`--jobs: ${quoted(String(jobs))} is not a whole number from 1 to 999`);
}

/**
 * @param {string} source
 * @param {import('./arguments.mjs').Values} values
 * @returns {string} the folder for the results, which is there now
 */
function folderFor(source, { out }) {
  const folder = out ? String(out) : `${source.replace(/\.json$/i, '')}.results`;
  for (const file of Object.values(files).map((name) => join(folder, name))) {
    if (isSame(file, source))
      throw new UsageError(`--out: ${quoted(file)} is the sweep itself, and would be written over`);
  }
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new UsageError(`--out: ${quoted(folder)} cannot be made: ${message}`);
  }
}

/**
 * @param {PlannedRun[]} missing
 * @param {object} options
 * @param {number} options.jobs
 * @param {string} options.file receives a line as a run ends
 * @param {Map<string, Outcome>} options.done receives its outcome
 * @param {number} options.all runs in all
 * @param {{ signal: AbortSignal }} options.interrupt
 * @returns {Promise<string[]>} what went wrong
 */
async function trainAll(missing, { jobs, file, done, all, interrupt: { signal } }) {
  const waiting = missing.values();
  /** @type {string[]} */
  const failures = [];
  const work = async () => {
    for (const { key, values, document } of waiting) {
      if (signal.aborted) return;
      try {
        const { parameters: _, ...outcome } = await trainInWorker(document, { signal });
        if (outcome.stopped === 'aborted') return;
        done.set(key, await record(file, document, outcome));
        const { testAccuracy, testLoss } = outcome;
        const result = testAccuracy === null ? `test loss ${testLoss}` : percent(testAccuracy);
        console.error(`${done.size}/${all}  ${inWords(values)}  ${result}`);
      } catch (error) {
        if (signal.aborted) return;
        failures.push(`${inWords(values)}: ${/** @type {Error} */ (error).message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, missing.length) }, work));
  return failures;
}

/** @param {Record<string, unknown>} values */
function inWords(values) {
  const pairs = Object.entries(values);
  return pairs.map(([path, value]) => `${path}=${JSON.stringify(value)}`).join(' ');
}

/**
 * @param {PlannedRun[]} runs
 * @param {Map<string, Outcome>} done
 * @param {string} folder
 * @param {boolean} json
 */
async function report(runs, done, folder, json) {
  const rows = runs.flatMap(({ key, values }, i) => {
    const outcome = done.get(key);
    return outcome ? [{ run: i + 1, values, ...outcome }] : [];
  });
  if (rows.length === 0) return;
  const table = toMarkdown(rows);
  await writeFile(join(folder, files.csv), toCsv(rows));
  await writeFile(join(folder, files.json), `${JSON.stringify(rows, null, 2)}\n`);
  await writeFile(join(folder, files.markdown), table);
  console.log(
    json ? JSON.stringify({ runs: rows.length, folder, best: ranked(rows)[0] }) : table.trimEnd(),
  );
}
