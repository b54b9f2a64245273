import { leavesOut } from '../../engine/data/prepare.js';
import { bounds, canonical, countParameters } from '../../engine/experiment/index.js';
import { judgeGoals } from '../../engine/goals.js';
import { encodeLink } from '../../engine/link.js';
import { changeOf, isSameRun } from '../../worker/protocol.js';
import { leadingTo } from '../share/forms.js';
import { inputOf } from '../state/sets.js';

/** @typedef {import('../../engine/goals.js').GoalVerdict} GoalVerdict */
/** @typedef {import('../../engine/link.js').Claim} Claim */
/** @typedef {import('../../worker/protocol.js').TestPoint} TestPoint */
/** @typedef {import('../state/session.js').Session} Session */

/** What a host is told of a session. */
export class State {
  /** The last test of a network that an edit has replaced since. @type {TestPoint | null} */
  #stale = null;
  #document;

  /** @param {Session} session @param {string} base address of the page's folder */
  constructor(session, base) {
    this.session = session;
    this.base = base;
    this.#document = session.experiment.document;
    session.experiment.subscribe(() => this.#edited());
  }

  #edited() {
    const { document } = this.session.experiment;
    const change = changeOf(this.#document, document);
    if (!isSameRun(change) && change !== 'optimizer') this.#stale = this.session.run.test;
    this.#document = document;
  }

  /** Where the run stands. */
  get figures() {
    const { run, phase } = this.session;
    return {
      phase,
      steps: run.snapshot?.step ?? 0,
      epoch: run.snapshot?.epoch ?? 0,
      trainLoss: finite(run.loss),
      testLoss: finite(run.test?.loss),
      testAccuracy: run.accuracy,
    };
  }

  /** @returns {number} of the network */
  get parameters() {
    const { document } = this.session.experiment;
    return countParameters(document.layers, inputOf(document));
  }

  /** @returns {string | null} of the weights; null while they change */
  get fingerprint() {
    const { current, run } = this.session;
    return (current && run.snapshot?.fingerprint) || null;
  }

  /** The last test of this network on all the test rows. @returns {TestPoint | null} */
  get test() {
    const { run, experiment } = this.session;
    const { test, snapshot } = run;
    if (!test || !snapshot || test === this.#stale) return null;
    // Of some classes only, training begins when all their images are there.
    const whole = leavesOut(experiment.document.data) || test.images === snapshot.data.testGoal;
    return whole ? test : null;
  }

  /** @returns {boolean} whether the present weights are those that were tested last */
  get tested() {
    return this.test !== null && this.test.step === this.session.run.snapshot?.step;
  }

  /** @returns {GoalVerdict[]} as of the last test on all the test rows */
  get goals() {
    const { run, experiment } = this.session;
    if (!experiment.document.goals) return [];
    const { test, parameters } = this;
    const { step = 0, epoch = 0 } = run.snapshot ?? {};
    const steps = test?.step ?? step;
    const epochs = steps === step ? epoch : (run.epochAt(steps) ?? epoch);
    const testAccuracy = finite(test?.accuracy);
    const testLoss = test?.loss ?? Number.NaN;
    return judgeGoals(experiment.document, { steps, epochs, testAccuracy, testLoss, parameters });
  }

  /** @returns {Promise<ReturnType<State['at']>>} with what the run can claim, if it is at rest */
  async whole() {
    const claim = this.fingerprint ? await this.session.ask('claim') : null;
    return this.at(claim?.fingerprint === this.fingerprint ? claim : null);
  }

  /** @param {Claim | null} claim */
  at(claim) {
    const { document } = this.session.experiment;
    return {
      ...this.figures,
      experiment: canonical(document),
      link: this.#link(encodeLink(document)),
      parameters: this.parameters,
      fingerprint: this.fingerprint,
      claim,
      claimLink: claim && this.#claimLink(claim),
      goals: this.goals,
    };
  }

  /** @param {Claim} claim @returns {string | null} null if no experiment has as many epochs */
  #claimLink(claim) {
    const { experiment, run } = this.session;
    const { stepsPerEpoch = 1 } = run.snapshot ?? {};
    if (claim.steps / stepsPerEpoch > bounds.epochs.max) return null;
    return this.#link(encodeLink(leadingTo(experiment.document, claim, stepsPerEpoch), claim));
  }

  /** @param {string} text @returns {string} address that opens it in Strata's own page */
  #link(text) {
    return new URL(`#e=${text}`, this.base).href;
  }
}

/** @param {number | null | undefined} value @returns {number | null} null for what is no number */
function finite(value) {
  return Number.isFinite(value) ? Number(value) : null;
}
