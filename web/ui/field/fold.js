import { html } from 'lit';
import { icons } from '../icons.js';
import { Changing } from '../state/listeners.js';

/** Tells when the page becomes narrow, or wide again. */
class Room extends Changing {
  #narrow = matchMedia('(max-width: 599px)');

  constructor() {
    super();
    this.#narrow.addEventListener('change', () => this.changed());
  }

  /** Whether the page is one column, so that settings are in the way of what they are for. */
  get narrow() {
    return this.#narrow.matches;
  }
}

export const room = new Room();

/**
 * Settings that fold into a line which sums them up, where the page is narrow.
 *
 * @param {string} title empty if the line says it all
 * @param {string} summary
 * @param {unknown} settings
 */
export function folded(title, summary, settings) {
  if (!room.narrow) return settings;
  return html`<details class="fold">
    <summary data-tip="fold"><span>${title}<small>${summary}</small></span>${icons.open}</summary>
    <div>${settings}</div>
  </details>`;
}
