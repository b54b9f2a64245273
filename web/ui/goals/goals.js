import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, percent, percentWhole, plain } from '../numbers.js';
import '../words/goals.js';
import { t } from '../words/words.js';
import './goals.css';
import { verdictsOf } from './verdicts.js';

/** @typedef {import('../../engine/experiment/index.js').Goal} Goal */
/** @typedef {import('../../engine/goals.js').GoalVerdict} GoalVerdict */

/** What the document says a run is to come to, and how near the last test was. */
class Goals extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.experiment, this.session.readouts]);
  }

  /** @override */
  render() {
    const { goals = [] } = this.session.experiment.document;
    const verdicts = verdictsOf(this.session);
    return html`<section class="goals" aria-labelledby="goals-title">
      <h2 id="goals-title">${t('goals.title')}</h2>
      <ul role="list">${goals.map((goal, i) => line(goal, verdicts[i]))}</ul>
    </section>`;
  }
}

/** @param {Goal} goal @param {GoalVerdict | undefined} verdict */
function line(goal, verdict) {
  const { met = false, score = 0 } = verdict ?? {};
  const bounds = wordsOf(goal);
  return html`<li class=${met ? 'met' : ''}>
    <span class="mark">${met ? icons.check : nothing}${t(met ? 'goals.met' : 'goals.score', { score: percentWhole(score) })}</span>
    <span>${goal.title ? html`<b>${goal.title}</b> <small>${bounds}</small>` : bounds}</span>
    <progress aria-hidden="true" max="1" .value=${score}></progress>
  </li>`;
}

/** @param {Goal} goal @returns {string} */
function wordsOf({ test_accuracy: accuracy, test_loss: loss, parameters, steps, epochs }) {
  return [
    accuracy !== undefined && t('goals.accuracy', { share: percent(accuracy) }),
    loss !== undefined && t('goals.loss', { loss: plain(loss) }),
    parameters !== undefined && t('goals.parameters', { count: count(parameters) }),
    steps !== undefined && t('goals.steps', { count: count(steps) }),
    epochs !== undefined && t('goals.epochs', { epochs }),
  ]
    .filter(Boolean)
    .join(', ');
}

customElements.define('strata-goals', Goals);
