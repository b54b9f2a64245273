import { takeMeasures } from './measures.js';

/** @typedef {import('./index.js').Change} Change */
/** @typedef {import('./plan.js').Course} Course */
/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./scene.js').Subject} Subject */

/** One network's way through a plan: where it stops, what is measured there, and what changes. */
export class Journey {
  #course;
  #events;
  /** The steps at which there is something to be done, in ascending order. @type {number[]} */
  #stops;

  /**
   * @param {Course} course
   * @param {Plan} plan
   * @param {number} stepsPerEpoch
   */
  constructor(course, { until, events }, stepsPerEpoch) {
    this.#course = course;
    this.#events = events;
    /** @readonly The last step. */
    this.end = 'steps' in until ? until.steps : until.epochs * stepsPerEpoch;
    const steps = [
      ...course.figures.map(({ after = this.end }) => after),
      ...events.flatMap(({ after, until: last = this.end }) => [after, last]),
      this.end,
    ];
    this.#stops = [...new Set(steps)].filter((step) => step <= this.end).sort((a, b) => a - b);
  }

  /** Whether the experiment alone no longer determines the weights: something was changed on the way. */
  changed = false;

  /** @returns {number} step that is not to be passed before `arrive`; Infinity after the last */
  get next() {
    return this.#stops[0] ?? Number.POSITIVE_INFINITY;
  }

  /** @param {Subject} subject @returns {boolean} whether there is something to be done where it is */
  due({ run, nonFinite }) {
    return this.#stops.length > 0 && (nonFinite !== null || run.step === this.next);
  }

  /**
   * Does what is due. A run that met a number that is not finite is at its end.
   *
   * @param {Subject} subject
   * @returns {[key: string, value: number][]} what has been measured
   */
  arrive(subject) {
    const step = subject.nonFinite ? this.end : this.next;
    this.#stops = this.#stops.filter((stop) => stop > step);
    const now = this.#course.figures.filter(({ after = this.end }) => after === step);
    const values = takeMeasures(subject, now);
    if (!subject.nonFinite) this.#change(subject.net, step);
    return now.map(({ key }, i) => [key, values[i] ?? Number.NaN]);
  }

  /**
   * @param {import('../network.js').Network} net
   * @param {number} step
   */
  #change(net, step) {
    const { optimizer, schedule, clip } = this.#course.experiment;
    const set = (/** @type {Change} */ change) =>
      net.setOptimizer(change.optimizer ?? optimizer, {
        schedule: change.schedule ?? schedule,
        clip: change.clip ?? clip,
      });
    for (const { until } of this.#events) if (until === step) set({});
    for (const { after, change } of this.#events) {
      if (after !== step) continue;
      set(change);
      this.changed = true;
    }
  }
}
