import { html, nothing } from 'lit';
import uPlot from 'uplot';
import { calm } from '../calm.js';
import { PageElement } from '../element.js';
import { count, fixed, percent } from '../numbers.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';
import { makeChart } from './chart.js';
import { accuracyRange, linearRange, logRange } from './ranges.js';

const HEIGHTS = { accuracies: 92, losses: 110 };

/** Milliseconds between two drawings: 20 a second, so that the processor is left to the training; or 2. */
const [PAUSE, CALM_PAUSE] = [50, 500];

/** The test accuracy as a figure, and accuracy and loss as curves over the steps. */
class Charts extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    log: { state: true },
  });

  /** @type {uPlot[]} */
  #charts = [];
  /** @type {(() => void)[]} */
  #ends = [];
  #resizing = new ResizeObserver(() => this.#fit());
  #drawing = false;
  #drawnLog = true;

  constructor() {
    super();
    this.follow(() => [this.session, this.session.readouts, words]);
    this.log = true;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    const { run } = this.session;
    this.#ends = [
      run.subscribe(() => this.#soon()),
      theme.subscribe(() => {
        for (const chart of this.#charts) chart.redraw();
      }),
    ];
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
    this.#resizing.disconnect();
    this.#drop();
  }

  /** @override */
  render() {
    const { run } = this.session;
    const { test } = run;
    const wrong = test ? Math.round(test.images * (1 - test.accuracy)) : null;
    const on = test ? t('results.on', { images: count(test.images) }) : t('results.on-all');
    return html`
      <h2>${t('results.title')} <small>${on}</small></h2>
      <div class="result">
        <p class="accuracy"><b>${test ? fixed(100 * test.accuracy, 1) : '–'}</b> %</p>
        <p><strong>${t('results.accuracy')}</strong><br />${wrong === null ? t('results.untested') : t('results.wrong', { wrong: count(wrong) })}</p>
        <dl>
          <div><dt>${t('results.train-loss')}</dt><dd>${fixed(run.loss, 3)}</dd></div>
          <div><dt>${t('results.test-loss')}</dt><dd>${fixed(test?.loss, 3)}</dd></div>
        </dl>
      </div>
      <div class="key">
        <span><i class="test"></i>${t('results.test')}</span><span><i class="train"></i>${t('results.train')}</span>
        <fieldset class="scale">
          <legend class="hidden">${t('results.axis')}</legend>
          ${this.#scale(true, t('results.log'))} ${this.#scale(false, t('results.linear'))}
        </fieldset>
      </div>
      <div class="figure" role="img" aria-label=${t('results.accuracy-chart', { now: percent(test?.accuracy) })}>
        <div class="chart accuracies"></div>
        ${run.losses.x.length === 0 ? html`<p class="empty">${t('results.press-run')}</p>` : nothing}
        <p class="caption">${t('results.accuracy-axis')}</p>
      </div>
      <div class="figure" role="img" aria-label=${t('results.loss-chart', { now: fixed(run.loss, 3) })}>
        <div class="chart losses"></div>
        <p class="caption">${t(this.log ? 'results.loss-log' : 'results.loss')}</p>
      </div>
      <p class="axis-name" aria-hidden="true">${t('results.steps')}</p>
    `;
  }

  /**
   * @param {boolean} log
   * @param {string} label
   */
  #scale(log, label) {
    return html`<label>
      <input type="radio" name="loss-scale" .checked=${this.log === log} @change=${() => {
        this.log = log;
      }} /><span>${label}</span>
    </label>`;
  }

  /** @override */
  updated() {
    if (this.#charts.length > 0 && this.#drawnLog === this.log) return;
    this.#drop();
    this.#drawnLog = this.log;
    const place = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (this.querySelector(`.chart.${name}`));
    const size = (/** @type {'accuracies' | 'losses'} */ name) => ({
      width: Math.max(120, place(name).clientWidth),
      height: HEIGHTS[name],
    });
    const end = () => this.session.run.snapshot?.step ?? 0;
    this.#charts = [
      makeChart(place('accuracies'), size('accuracies'), {
        lines: [{ label: 'test', colour: '--ink', width: 2 }],
        log: false,
        end,
        range: accuracyRange,
      }),
      makeChart(place('losses'), size('losses'), {
        lines: [
          { label: 'train', colour: '--faint', width: 1 },
          { label: 'train, smoothed', colour: '--ctl', width: 2 },
          { label: 'test', colour: '--ink', width: 2 },
        ],
        log: this.log,
        end,
        range: this.log ? logRange : linearRange,
      }),
    ];
    this.#resizing.observe(place('losses'));
    this.#draw();
  }

  #drop() {
    for (const chart of this.#charts) chart.destroy();
    this.#charts = [];
  }

  #fit() {
    for (const chart of this.#charts) {
      const width = chart.root.parentElement?.clientWidth ?? 0;
      if (width > 0 && width !== chart.width) chart.setSize({ width, height: chart.height });
    }
  }

  /** Draws soon, however often the run has changed until then. */
  #soon() {
    if (this.#drawing) return;
    this.#drawing = true;
    const pause = calm.matches ? CALM_PAUSE : PAUSE;
    setTimeout(() => requestAnimationFrame(() => this.#draw()), pause);
  }

  #draw() {
    this.#drawing = false;
    const [accuracy, loss] = this.#charts;
    const { run } = this.session;
    if (!accuracy || !loss) return;
    accuracy.setData([run.accuracies.x, run.accuracies.y]);
    const joined = uPlot.join(
      [
        [run.losses.x, run.losses.y, run.smooth.y].map((list) => list.map(finite)),
        [run.testLosses.x, run.testLosses.y].map((list) => list.map(finite)),
      ].map((table) => /** @type {uPlot.AlignedData} */ (table)),
    );
    loss.setData(joined);
  }
}

/** @param {number} value */
function finite(value) {
  return Number.isFinite(value) ? value : null;
}

customElements.define('strata-charts', Charts);
