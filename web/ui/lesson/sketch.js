import { html, nothing, svg } from 'lit';
import { live } from 'lit/directives/live.js';
import { PageElement } from '../element.js';
import { readNumber } from '../field/number-text.js';
import { icons } from '../icons.js';
import { localised } from '../numbers.js';
import { t } from '../words/words.js';
import { figureText, formOf, said } from './lesson-words.js';

/** @typedef {import('../../engine/lesson/index.js').Point} Point */
/** @typedef {import('../../engine/lesson/index.js').Sketch} Scale */
/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */

const [WIDTH, HEIGHT, LEFT, EDGE] = [238, 96, 40, 8];
/** Steps of a slider. */
const STEPS = 100;

/** A figure for each of some points, drawn by the student with sliders; beside it what was measured, once it was. */
class Sketch extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    open: { attribute: false },
    still: { type: Boolean },
    mistake: { state: true },
  });

  constructor() {
    super();
    /** @type {OpenLesson} */
    this.open = /** @type {any} */ (undefined);
    /** Whether it is only shown. */
    this.still = false;
    /** What is typed into a field and is no figure. @type {{ point: number, text: string, error: Error } | null} */
    this.mistake = null;
    this.follow(() => [this.session.lessons]);
  }

  /** @override */
  render() {
    const { sketch } = this.open.lesson.predict;
    if (!sketch) return nothing;
    return html`${this.#chart(sketch)}${this.still ? this.#table(sketch) : sketch.points.map((point, i) => this.#row(sketch, point, i))}`;
  }

  /** @param {Scale} sketch */
  #chart(sketch) {
    const { open } = this;
    const figures = open.outcomes ? open.measured : [];
    const name = t('lessons.chart', {
      sketch: listed(sketch, open.sketch),
      measured: figures.length > 0 ? listed(sketch, figures) : '–',
    });
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${name}>
      ${[sketch.min, sketch.max].map((value) => {
        const y = height(sketch, value);
        return svg`<path class="grid" d="M${LEFT} ${y}H${WIDTH}" /><text x=${LEFT - 4} y=${y + 3}>${endText(sketch, value)}</text>`;
      })}
      ${line(sketch, open.sketch, open.sketched ? 'sketched' : 'sketched open')}
      ${line(sketch, figures, 'measured')}
    </svg>`;
  }

  /** @param {Scale} sketch @param {Point} point @param {number} i */
  #row(sketch, point, i) {
    const value = this.open.sketch[i] ?? Number.NaN;
    const wrong = this.mistake?.point === i ? this.mistake : null;
    const [unit, sign] = unitOf(point);
    const label = said(point.say);
    const shown = wrong?.text ?? localised(String(Number((value * unit).toPrecision(3))));
    return html`<div class="point" data-tip="lessons-sketch" ?data-wrong=${wrong !== null}>
      <label for="sketch-${i}">${label}</label>
      <input
        type="range"
        min="0"
        max=${STEPS}
        step="1"
        aria-label=${label}
        aria-valuetext=${figureText(point, value)}
        .value=${live(String(Math.round(STEPS * share(sketch, value))))}
        @input=${(/** @type {Event} */ event) => this.#draw(i, valueAt(sketch, Number(fieldOf(event).value) / STEPS))}
      />
      <input
        id="sketch-${i}"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${wrong ? 'sketch-mistake' : nothing}
        .value=${live(shown)}
        @change=${(/** @type {Event} */ event) => this.#type(sketch, i, unit, fieldOf(event).value)}
      /><span aria-hidden="true">${sign}</span>
      ${wrong ? html`<p class="mistake" id="sketch-mistake" role="alert">${icons.alarm} ${wrong.error.message}</p>` : nothing}
    </div>`;
  }

  /** @param {Scale} sketch */
  #table(sketch) {
    const { open } = this;
    const measured = open.outcomes ? open.measured : null;
    return html`<table>
      <thead><tr><td></td><th scope="col">${t('lessons.you')}</th>${measured ? html`<th scope="col">${t('lessons.measured')}</th>` : nothing}</tr></thead>
      <tbody>
        ${sketch.points.map(
          (
            point,
            i,
          ) => html`<tr><th scope="row">${said(point.say)}</th><td>${figureText(point, open.sketch[i] ?? Number.NaN)}</td>
            ${measured ? html`<td>${open.near[i] ? icons.check : nothing} ${figureText(point, measured[i] ?? Number.NaN)}</td>` : nothing}</tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {Scale} sketch @param {number} point @param {number} unit @param {string} text */
  #type({ min, max }, point, unit, text) {
    const bounds = { min: min * unit, max: max * unit };
    const read = readNumber(text, { ...bounds, steps: 'ratio' });
    const value = typeof read === 'number' ? read : Number.NaN;
    const fits = value >= bounds.min && value <= bounds.max;
    const which = value < bounds.min ? 'mistake.too-small' : 'mistake.too-large';
    const wanted = t('lessons.between', {
      min: localised(`${bounds.min}`),
      max: localised(`${bounds.max}`),
    });
    const error = typeof read === 'number' ? new Error(t(which, { text, wanted })) : read;
    if (fits) this.#draw(point, value / unit);
    else this.mistake = { point, text, error };
  }

  /** @param {number} point @param {number} value */
  #draw(point, value) {
    this.mistake = null;
    this.open.draw(point, value);
  }
}

/** @param {Event} event */
function fieldOf(event) {
  return /** @type {HTMLInputElement} */ (event.target);
}

/** @param {Point} point @returns {[number, string]} what its figure is multiplied by to be written, and the sign behind it */
function unitOf(point) {
  return formOf(point) === 'share' ? [100, '%'] : [1, ''];
}

/** @param {Scale} sketch @param {number} value @returns {number} where it is on the scale, from 0 to 1 */
function share({ min, max, scale }, value) {
  const part =
    scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.min(1, Math.max(0, part));
}

/** @param {Scale} sketch @param {number} part */
function valueAt({ min, max, scale }, part) {
  const value = scale === 'log' ? min * (max / min) ** part : min + (max - min) * part;
  return Math.min(max, Math.max(min, Number(value.toPrecision(3))));
}

/** @param {Scale} sketch @param {number} value */
function height(sketch, value) {
  return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share(sketch, value);
}

/** @param {Scale} sketch @param {number} value at an end of the scale */
function endText(sketch, value) {
  const [unit, sign] = sketch.points[0] ? unitOf(sketch.points[0]) : [1, ''];
  return `${localised(String(Number((value * unit).toPrecision(3))))}${sign && ` ${sign}`}`;
}

/** @param {Scale} sketch @param {readonly number[]} values */
function listed({ points }, values) {
  return points
    .map((point, i) => `${said(point.say)} ${figureText(point, values[i] ?? Number.NaN)}`)
    .join(', ');
}

/** @param {Scale} sketch @param {readonly number[]} values of its points @param {string} kind */
function line(sketch, values, kind) {
  const gap = (WIDTH - LEFT - 2 * EDGE) / Math.max(1, sketch.points.length - 1);
  const places = values
    .map((value, i) => [LEFT + EDGE + gap * i, height(sketch, value)])
    .filter(([, y]) => Number.isFinite(y));
  if (places.length === 0) return nothing;
  return svg`<g class=${kind}>
    <path d="M${places.map(([x, y]) => `${x} ${y}`).join('L')}" />
    ${places.map(([x, y]) => svg`<circle cx=${x} cy=${y} r="3" />`)}
  </g>`;
}

customElements.define('strata-sketch', Sketch);
