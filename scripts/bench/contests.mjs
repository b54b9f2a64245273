// Contests between lanes: who works off more images in a second.
import { measureAlternately } from './rounds.mjs';
import { BOUND, median, ratioOf, summarize } from './statistics.mjs';
import { formatPercent } from './table.mjs';

/** @typedef {import('./lanes.mjs').Lane} Lane */
/** @typedef {import('./statistics.mjs').Summary} Summary */
/** @typedef {{ seconds: number, images: number, accuracy?: number }} Sample */
/** @typedef {{ lane: Lane, first: number, later: number }} Entrant with its images in the first round and in later ones */

/**
 * @typedef {object} Entry one lane's result
 * @property {string} lane
 * @property {string} title
 * @property {Lane['place']} place
 * @property {boolean} ours
 * @property {string} version
 * @property {Summary} perSecond images
 * @property {number | null} accuracy after a whole epoch, 0 to 1
 * @property {Record<string, number>} ratios how many times as fast each of our lanes is
 * @property {Sample[]} samples
 *
 * @typedef {{ id: string, title: string, entries: Entry[], failures: { lane: string, error: string }[] }} Contest
 */

/**
 * @typedef {object} Job
 * @property {string} id
 * @property {string} title
 * @property {number} images of one measurement; peers that are slow get fewer, but for the first round
 * @property {number} least the fewest
 * @property {number} seconds that a measurement with fewer takes
 * @property {number} longest seconds that the first round may take a lane; a slower one never sees all images
 * @property {(lane: Lane, images: number, round: number) => Promise<Sample>} work
 */

/**
 * @param {Lane[]} lanes
 * @param {Job} job
 * @param {{ rounds: number, calibration: import('./rounds.mjs').Calibration }} options
 * @returns {Promise<Contest>}
 */
export async function hold(lanes, job, { rounds, calibration }) {
  /** @type {Contest['failures']} */
  const failures = [];
  /** @type {Entrant[]} */
  const entrants = [];
  for (const lane of lanes) {
    try {
      entrants.push(await warmUp(lane, job));
    } catch (error) {
      if (lane.ours) throw error;
      failures.push({ lane: lane.id, error: String(error) });
    }
  }
  const samples = await measureAlternately({
    rounds,
    calibration,
    figure: rate,
    tasks: entrants.map(({ lane, first, later }) => ({
      name: `${job.id} of ${lane.id}`,
      // Some peers vary by themselves, however calm the machine is.
      mayVary: !lane.ours,
      measure: (round) => job.work(lane, round === 0 ? first : later, round),
    })),
  });
  const entries = entriesOf(entrants, samples, job);
  const isSteady = (/** @type {Entry} */ { ours, perSecond }) => ours || perSecond.spread <= BOUND;
  for (const { lane, perSecond } of entries.filter((entry) => !isSteady(entry))) {
    const error = `varied by ${formatPercent(perSecond.spread)}, the bound is ${formatPercent(BOUND)}`;
    failures.push({ lane, error });
  }
  return { id: job.id, title: job.title, entries: entries.filter(isSteady), failures };
}

/**
 * @param {Entrant[]} entrants
 * @param {Sample[][]} samples by round, of each
 * @param {Job} job
 * @returns {Entry[]}
 */
function entriesOf(entrants, samples, job) {
  const results = entrants.map(({ lane }, i) => {
    const own = samples[i] ?? [];
    return { lane, samples: own, rates: own.map(rate) };
  });
  const ours = results.filter(({ lane }) => lane.ours);
  return results.map(({ lane, samples, rates }) => {
    const { id, title, place, channel } = lane;
    const whole = samples.flatMap(({ images, accuracy }) =>
      images === job.images && accuracy !== undefined ? [accuracy] : [],
    );
    return {
      ...{ lane: id, title, place, ours: lane.ours, version: channel.version },
      perSecond: summarize(rates),
      accuracy: whole.length > 0 ? median(whole) : null,
      ratios: Object.fromEntries(ours.map((own) => [own.lane.id, ratioOf(own.rates, rates)])),
      samples,
    };
  });
}

/** @param {Sample} sample */
function rate({ images, seconds }) {
  return images / seconds;
}

/**
 * Warms a lane up, and sees how many images it works off in bearable time.
 *
 * @param {Lane} lane
 * @param {Job} job
 * @returns {Promise<Entrant>}
 */
async function warmUp(lane, { images, least, seconds, longest, work }) {
  const perSecond = rate(await work(lane, Math.min(least, images), 0));
  if (lane.ours || images <= seconds * perSecond) return { lane, first: images, later: images };
  const later = Math.min(images, least * Math.max(1, Math.floor((seconds * perSecond) / least)));
  return { lane, first: images <= longest * perSecond ? images : later, later };
}
