import { linkTo } from '#place';
import { canonical, countParameters } from '../../engine/experiment/index.js';
import { encodeLink } from '../../engine/link.js';
import { verdictsOf } from '../goals/verdicts.js';
import { claimText } from '../share/forms.js';
import { inputOf } from '../state/sets.js';

/** @typedef {import('../../engine/goals.js').GoalVerdict} GoalVerdict */
/** @typedef {import('../../engine/link.js').Claim} Claim */
/** @typedef {import('../state/session.js').Session} Session */

/** What a host is told of a session. */
export class State {
  /** @param {Session} session @param {string} base address of the page */
  constructor(session, base) {
    this.session = session;
    this.base = base;
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

  /** @returns {boolean} whether the present weights are those that were tested last, on all the test rows */
  get tested() {
    const { run, experiment } = this.session;
    const test = run.wholeTest(experiment.document);
    return test !== null && test.step === run.snapshot?.step;
  }

  /** @returns {GoalVerdict[]} */
  get goals() {
    return verdictsOf(this.session);
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
    const text = claimText(experiment.document, claim, run.snapshot?.stepsPerEpoch ?? 1);
    return text && this.#link(text);
  }

  /** @param {string} text @returns {string} address that opens it in Strata's own page */
  #link(text) {
    return linkTo(`e=${text}`, this.base);
  }
}

/** @param {number | null | undefined} value @returns {number | null} null for what is no number */
function finite(value) {
  return Number.isFinite(value) ? Number(value) : null;
}
