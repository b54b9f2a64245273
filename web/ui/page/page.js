import { html } from 'lit';
import { mnistCredit } from '../../engine/data/credit.js';
import { countParameters } from '../../engine/experiment/index.js';
import '../charts/charts.js';
import '../draw/draw.js';
import { PageElement } from '../element.js';
import { count } from '../numbers.js';
import '../recipe/recipe.js';
import '../run-bar/progress-line.js';
import '../run-bar/run-bar.js';
import '../stack/stack.js';

const PIXELS = 784;

/** The whole page. */
class Page extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session, this.session.experiment, this.session.readouts]);
  }

  /** @override */
  render() {
    const { session } = this;
    return html`
      <a class="skip" href="#layers">Skip to the layers</a>
      <a class="skip" href="#results">Skip to the results</a>
      <header class="top">
        <strata-run-bar .session=${session}></strata-run-bar>
        <strata-progress-line .session=${session}></strata-progress-line>
        <strata-recipe .session=${session}></strata-recipe>
      </header>
      <main>
        <strata-draw .session=${session}></strata-draw>
        <strata-stack id="layers" tabindex="-1" .session=${session}></strata-stack>
        <strata-charts id="results" tabindex="-1" .session=${session}></strata-charts>
      </main>
      ${this.#costLine()}
    `;
  }

  #costLine() {
    const { experiment, run, current } = this.session;
    const { fingerprint = null, kernels = '' } = run.snapshot ?? {};
    return html`<footer>
      <span><b>${count(countParameters(experiment.document.layers, PIXELS))}</b> parameters</span>
      <span>kernels <b>${kernels || '–'}</b></span>
      <span>weights <b class="fingerprint">${current && fingerprint ? grouped(fingerprint) : 'changing'}</b></span>
      <span class="credit" title=${mnistCredit.terms}>
        <a href=${mnistCredit.source} rel="noreferrer">MNIST</a> by ${mnistCredit.authors},
        <a href=${mnistCredit.licence} rel="noreferrer">CC BY-SA 3.0</a>
      </span>
    </footer>`;
  }
}

/** @param {string} digits sixteen of them, in fours */
function grouped(digits) {
  return digits.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

customElements.define('strata-page', Page);
