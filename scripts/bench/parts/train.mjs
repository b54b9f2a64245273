// One epoch of training per measurement.
import { hold } from '../contests.mjs';
import { contestTables } from '../reports.mjs';
import { workloads } from '../workloads.mjs';

const LEAST = 1000;
const SECONDS = 1;

/** @param {import('../run.mjs').Context} context @returns {Promise<import('../contests.mjs').Contest[]>} */
export async function measure({ lanes, options, calibration }) {
  const trainers = (await lanes()).filter(({ trains }) => trains);
  const contests = [];
  for (const workload of workloads) {
    const job = {
      id: workload.id,
      title: `Training ${workload.title}`,
      images: options.images,
      least: LEAST,
      seconds: SECONDS,
      learns: true,
      work: (
        /** @type {import('../lanes.mjs').Lane} */ lane,
        /** @type {number} */ images,
        /** @type {number} */ round,
      ) => lane.channel.ask({ do: 'train', workload, seed: round + 1, images }),
    };
    contests.push(await hold(trainers, job, { ...options, calibration }));
  }
  return contests;
}

/** @param {import('../contests.mjs').Contest[]} contests */
export function report(contests) {
  return contestTables(contests);
}
