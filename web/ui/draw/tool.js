import { html } from 'lit';

/**
 * A button that is an icon.
 *
 * @param {string} name
 * @param {unknown} icon
 * @param {() => void} act
 * @param {boolean} [disabled]
 */
export function tool(name, icon, act, disabled = false) {
  return html`<button class="quiet" type="button" aria-label=${name} aria-disabled=${disabled} @click=${act}>
    <span class="tip" title=${name} aria-hidden="true">${icon}</span>
  </button>`;
}
