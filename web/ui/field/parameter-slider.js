import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ExperimentError } from '../../engine/experiment/index.js';
import { plain } from '../numbers.js';
import { sliderOf } from '../picker/slider.js';
import { placeName, valueAt } from '../state/paths.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../state/experiment-store.js').ExperimentStore} ExperimentStore */

/** What was there before a slider moved, and what it has made of it so far. @type {WeakMap<ExperimentStore, { before: Experiment, last: Experiment }>} */
const drags = new WeakMap();

/**
 * A slider beside a parameter's field, which the network follows at once. However far it is drawn, that is one edit.
 *
 * @param {ExperimentStore} store
 * @param {readonly (string | number)[]} base where the parameters stand in the document
 * @param {import('../../engine/tables.js').Param} param
 */
export function parameterSlider(store, base, param) {
  const scale = sliderOf(param);
  if (!scale) return nothing;
  const path = [...base, param.name];
  const value = Number(valueAt(store.document, path));
  return html`<input
    type="range"
    min="0"
    max="100"
    data-field=${placeName(path)}
    data-tip="parameter-slider"
    aria-label=${param.name}
    aria-valuetext=${plain(value)}
    .value=${live(String(Math.round(scale.toPlace(value))))}
    @input=${(/** @type {Event} */ event) => {
      const place = Number(/** @type {HTMLInputElement} */ (event.target).value);
      draw(store, path, differing(scale, place, value));
    }}
    @change=${() => {
      const drag = drags.get(store);
      drags.delete(store);
      if (drag?.last === store.document) store.commit(drag.before);
    }}
  />`;
}

/**
 * @param {import('../picker/slider.js').Scale} scale
 * @param {number} place
 * @param {number} value that it leaves
 * @returns {number} another one: numbers are rounded, and an arrow key would otherwise lead nowhere
 */
function differing({ toValue, toPlace }, place, value) {
  const by = Math.sign(place - toPlace(value));
  let to = place;
  while (toValue(to) === value && to > 0 && to < 100) to += by;
  return toValue(to);
}

/**
 * @param {ExperimentStore} store
 * @param {(string | number)[]} path
 * @param {number} value
 */
function draw(store, path, value) {
  const drag = drags.get(store);
  const goesOn = drag?.last === store.document;
  if (!goesOn) store.settle();
  const before = goesOn ? drag.before : store.document;
  try {
    store.preview(path, value);
  } catch (error) {
    // Such as a lower bound above the upper one: the slider goes no farther.
    if (!(error instanceof ExperimentError)) throw error;
    store.changed();
  }
  drags.set(store, { before, last: store.document });
}
