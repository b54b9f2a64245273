import { html } from 'lit';
import { localised, plain } from '../numbers.js';
import { placeName, valueAt } from '../state/paths.js';

/** @typedef {import('../../engine/tables.js').Param} Param */
/** @typedef {import('../state/experiment-store.js').ExperimentStore} ExperimentStore */
/** @typedef {import('../state/paths.js').Path} Path */

/** Steps of a slider, and how far it reaches from a positive default, as a factor. */
const [STEPS, FACTOR] = [100, 100];
/** A slider about zero reaches so far. */
const AROUND = 3;

/** @typedef {{ toValue: (place: number) => number, toPlace: (value: number) => number }} Scale places are 0 to 100 */

/**
 * A slider for a parameter: by factors where it is positive by nature, evenly otherwise.
 *
 * @param {Param} param
 * @returns {Scale | null} null where a slider is of no use
 */
export function sliderOf(param) {
  if (param.choices || param.flag) return null;
  const { default: usual, min, max } = param;
  if (usual > 0 && min >= 0)
    return byFactors(Math.max(min, usual / FACTOR), Math.min(max, usual * FACTOR));
  if (usual > 0 && usual < 1) return byFactors(usual / 10, usual * FACTOR);
  return evenly(Math.max(min, usual - AROUND), Math.min(max, usual + AROUND));
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {Scale}
 */
function byFactors(low, high) {
  const decades = Math.log10(high / low);
  return {
    toValue: (place) => Number((low * 10 ** ((decades * place) / STEPS)).toPrecision(2)),
    toPlace: (value) => (STEPS * Math.log10(Math.max(value, low) / low)) / decades,
  };
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {Scale}
 */
function evenly(low, high) {
  return {
    toValue: (place) => Number((low + ((high - low) * place) / STEPS).toFixed(2)),
    toPlace: (value) => (STEPS * (value - low)) / (high - low),
  };
}

/**
 * @param {ExperimentStore} store
 * @param {Path} path of a number in the document
 * @param {Scale} scale
 */
export function rangeSlider(store, path, scale) {
  const value = Number(valueAt(store.document, path));
  return html`<input
    data-field=${placeName(path)}
    data-tip="picker-slider"
    type="range"
    min="0"
    max=${STEPS}
    aria-label=${String(path.at(-1))}
    aria-valuetext=${plain(value)}
    .value=${String(scale.toPlace(value))}
    @input=${(/** @type {Event} */ event) => {
      const next = scale.toValue(Number(/** @type {HTMLInputElement} */ (event.target).value));
      store.set(path, localised(String(next)), next);
    }}
  />`;
}
