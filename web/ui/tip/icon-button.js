import { html, nothing } from 'lit';

/**
 * A button that is an icon. Its name shows on hover and focus, with its explanation if there is one.
 *
 * @param {object} button
 * @param {string} button.name
 * @param {unknown} button.icon
 * @param {string} button.tip key of the explanation
 * @param {() => void} [button.act]
 * @param {boolean} [button.off] whether it can do nothing now; it can still be reached
 * @param {() => void} [button.refuse] says why, when it is pressed all the same
 * @param {string} [button.kind] further classes
 * @param {string | undefined} [button.opens] id of a popover
 */
export function iconButton({ name, icon, tip, act, off = false, refuse, kind = '', opens }) {
  return html`<button
    class="quiet ${kind}"
    type="button"
    aria-label=${name}
    aria-disabled=${off}
    data-tip=${tip}
    popovertarget=${opens ?? nothing}
    @click=${() => (off ? refuse : act)?.()}
  >${icon}</button>`;
}
