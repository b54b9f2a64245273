import { html, nothing, svg } from 'lit';
import { PageElement } from '../element.js';
import { count, fixed, percent } from '../numbers.js';
import { nearest, placeOf, readingAt, stepsOf, valueIn } from '../state/curves.js';
import { shortNames } from '../state/run-names.js';
import { hasClasses } from '../state/sets.js';
import { t } from '../words/words.js';
import { lookOf, OWN_DASH } from './looks.js';
import { othersOf, sceneOf } from './scene.js';

/** @typedef {import('uplot')} UPlot */
/** @typedef {import('../state/curves.js').Points} Points */
/** @typedef {import('../state/curves.js').Reading} Reading */

/** Points that Page up and Page down pass. */
const PAGE = 10;
/** Pixels: of the reading, and between it and the crosshair. */
const [WIDTH, GAP] = [208, 10];

/**
 * @typedef {object} Frame where the charts are drawn, in pixels
 * @property {number} left
 * @property {number} width
 * @property {number} top
 * @property {number} bottom
 */

/**
 * One crosshair over both charts, with what was known at its step: under the pointer, and for the keyboard, where arrows
 * walk from test to test and, with Shift, from point to point.
 */
class Crosshair extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    charts: { attribute: false },
    step: { state: true },
  });

  constructor() {
    super();
    /** Accuracy above loss. @type {() => readonly UPlot[]} */
    this.charts = () => [];
    /** Where it stands; null where it is not shown. @type {number | null} */
    this.step = null;
    this.follow(() => [this.session.readouts, this.session.earlier, this.session.twin]);
    this.addEventListener('drawn', () => {
      if (this.step !== null) this.requestUpdate();
    });
  }

  /** @override */
  render() {
    const { run } = this.session;
    const last = run.snapshot?.step ?? 0;
    const step = this.step ?? last;
    const reading = readingAt(run.curves, this.session.digit.own.ownAccuracies, step);
    return html`<div
        class="hair"
        data-tip="crosshair"
        data-tip-beside="strata-charts"
        role="slider"
        tabindex="0"
        aria-label=${t('crosshair.name')}
        aria-valuemin="0"
        aria-valuemax=${Math.max(last, step)}
        aria-valuenow=${step}
        aria-valuetext=${run.empty ? t('crosshair.none') : inWords(reading)}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${this.#leave}
        @focus=${this.#focused}
        @blur=${() => this.#hide()}
        @keydown=${this.#key}
      ></div>
      ${this.step === null || run.empty ? nothing : this.#hair(reading)}`;
  }

  /** @param {Reading} reading */
  #hair(reading) {
    const frame = this.#frame();
    if (!frame) return nothing;
    const [accuracy, loss] = this.charts();
    const x = frame.left + (loss?.valToPos(reading.step, 'x') ?? 0);
    const { curves } = this.session.run;
    const at = (
      /** @type {UPlot | undefined} */ chart,
      /** @type {Points | null} */ points,
      /** @type {string} */ line,
    ) => dot(chart, points, reading.step, line);
    const dots = [
      at(accuracy, this.session.digit.own.ownAccuracies, 'own'),
      at(accuracy, curves.trainAccuracies, 'train'),
      at(accuracy, curves.accuracies, 'test'),
      at(loss, curves.smooth, 'train'),
      at(loss, curves.testLosses, 'test'),
    ].filter((one) => one !== null);
    const place = `left:${this.#besides(x)}px`;
    return html`<svg class="hairline" aria-hidden="true">
        ${svg`<path d=${`M${x} ${frame.top}V${frame.bottom}`} />`}
        ${dots.map((one) => svg`<circle class=${one.line} cx=${frame.left + one.x} cy=${one.y} r="3" />`)}
      </svg>
      <div class="reading" aria-hidden="true" .style=${place}>${this.#table(reading)}</div>`;
  }

  /** @param {number} x of the crosshair @returns {number} where the reading goes: beside it, within the charts */
  #besides(x) {
    const { width } = this.getBoundingClientRect();
    const fits = x + GAP + WIDTH <= width;
    const wanted = fits || x < width / 2 ? x + GAP : x - GAP - WIDTH;
    return Math.max(0, Math.min(wanted, width - WIDTH));
  }

  get #classes() {
    return hasClasses(this.session.experiment.document);
  }

  /** @param {Reading} reading */
  #table(reading) {
    const { accuracy, trainAccuracy, own, testLoss, loss, step } = reading;
    const others = othersOf(this.session);
    const names = shortNames(others.map(({ name }) => name));
    return html`<table>
        <tr><td><b>${t('crosshair.step', { step: count(step) })}</b></td><th>${this.#classes ? t('crosshair.accuracy') : nothing}</th><th>${t('results.loss')}</th></tr>
        ${row(sample('--ink'), t('results.test'), accuracy, testLoss, this.#classes)}
        ${row(sample('--ctl'), t('results.train'), trainAccuracy, loss, this.#classes)}
        ${own === null ? nothing : row(sample('--ink2', OWN_DASH), t('results.own'), own, null, true)}
        ${others.map((run, i) => {
          const { colour, dash } = lookOf(run);
          const { accuracies, testLosses } = run.curves;
          return row(
            sample(colour, dash),
            names[i] ?? '',
            valueIn(accuracies, step),
            valueIn(testLosses, step),
            this.#classes,
          );
        })}
      </table>`;
  }

  /** @returns {Frame | null} */
  #frame() {
    const [accuracy, loss] = this.charts();
    if (!accuracy || !loss) return null;
    const own = this.getBoundingClientRect();
    const [above, below] = [accuracy, loss].map(({ over }) => over.getBoundingClientRect());
    if (!above || !below) return null;
    // The upper chart is not there where there are no classes.
    const first = above.width > 0 ? above : below;
    return {
      left: below.left - own.left,
      width: below.width,
      top: first.top - own.top,
      bottom: below.bottom - own.top,
    };
  }

  /** @param {PointerEvent} event */
  #point({ clientX }) {
    const frame = this.#frame();
    if (!frame) return;
    const share = (clientX - this.getBoundingClientRect().left - frame.left) / frame.width;
    const wanted = share * sceneOf(this.session, true).end;
    this.step = nearest(stepsOf(this.session.run.curves), wanted);
  }

  /** @param {PointerEvent} event */
  #leave({ target }) {
    if (!(/** @type {HTMLElement} */ (target).matches(':focus-visible'))) this.#hide();
  }

  /** @param {FocusEvent} event */
  #focused({ target }) {
    if (!(/** @type {HTMLElement} */ (target).matches(':focus-visible'))) return;
    this.step = stepsOf(this.session.run.curves).at(-1) ?? null;
  }

  #hide() {
    this.step = null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    if (key === 'Escape' && this.step !== null) {
      event.preventDefault();
      event.stopPropagation();
      /** @type {HTMLElement} */ (event.target).blur();
      this.#hide();
      return;
    }
    const step = this.#stepAfter(key, shiftKey);
    if (step === undefined) return;
    event.preventDefault();
    this.step = step;
  }

  /**
   * @param {string} key
   * @param {boolean} finely from point to point
   * @returns {number | null | undefined} undefined if the key means nothing here
   */
  #stepAfter(key, finely) {
    const { curves } = this.session.run;
    const all = stepsOf(curves);
    const tests = curves.testLosses.x;
    const points = finely || tests.length === 0 ? all : tests;
    const here = this.step ?? all.at(-1) ?? 0;
    const place = placeOf(points, here);
    const on = points[place] === here;
    const at = (/** @type {number} */ i) =>
      points[Math.min(points.length - 1, Math.max(0, i))] ?? null;
    const moves = /** @type {Record<string, () => number | null>} */ ({
      ArrowLeft: () => at(on ? place - 1 : place),
      ArrowDown: () => at(on ? place - 1 : place),
      ArrowRight: () => at(place + 1),
      ArrowUp: () => at(place + 1),
      PageDown: () => at(place - PAGE),
      PageUp: () => at(place + PAGE),
      Home: () => all[0] ?? null,
      End: () => all.at(-1) ?? null,
    });
    return moves[key]?.();
  }
}

/** @param {Reading} reading */
function inWords({ step, accuracy, trainAccuracy, own, testLoss, loss }) {
  const share = (/** @type {number | null} */ value) =>
    percent(value === null ? null : value / 100);
  const parts = [
    t('crosshair.step', { step: count(step) }),
    ...(accuracy === null && testLoss !== null
      ? []
      : [t('crosshair.accuracies', { test: share(accuracy), train: share(trainAccuracy) })]),
    ...(own === null ? [] : [t('crosshair.own', { share: share(own) })]),
    t('crosshair.losses', { test: fixed(testLoss, 3), train: fixed(loss, 3) }),
  ];
  return parts.join(' ');
}

/**
 * Where a line is at a step: on the way between two points, or at its last point if it ends before.
 *
 * @param {UPlot | undefined} chart
 * @param {Points | null} points
 * @param {number} step
 * @param {string} line
 * @returns {{ x: number, y: number, line: string } | null} in pixels, from the left of its chart and from the top of both;
 *   null outside its chart
 */
function dot(chart, points, step, line) {
  const place = points ? placeOf(points.x, step) : -1;
  if (!chart || !points || place < 0) return null;
  const pixel = (/** @type {number} */ i) => ({
    x: chart.valToPos(points.x[i] ?? 0, 'x'),
    y: chart.valToPos(points.y[i] ?? Number.NaN, 'y'),
  });
  const [before, after] = [pixel(place), pixel(place + 1)];
  const x = chart.valToPos(step, 'x');
  const drawn = place + 1 < points.x.length && Number.isFinite(after.y);
  const share = drawn ? (x - before.x) / (after.x - before.x) : 0;
  const y = drawn ? before.y + share * (after.y - before.y) : before.y;
  const { over } = chart;
  if (!(y >= 0 && y <= over.clientHeight)) return null;
  const top = over.getBoundingClientRect().top;
  const curves = over.closest('.run-curves')?.getBoundingClientRect().top ?? top;
  return { x: drawn ? x : before.x, y: y + top - curves, line };
}

/** @param {string} colour @param {readonly number[]} [dash] */
function sample(colour, dash = []) {
  return html`<svg viewBox="0 0 16 4" aria-hidden="true">${svg`<path d="M0 2H16" .style=${`stroke:var(${colour});stroke-dasharray:${dash.join(' ') || 'none'}`} />`}</svg>`;
}

/**
 * @param {unknown} key
 * @param {string} name
 * @param {number | null} accuracy in per cent
 * @param {number | null} loss
 * @param {boolean} classes whether there is an accuracy
 */
function row(key, name, accuracy, loss, classes) {
  return html`<tr><td>${key}<span>${name}</span></td><td>${classes ? fixed(accuracy, 1) : nothing}</td><td>${fixed(loss, 3)}</td></tr>`;
}

customElements.define('strata-crosshair', Crosshair);
