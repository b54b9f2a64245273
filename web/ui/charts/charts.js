import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { count, fixed, percent } from '../numbers.js';
import { isPreparing } from '../run-bar/phase-words.js';
import { hasClasses } from '../state/sets.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';
import { aligned, makeChart } from './chart.js';
import './crosshair.js';
import './earlier.js';
import { OWN_DASH } from './looks.js';
import { lossResult } from './loss-result.js';
import { drawLabels, drawOthers, endLabels, LABELS } from './other-lines.js';
import './save.js';
import { accuracyRangeOf, lossRangeOf, othersOf, sceneOf } from './scene.js';

/** @typedef {import('uplot')} UPlot */

const HEIGHTS = { accuracies: 80, losses: 102 };
/** Pixels beyond the last step: half of a mark's words, such as 100,000. */
const NO_LABELS = 20;

/** At so many times the steps of the last test, its figures are of another network than the one that trains. */
const STALE = 3;

const accuracyLines = [
  { label: 'own digits', colour: '--ink2', width: 1.5, dash: OWN_DASH },
  { label: 'train', colour: '--ctl', width: 2 },
  { label: 'test', colour: '--ink', width: 2 },
];
const lossLines = [
  { label: 'train', colour: '--faint', width: 1 },
  { label: 'train, smoothed', colour: '--ctl', width: 2 },
  { label: 'test', colour: '--ink', width: 2 },
];

/** The test accuracy as a figure, and accuracy and loss as curves over the steps. */
class Charts extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    log: { state: true },
  });

  /** Accuracy above loss. @type {UPlot[]} */
  #charts = [];
  /** @type {(() => void)[]} */
  #ends = [];
  #resizing = new ResizeObserver(() => this.#fit());
  #drawing = false;
  /** What the charts were made for. */
  #made = '';

  constructor() {
    super();
    this.follow(() => [
      this.session,
      this.session.readouts,
      this.session.earlier,
      this.session.twin,
      this.session.digit.own,
    ]);
    this.log = true;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    const { readouts, earlier, twin, digit } = this.session;
    const sources = [this.session, readouts, earlier, twin, twin.run, digit.own, words];
    this.#ends = [
      ...sources.map((source) => source.subscribe(() => this.#soon())),
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
    const { session } = this;
    const { run } = session;
    const { test } = run;
    const on = test ? testedWords(test, run.snapshot?.step ?? 0) : t('results.on-all');
    const own = session.digit.own.ownAccuracies !== null;
    return html`
      <h2>
        ${t('results.title')} <small>${on}</small>
        <strata-save .session=${session} .log=${this.log}></strata-save>
      </h2>
      ${this.#result()}
      <div class="key">
        <span><i class="test"></i>${t('results.test')}</span><span><i class="train"></i>${t('results.train')}</span>
        ${own ? html`<span><i class="own"></i>${t('results.own')}</span>` : nothing}
        <fieldset class="scale" data-tip="axis">
          <legend class="hidden">${t('results.axis')}</legend>
          ${this.#scale(true, t('results.log'))} ${this.#scale(false, t('results.linear'))}
        </fieldset>
      </div>
      <div class="run-curves">
        <div class="figure" role="img" ?hidden=${!this.#classes} aria-label=${this.#accuracyWords()}>
          <div class="chart accuracies"></div>
          ${run.empty ? html`<p class="empty">${t('results.press-run')}</p>` : nothing}
        </div>
        <div class="figure" role="img" aria-label=${this.#lossWords()}>
          <div class="chart losses"></div>
          ${run.empty && !this.#classes ? html`<p class="empty">${t('results.press-run')}</p>` : nothing}
        </div>
        ${this.#classes ? html`<p class="caption" data-of="accuracies" aria-hidden="true">${t('results.accuracy-axis')}</p>` : nothing}
        <p class="caption" data-of="losses" aria-hidden="true">${t(this.log ? 'results.loss-log' : 'results.loss')}</p>
        <strata-crosshair .session=${session} .charts=${() => this.#charts}></strata-crosshair>
      </div>
      <div class="beneath">
        <strata-earlier .session=${session}></strata-earlier>
        <p class="axis-name" aria-hidden="true">${t('results.steps')}</p>
      </div>
    `;
  }

  /** Whether there is an accuracy. */
  get #classes() {
    return hasClasses(this.session.experiment.document);
  }

  #result() {
    const { run } = this.session;
    const { test } = run;
    if (!this.#classes) return lossResult(this.session);
    const wrong = test ? Math.round(test.images * (1 - test.accuracy)) : null;
    const none = isPreparing(this.session) ? 'results.preparing' : 'results.untested';
    return html`<div class="result">
      <p class="accuracy"><b>${test ? fixed(100 * test.accuracy, 1) : '–'}</b> %</p>
      <p><strong>${t('results.accuracy')}</strong><br />${wrong === null ? t(none) : t('results.wrong', { wrong: count(wrong) })}</p>
      <dl>
        <div><dt>${t('results.train-loss')}</dt><dd>${fixed(run.loss, 3)}</dd></div>
        <div><dt>${t('results.test-loss')}</dt><dd>${fixed(test?.loss, 3)}</dd></div>
      </dl>
    </div>`;
  }

  #accuracyWords() {
    const { run, earlier } = this.session;
    const { test } = run;
    return t('results.accuracy-chart', {
      step: count(run.snapshot?.step ?? 0),
      test: percent(test?.accuracy),
      train: percent(test?.trainAccuracy),
      best: percent(Math.max(...run.curves.accuracies.y, 0) / 100),
      earlier: earlier.shown.length,
    });
  }

  #lossWords() {
    const { run } = this.session;
    return t('results.loss-chart', {
      step: count(run.snapshot?.step ?? 0),
      test: fixed(run.test?.loss, 3),
      train: fixed(run.loss, 3),
      first: fixed(run.curves.losses.y[0], 3),
    });
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
    const labelled = othersOf(this.session).length > 0;
    const wanted = `${this.log} ${labelled} ${this.#classes}`;
    if (this.#made === wanted) return;
    const first = this.#made === '';
    this.#made = wanted;
    this.classList.toggle('labelled', labelled);
    this.classList.toggle('no-accuracy', !this.#classes);
    // At first their room is not known before the page has been laid out, when they are fitted into it.
    if (first) this.#resizing.observe(this.#place('losses'));
    else this.#make();
  }

  #make() {
    this.#drop();
    const margin = this.classList.contains('labelled') ? LABELS : NO_LABELS;
    this.#charts = [this.#accuracyChart(margin), this.#lossChart(margin)];
    this.#draw();
  }

  /** @param {number} margin */
  #accuracyChart(margin) {
    const { run } = this.session;
    return makeChart(this.#place('accuracies'), this.#size('accuracies'), {
      lines: accuracyLines,
      log: false,
      steps: false,
      margin,
      end: () => this.#scene().end,
      range: () => accuracyRangeOf(this.#scene()),
      before: (chart) => drawOthers(chart, this.#scene().others, 'accuracies'),
      after: (chart) => {
        const { others } = this.#scene();
        const now = this.#now(run.curves.accuracies.last);
        const labels = endLabels(others, 'accuracies', now, (name) => name);
        if (others.length > 0) drawLabels(chart, labels);
      },
    });
  }

  /** @param {number} margin */
  #lossChart(margin) {
    const { run } = this.session;
    return makeChart(this.#place('losses'), this.#size('losses'), {
      lines: lossLines,
      log: this.log,
      steps: true,
      margin,
      end: () => this.#scene().end,
      range: () => lossRangeOf(this.#scene()),
      before: (chart) => drawOthers(chart, this.#scene().others, 'testLosses'),
      after: (chart) => {
        const { others } = this.#scene();
        const now = this.#now(run.curves.testLosses.last);
        const labels = endLabels(others, 'testLosses', now, (_, loss) => fixed(loss, 3));
        if (others.length > 0) drawLabels(chart, labels);
      },
    });
  }

  /** @param {number | undefined} value where the present run's line ends */
  #now(value) {
    const { twin } = this.session;
    return { name: twin.document ? twin.shown.toUpperCase() : t('earlier.this'), value };
  }

  #scene() {
    return sceneOf(this.session, this.log);
  }

  /** @param {'accuracies' | 'losses'} name */
  #place(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`.chart.${name}`));
  }

  /** @param {'accuracies' | 'losses'} name */
  #size(name) {
    return { width: Math.max(120, this.#place(name).clientWidth), height: HEIGHTS[name] };
  }

  #drop() {
    for (const chart of this.#charts) chart.destroy();
    this.#charts = [];
  }

  #fit() {
    if (this.#charts.length === 0) this.#make();
    for (const chart of this.#charts) {
      const width = chart.root.parentElement?.clientWidth ?? 0;
      if (width > 0 && width !== chart.width) chart.setSize({ width, height: chart.height });
    }
  }

  /** Draws in the next frame, with everything else that changes. */
  #soon() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#drawing = false;
    const [accuracy, loss] = this.#charts;
    if (!accuracy || !loss) return;
    const { curves, own } = this.#scene();
    const { accuracies, trainAccuracies, losses, smooth, testLosses } = curves;
    const owns = own ?? { x: [], y: [] };
    accuracy.setData(
      aligned([
        [owns.x, owns.y],
        [trainAccuracies.x, trainAccuracies.y],
        [accuracies.x, accuracies.y],
      ]),
    );
    loss.setData(
      aligned([
        [losses.x, losses.y, smooth.y],
        [testLosses.x, testLosses.y],
      ]),
    );
    this.querySelector('strata-crosshair')?.dispatchEvent(new Event('drawn'));
  }
}

/**
 * @param {import('../../worker/protocol.js').TestPoint} test
 * @param {number} reached the step of training
 */
function testedWords({ images, step }, reached) {
  const values = { images: count(images), step: count(step) };
  return t(reached > STALE * step + 10 ? 'results.on-at' : 'results.on', values);
}

customElements.define('strata-charts', Charts);
