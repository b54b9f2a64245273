import { html, nothing } from 'lit';
import { countParameters, flopPerImage } from '../../engine/experiment/index.js';
import { aligned, makeChart } from '../charts/chart.js';
import { drawLabels, LABELS } from '../charts/other-lines.js';
import { PageElement } from '../element.js';
import { count, fixed, percent } from '../numbers.js';
import { hasClasses, inputOf } from '../state/sets.js';
import { theme } from '../theme.js';
import { t } from '../words/words.js';
import { gapAtEpochs, gapAxisOf, gapInWords, gapOf } from './gap.js';
import { isTested, sidesOf } from './sides.js';

/** @typedef {import('./sides.js').Side} Side */

const HEIGHT = 96;

/** Twins beside one another: how far apart their accuracies are over the steps, and their figures. */
class Beside extends PageElement {
  /** @type {import('uplot') | null} */
  #chart = null;
  /** What the chart's axis was made for. */
  #made = '';
  /** @type {(() => void)[]} */
  #ends = [];
  #resizing = new ResizeObserver(([entry]) => this.#fit(entry?.contentRect.width ?? 0));

  constructor() {
    super();
    this.follow(() => [
      this.session,
      this.session.readouts,
      this.session.twin,
      this.session.twin.run,
    ]);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    const { run, twin } = this.session;
    this.#ends = [run, twin.run].map((one) => one.subscribe(() => this.#draw()));
    this.#ends.push(theme.subscribe(() => this.#chart?.redraw()));
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
    this.#resizing.disconnect();
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** @override */
  render() {
    const gap = this.#gap();
    const last = gapInWords(gap.y.at(-1), this.#classes);
    const ended = gap.x.length === 0 ? this.#ended : undefined;
    const what = this.#classes ? 'twin.gap-what' : 'twin.gap-loss';
    return html`
      <h3>${t('twin.gap')} <small>${t(what)}${this.#axis().decades ? t('twin.gap-decades') : ''}</small></h3>
      ${ended ? html`<p class="aside">${t('twin.gap-ended', ended)}</p>` : nothing}
      <div class="figure" ?hidden=${ended !== undefined} role="img" aria-label=${t(this.#classes ? 'twin.gap-words' : 'twin.gap-loss-words', { gap: last })}>
        <div class="chart"></div>
      </div>
      <h3>${t('twin.beside')}</h3>
      ${this.#table()}
    `;
  }

  /** @override */
  firstUpdated() {
    const place = this.querySelector('.chart');
    if (place) this.#resizing.observe(place);
  }

  /** Whether there is an accuracy, or else a loss only. */
  get #classes() {
    return hasClasses(this.session.experiment.document);
  }

  get #curve() {
    return this.#classes ? 'accuracies' : 'testLosses';
  }

  #gap() {
    const [a, b] = sidesOf(this.session);
    const [from, to] = [a.run.curves[this.#curve], b.run.curves[this.#curve]];
    return this.#ended ? gapAtEpochs(from, to, (step) => a.run.epochAt(step)) : gapOf(from, to);
  }

  /** @returns {{ name: string, step: string } | undefined} the one that met a number that is not finite, the first of them */
  get #ended() {
    const ends = sidesOf(this.session).flatMap(({ run }, i) => {
      const step = run.snapshot?.nonFinite?.step;
      return step === undefined ? [] : [{ name: i === 0 ? 'A' : 'B', step }];
    });
    const [first] = ends.sort((one, other) => one.step - other.step);
    return first && { name: first.name, step: count(first.step) };
  }

  #axis() {
    return gapAxisOf(this.#gap(), this.#curve);
  }

  #ending() {
    const value = this.#gap().y.at(-1);
    if (value === undefined) return [];
    return [{ text: gapInWords(value, this.#classes), value, colour: '--ink', strong: true }];
  }

  #table() {
    const sides = sidesOf(this.session);
    const row = (/** @type {string} */ name, /** @type {(side: Side) => string} */ figure) =>
      html`<tr><th scope="row">${name}</th>${sides.map((side) => html`<td>${figure(side)}</td>`)}</tr>`;
    /** What was tested before the present step, or not over all there is, is shown as such. */
    const tested = (/** @type {string} */ name, /** @type {(side: Side) => string} */ figure) =>
      html`<tr><th scope="row">${name}</th>${sides.map((side) => html`<td class=${isTested(side) ? '' : 'stale'}>${figure(side)}</td>`)}</tr>`;
    return html`<table class="sides">
      <thead><tr><td></td><th scope="col">A</th><th scope="col">B</th></tr></thead>
      <tbody>
        ${row(t('cost.parameters'), ({ document }) => count(countParameters(document.layers, inputOf(document))))}
        ${row(t('cost.flop'), ({ document }) => fixed((flopPerImage(document.layers, inputOf(document)) * document.batch) / 1e6, 1))}
        ${row(t('status.step'), ({ run }) => count(run.snapshot?.step ?? 0))}
        ${row(t('results.train-loss'), ({ run }) => fixed(run.loss, 3))}
        ${tested(t('results.test-loss'), ({ run }) => fixed(run.test?.loss, 3))}
        ${this.#classes ? tested(t('results.accuracy'), ({ run }) => percent(run.accuracy)) : nothing}
      </tbody>
    </table>`;
  }

  /** @param {number} width */
  #fit(width) {
    const place = /** @type {HTMLElement | null} */ (this.querySelector('.chart'));
    if (!place || width <= 0) return;
    const made = JSON.stringify(this.#axis().decades);
    if (this.#chart && made === this.#made) this.#chart.setSize({ width, height: HEIGHT });
    else {
      this.#chart?.destroy();
      this.#chart = this.#make(place, width);
      this.#made = made;
    }
    this.#draw();
  }

  /** @param {HTMLElement} place @param {number} width */
  #make(place, width) {
    return makeChart(
      place,
      { width, height: HEIGHT },
      {
        lines: [{ label: 'gap', colour: '--ink', width: 2 }],
        log: false,
        decades: this.#axis().decades,
        steps: true,
        margin: LABELS,
        end: () => Math.max(...sidesOf(this.session).map(({ run }) => run.snapshot?.step ?? 0)),
        range: () => this.#axis().range,
        before: drawZero,
        after: (chart) => drawLabels(chart, this.#ending()),
      },
    );
  }

  #draw() {
    if (!this.#chart) return;
    if (JSON.stringify(this.#axis().decades) !== this.#made) {
      this.#fit(this.#chart.width);
      return;
    }
    const { x, y } = this.#gap();
    this.#chart.setData(aligned([[x, y]]));
  }
}

/** Where neither is ahead. @param {import('uplot')} chart */
function drawZero({ ctx, bbox, valToPos }) {
  const y = Math.round(valToPos(0, 'y', true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = theme.colour('--ctl');
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

customElements.define('strata-beside', Beside);
