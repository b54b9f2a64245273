// Contests between lanes: who works off more images in a second.
import { measureAlternately } from './rounds.mjs';
import { ratioOf, summarize } from './statistics.mjs';

/** @typedef {import('./lanes.mjs').Lane} Lane */
/** @typedef {import('./statistics.mjs').Summary} Summary */
/** @typedef {{ seconds: number, images: number, accuracy?: number }} Sample */
/** @typedef {{ lane: Lane, images: number, accuracy: number | null }} Entrant with the images it works off at a time */

/**
 * @typedef {object} Entry one lane's result
 * @property {string} lane
 * @property {string} title
 * @property {Lane['place']} place
 * @property {boolean} ours
 * @property {string} version
 * @property {Summary} perSecond images; its spread is without what all lanes of a round have in common
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
 * @property {number} images of one measurement; peers that are slow get fewer
 * @property {number} least the fewest
 * @property {number} seconds that a measurement with fewer takes
 * @property {boolean} learns whether every contestant is to show once what it learns from all images
 * @property {(lane: Lane, images: number, round: number) => Promise<Sample>} work
 */

/** Seconds of work in a measurement, at least: shorter ones vary with every interruption. */
const ENOUGH = 0.5;

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
  console.error(`  ${job.title}, ${lanes.length} contestants`);
  for (const lane of lanes) {
    try {
      entrants.push(await warmUp(lane, job, entrants));
    } catch (error) {
      if (lane.ours) throw error;
      failures.push({ lane: lane.id, error: String(error) });
    }
  }
  const measured = await measureAlternately({
    rounds,
    calibration,
    figure: rate,
    tasks: entrants.map(({ lane, images }) => ({
      name: `${job.id} of ${lane.id}`,
      // Some peers vary by themselves, however calm the machine is.
      mayVary: !lane.ours,
      measure: (round) => longEnough((part) => job.work(lane, images, round + part)),
    })),
  });
  for (const [i, { withheld }] of measured.entries()) {
    if (withheld) failures.push({ lane: entrants[i]?.lane.id ?? '', error: withheld });
  }
  return { id: job.id, title: job.title, entries: entriesOf(entrants, measured), failures };
}

/**
 * Repeats work until it has taken enough time for a measurement.
 *
 * @param {(part: number) => Promise<Sample>} work
 * @returns {Promise<Sample>} all of it
 */
async function longEnough(work) {
  const sum = { seconds: 0, images: 0 };
  for (let part = 0; sum.seconds < ENOUGH; part++) {
    const { seconds, images } = await work(part);
    sum.seconds += seconds;
    sum.images += images;
  }
  return sum;
}

/**
 * @param {Entrant[]} entrants
 * @param {import('./rounds.mjs').Measured<Sample>[]} measured
 * @returns {Entry[]} of those whose figures can be trusted
 */
function entriesOf(entrants, measured) {
  const results = entrants.map((entrant, i) => {
    const { samples = [], spread = 0, withheld = null } = measured[i] ?? {};
    return { ...entrant, samples, spread, withheld, rates: samples.map(rate) };
  });
  const trusted = results.filter(({ withheld }) => withheld === null);
  const ours = trusted.filter(({ lane }) => lane.ours);
  return trusted.map(({ lane, accuracy, samples, spread, rates }) => ({
    ...{ lane: lane.id, title: lane.title, place: lane.place, ours: lane.ours, accuracy, samples },
    version: lane.channel.version,
    perSecond: { ...summarize(rates), spread },
    ratios: Object.fromEntries(ours.map((own) => [own.lane.id, ratioOf(own.rates, rates)])),
  }));
}

/** @param {Sample} sample */
function rate({ images, seconds }) {
  return images / seconds;
}

/**
 * Warms a lane up, sees how many images it works off in bearable time, and what it learns; a peer learns the same
 * wherever it runs.
 *
 * @param {Lane} lane
 * @param {Job} job
 * @param {Entrant[]} earlier
 * @returns {Promise<Entrant>}
 */
async function warmUp(lane, { images, least, seconds, learns, work }, earlier) {
  const perSecond = rate(await work(lane, Math.min(least, images), 0));
  const fewer = least * Math.max(1, Math.floor((seconds * perSecond) / least));
  const entrant = { lane, images: lane.ours ? images : Math.min(images, fewer), accuracy: null };
  if (!learns) return entrant;
  const same = earlier.find((other) => !lane.ours && kindOf(other.lane) === kindOf(lane));
  const accuracy = same ? same.accuracy : ((await work(lane, images, 0)).accuracy ?? null);
  return { ...entrant, accuracy };
}

/** @param {Lane} lane */
function kindOf({ id }) {
  return id.split('@')[0];
}
