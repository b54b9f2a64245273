import { appendFileSync, writeFileSync } from 'node:fs';
import { linkedController } from '../../web/engine/data/abort.js';
import { StrataError } from '../../web/engine/errors.js';
import { decodeLink, knowsBefore } from '../../web/engine/link.js';
import { replayInWorker } from '../../web/engine/replay-in-worker.js';
import { quoted, UsageError } from './arguments.mjs';
import { csvLine } from './csv.mjs';
import { rowsOf } from './data.mjs';
import { goalLines, goalVerdicts } from './goals.mjs';
import { readList } from './list.mjs';
import { count, percent, showProgress } from './progress.mjs';
import { onInterrupt } from './run.mjs';
import { otherFileIn } from './target.mjs';

/** @typedef {import('../../web/engine/link.js').Claim} Claim */
/** @typedef {import('../../web/engine/goals.js').GoalVerdict} GoalVerdict */
/** @typedef {import('../../web/engine/replay.js').Verdict} Verdict */
/** @typedef {{ result: string, message: string, claim?: Claim, found?: Claim, goals?: GoalVerdict[] }} Judgement */

/** Seconds for each link of a list, unless --limit says otherwise. */
const LIMIT = 600;

/** What is said of a record that may name a table's columns. */
const HEAD = { result: 'unchecked', message: 'no link; perhaps what heads the table' };

const header = [
  ...['line', 'name', 'result', 'message'],
  ...['steps', 'claimed_steps', 'test_accuracy', 'claimed_test_accuracy'],
  ...['fingerprint', 'claimed_fingerprint', 'goals', 'goals_met', 'score', 'seconds', 'link'],
];

/**
 * `strata verify`: trains a link's experiment again and compares the outcome with the link's claim.
 *
 * @param {{ source: string | undefined, values: import('./arguments.mjs').Values }} request
 * @returns {Promise<number>} exit status: 0 where all is as claimed, 1 where something differs, 130 after Ctrl-C
 */
export async function verify({ source, values }) {
  const { list, json } = values;
  if ((source === undefined) === (list === undefined)) {
    throw new UsageError('verify needs either a LINK or --list FILE');
  }
  if (list !== undefined && json) throw new UsageError('--json has no meaning with --list');
  for (const name of ['out', 'limit']) {
    const alone = list === undefined && values[name] !== undefined;
    if (alone) throw new UsageError(`--${name} needs --list FILE`);
  }
  const limit = limitIn(values);
  const { signal, release } = onInterrupt();
  try {
    return source === undefined
      ? await verifyList(readList(String(list)), { out: tableIn(values), limit, signal })
      : await verifyOne(source, json === true, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error('strata: stopped before the end');
    return 130;
  } finally {
    release();
  }
}

/** @param {import('./arguments.mjs').Values} values @returns {string} the file to write, or nothing: standard output */
function tableIn(values) {
  return values.out === undefined ? '' : otherFileIn(values, String(values.list), 'list');
}

/** @param {string} link @param {boolean} json @param {AbortSignal} signal */
async function verifyOne(link, json, signal) {
  const { experiment, claim } = claimIn(link);
  const progress = showProgress({ quiet: true, unit: rowsOf(experiment) });
  try {
    const verdict = await replayInWorker(experiment, claim, {
      signal,
      onProgress: progress.update,
    });
    progress.stop();
    const goals = goalsOf(experiment, verdict);
    const lines = [describe(verdict, claim), ...goalLines(experiment, goals)];
    const facts = { ...verdict, claim, ...(goals.length > 0 && { goals }) };
    console.log(json ? JSON.stringify(facts) : lines.join('\n'));
    return verdict.identical ? 0 : 1;
  } finally {
    progress.stop();
  }
}

/**
 * @param {import('../../web/engine/experiment/index.js').Experiment} experiment
 * @param {Verdict} verdict
 * @returns of its goals, where the replay came to the claim's end: not if it stopped at a checkpoint
 */
function goalsOf(experiment, { differs, found, testLoss, epochs }) {
  return differs === 'checkpoint' ? [] : goalVerdicts(experiment, { ...found, testLoss, epochs });
}

/**
 * @param {string} link
 * @returns {{ experiment: import('../../web/engine/experiment/index.js').Experiment, claim: Claim }}
 */
function claimIn(link) {
  try {
    const { experiment, claim } = decodeLink(link);
    if (claim) return { experiment, claim };
  } catch (error) {
    if (!(error instanceof StrataError)) throw error;
    throw new UsageError(`the link: ${error.message}`);
  }
  throw new UsageError('the link claims nothing that could be checked');
}

/**
 * @param {Verdict} verdict
 * @param {Claim} claim
 * @returns {string} one line
 */
function describe({ differs, epoch, found }, claim) {
  const steps = count(found.steps);
  const right = (/** @type {number | null} */ share) =>
    share === null ? 'none' : `${percent(share)} (${share})`;
  switch (differs) {
    case null:
      return `identical: ${steps} steps, test accuracy ${right(found.testAccuracy)}, fingerprint ${found.fingerprint}`;
    case 'checkpoint':
      return `differs: epoch ${epoch} is the first after which the weights are not those claimed`;
    case 'steps':
      return `differs: the run ends after ${steps} steps, claimed are ${count(claim.steps)}`;
    case 'fingerprint': {
      const known = epoch === null || knowsBefore(claim, epoch);
      const few = claim.checkpoints?.length;
      const which = few
        ? `checkpoints up to epoch ${few} only`
        : 'no checkpoints of the epochs before';
      const more = known ? '' : `; the link has ${which}`;
      const where = epoch === 0 ? 'before the first step' : `in epoch ${epoch}`;
      return `differs: at the end of the claim, ${where}, the fingerprint is ${found.fingerprint}, claimed is ${claim.fingerprint}${more}`;
    }
    default:
      return `differs: the weights are those claimed, but the test accuracy is ${right(found.testAccuracy)}, claimed is ${right(claim.testAccuracy)}`;
  }
}

/**
 * @param {ReturnType<typeof readList>} entries
 * @param {{ out: string, limit: number, signal: AbortSignal }} options `out`: a file, or nothing: standard output; `limit`:
 *   seconds for each link
 */
async function verifyList(entries, { out, limit, signal }) {
  // Row by row, so that what was checked before somebody loses patience is not lost.
  const write = (/** @type {string} */ row) =>
    out === '' ? process.stdout.write(row) : appendFileSync(out, row);
  if (out !== '') writeFileSync(out, '');
  write(csvLine(header));
  let status = 0;
  for (const [i, { line, name, link, asking }] of entries.entries()) {
    const start = performance.now();
    /** @type {Judgement} */
    const judgement = asking ? HEAD : await judge(link, { limit, signal });
    const { result, message, found, claim, goals = [] } = judgement;
    const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
    if (result !== 'identical' && !asking) status = 1;
    write(
      csvLine([
        ...[line, name, result, message, found?.steps, claim?.steps],
        ...[found?.testAccuracy, claim?.testAccuracy, found?.fingerprint, claim?.fingerprint],
        ...goalCells(goals),
        ...[seconds, link],
      ]),
    );
    console.error(`${i + 1}/${entries.length}  line ${line}: ${result}`);
  }
  return status;
}

/**
 * @param {string} link
 * @param {{ limit: number, signal: AbortSignal }} options
 * @returns {Promise<Judgement>}
 */
async function judge(link, { limit, signal }) {
  if (link === '') return { result: 'unchecked', message: 'no link' };
  const { controller, release } = linkedController(signal);
  const late = new UsageError(`not done within ${count(limit)} s`);
  const timer = setTimeout(() => controller.abort(late), 1000 * limit);
  try {
    const { experiment, claim } = claimIn(link);
    const verdict = await replayInWorker(experiment, claim, { signal: controller.signal });
    const result = verdict.identical ? 'identical' : 'differs';
    const goals = goalsOf(experiment, verdict);
    return { result, message: describe(verdict, claim), claim, found: verdict.found, goals };
  } catch (error) {
    signal.throwIfAborted();
    // One student's link must not keep the others' from being checked.
    const { message } = /** @type {Error} */ (error);
    return { result: error instanceof UsageError ? 'unchecked' : 'failed', message };
  } finally {
    clearTimeout(timer);
    release();
  }
}

/** @param {readonly GoalVerdict[]} goals @returns how many there are, how many of them are met, and the mean of their scores */
function goalCells(goals) {
  if (goals.length === 0) return [null, null, null];
  const score = goals.reduce((sum, one) => sum + one.score, 0) / goals.length;
  return [goals.length, goals.filter(({ met }) => met).length, score];
}

/** @param {import('./arguments.mjs').Values} values @returns {number} seconds */
function limitIn({ limit }) {
  if (limit === undefined) return LIMIT;
  if (/^[1-9]\d{0,5}$/.test(String(limit))) return Number(limit);
  throw new UsageError(`--limit: ${quoted(String(limit))} is not a whole number from 1 to 999,999`);
}
