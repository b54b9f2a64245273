import { differences } from '../../engine/lesson/twin.js';

/** @typedef {import('../../engine/lesson/plan.js').Plan} Plan */
/** @typedef {import('./session.js').Session} Session */

/** A lesson's way that the networks are on, and what has been measured on it. */
export class Conducted {
  /** @type {Plan | null} */
  #plan = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** @param {Plan | null} plan */
  set(plan) {
    const { session } = this;
    const { twin } = session;
    this.#plan = plan;
    if (twin.document) twin.close();
    if (plan) session.experiment.load({ ...plan.a.experiment, epochs: epochsOf(plan) });
    if (plan?.b) {
      twin.open(changeTo(plan.b.experiment, plan.a.experiment));
      twin.client?.tell('conduct', { course: plan.b, plan });
    }
    session.tell('conduct', plan && { course: plan.a, plan });
    session.beginAnew();
  }

  /** @returns {Map<string, number>} by `keyOf`, of both networks */
  get found() {
    const { run, twin } = this.session;
    const lists = [run, twin.run].map(({ snapshot }) => snapshot?.found ?? []);
    return new Map(this.#plan ? lists.flat() : []);
  }

  /** @returns {import('../../engine/lesson/index.js').Event | null} which has changed the settings at the present step */
  get event() {
    const { step = 0 } = this.session.run.snapshot ?? {};
    const now = this.#plan?.events.findLast(
      ({ after, until = Number.POSITIVE_INFINITY }) => step >= after && step < until,
    );
    return now ?? null;
  }

  /** @returns {boolean} whether every network is at the end of its way, and everything measured */
  get arrived() {
    if (!this.#plan || this.session.running) return false;
    const { a, b } = this.#plan;
    const { found } = this;
    return [...a.figures, ...(b?.figures ?? [])].every(({ key }) => found.has(key));
  }
}

/** @param {Plan} plan @returns {number} enough to come to its end */
function epochsOf({ a, until }) {
  const { data, batch, epochs } = a.experiment;
  const needed = 'epochs' in until ? until.epochs : Math.ceil(until.steps / (data.train / batch));
  return Math.max(epochs, needed);
}

/**
 * @param {import('../../engine/experiment/index.js').Experiment} to
 * @param {import('../../engine/experiment/index.js').Experiment} from
 */
function changeTo(to, from) {
  const names = /** @type {(keyof typeof to)[]} */ (differences(from, to));
  return Object.fromEntries(names.map((name) => [name, to[name]]));
}
