// Forward passes alone: one image at a time, and a thousand.
import { hold } from '../contests.mjs';
import { TEST } from '../dataset.js';
import { contestTables } from '../reports.mjs';
import { workloads } from '../workloads.mjs';

const BATCHES = [1, 1000];
/** Images forwarded one at a time. */
const SINGLES = 2000;
const SECONDS = 1;

/** @param {import('../run.mjs').Context} context @returns {Promise<import('../contests.mjs').Contest[]>} */
export async function measure({ lanes, options, calibration }) {
  const workload = workloads.find(({ id }) => id === 'W3');
  const able = (await lanes()).filter(({ infers }) => infers);
  const contests = [];
  for (const batch of BATCHES) {
    const job = {
      id: `W3 at batch ${batch}`,
      title: `Inference of 784-512(relu)-256(relu)-10, batch ${batch}`,
      images: batch === 1 ? SINGLES : TEST,
      least: Math.max(batch, 200),
      seconds: SECONDS,
      learns: false,
      work: (/** @type {import('../lanes.mjs').Lane} */ lane, /** @type {number} */ images) =>
        lane.channel.ask({ do: 'infer', workload, batch, images }),
    };
    contests.push(await hold(able, job, { ...options, calibration }));
  }
  return contests;
}

/** @param {import('../contests.mjs').Contest[]} contests */
export function report(contests) {
  return contestTables(contests);
}
