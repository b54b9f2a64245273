import { html, nothing } from 'lit';
import { icons } from '../icons.js';
import { placeName } from '../state/paths.js';

/**
 * A number that is chosen roughly.
 *
 * @param {object} slider
 * @param {string} slider.key of the document's data
 * @param {string} slider.tip key of its explanation
 * @param {string} slider.label
 * @param {string} slider.text the number as people read it
 * @param {number} slider.max places, from 0
 * @param {number} slider.value the place
 * @param {(place: number) => void} slider.take
 * @param {string | null | undefined} [slider.message] what is wrong
 */
function slider({ key, tip, label, text, max, value, take, message }) {
  return html`<label class="slider" data-field=${placeName(['data', key])} data-tip=${tip} ?data-wrong=${Boolean(message)}>
    <span>${label}</span><output>${text}</output>
    <input
      type="range"
      min="0"
      max=${max}
      aria-valuetext=${text}
      .value=${String(value)}
      @change=${(/** @type {Event} */ event) =>
        take(Number(/** @type {HTMLInputElement} */ (event.target).value))}
    />
    ${message ? html`<span class="mistake">${icons.alarm} ${message}</span>` : nothing}
  </label>`;
}

/**
 * How many rows are used.
 *
 * @param {import('../state/experiment-store.js').ExperimentStore} store
 * @param {'train' | 'test'} key of the document's data
 * @param {{ tip: string, label: string, most: number, sizes: readonly number[] }} options `sizes`: where the slider stops,
 *   and at the most there are
 * @param {(size: number) => string} text
 */
export function sizeSlider(store, key, { tip, label, most, sizes }, text) {
  const size = store.document.data[key];
  const stops = [...sizes.filter((one) => one < most), most];
  return slider({
    key,
    tip,
    label,
    text: text(size),
    max: stops.length - 1,
    value: stops.findIndex((one) => one >= size),
    take: (place) => {
      const chosen = stops[place] ?? most;
      store.set(['data', key], String(chosen), chosen);
    },
    message: store.draft(['data', key])?.message,
  });
}

/**
 * A part of a whole, in steps.
 *
 * @param {import('../state/experiment-store.js').ExperimentStore} store
 * @param {'noise' | 'label_noise'} key of the document's data
 * @param {{ tip: string, label: string, text: (value: number) => string }} options
 * @param {number} [steps] from nothing to the whole
 */
export function shareSlider(store, key, { tip, label, text }, steps = 20) {
  const value = store.document.data[key] ?? 0;
  return slider({
    key,
    tip,
    label,
    text: text(value),
    max: steps,
    value: Math.round(steps * value),
    take: (place) => store.set(['data', key], String(place / steps), place / steps),
  });
}
