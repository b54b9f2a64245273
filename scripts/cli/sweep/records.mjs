import { appendFile, readFile } from 'node:fs/promises';
import { decodeLink, encodeLink } from '../../../web/engine/link.js';
import { quoted, UsageError } from '../arguments.mjs';

/**
 * @typedef {object} Outcome what a run came to, as it is kept
 * @property {string} link of the experiment, with the claim
 * @property {number | null} trainLoss null where it is not finite, as the other losses
 * @property {number | null} testLoss
 * @property {number | null} testAccuracy
 * @property {number} steps
 * @property {number} epochs
 * @property {number} seconds
 * @property {number} imagesPerSecond
 * @property {string} fingerprint
 * @property {string | null} stopped
 */

/**
 * Outcomes of earlier runs. A line that a kill cut off is no link any more, and so its run is done again.
 *
 * @param {string} file
 * @returns {Promise<Map<string, Outcome>>} by key of the run
 * @throws {UsageError}
 */
export async function readRecords(file) {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    const reason = error.code === 'EISDIR' ? 'it is a folder' : error.message;
    throw new UsageError(`--out: ${quoted(file)} cannot be read: ${reason}`);
  });
  /** @type {Map<string, Outcome>} */
  const records = new Map();
  for (const line of text.split('\n')) {
    try {
      const outcome = JSON.parse(line);
      records.set(encodeLink(decodeLink(outcome.link).experiment), outcome);
    } catch {
      // Cut off, or not ours.
    }
  }
  // What follows must not be appended to a line that was cut off.
  if (text !== '' && !text.endsWith('\n')) await appendFile(file, '\n');
  return records;
}

/**
 * @param {string} file
 * @param {object} document
 * @param {import('../../../web/engine/train.js').Report} report
 * @returns {Promise<Outcome>} as it was written
 */
export async function record(file, document, report) {
  const { trainLoss, testLoss, testAccuracy, steps, epochs, seconds } = report;
  const { imagesPerSecond, fingerprint, checkpoints, stopped } = report;
  const link = `#e=${encodeLink(document, { steps, testAccuracy, fingerprint, checkpoints })}`;
  const results = { trainLoss, testLoss, testAccuracy, steps, epochs };
  const outcome = { ...results, seconds, imagesPerSecond, fingerprint, stopped, link };
  const line = JSON.stringify(outcome);
  await appendFile(file, `${line}\n`);
  // Read back, so that results are the same whether a run was done now or before a kill.
  return JSON.parse(line);
}
