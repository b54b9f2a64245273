import { html } from 'lit';
import { icons } from '../icons.js';
import { iconButton } from '../tip/icon-button.js';

const MARGIN = 8;

/**
 * A button that opens further fields under it.
 *
 * @param {string} id unique in the page
 * @param {string} name of the button and of what it opens
 * @param {unknown} content
 * @param {string} [tip] key of the button's explanation
 */
export function more(id, name, content, tip = 'more') {
  return html`${iconButton({ name, icon: icons.more, tip, kind: 'more', opens: id })}
    <div class="popover" popover id=${id} role="group" aria-label=${name} @beforetoggle=${place}>${content}</div>`;
}

/** Puts a popover under its button, within the window. @param {ToggleEvent} event */
export function place(event) {
  if (event.newState !== 'open') return;
  const popover = /** @type {HTMLElement} */ (event.target);
  const button = document.querySelector(`[popovertarget="${popover.id}"]`);
  if (!button) return;
  const { left, bottom } = button.getBoundingClientRect();
  popover.style.top = `${bottom + MARGIN / 2}px`;
  popover.style.left = `${left}px`;
  requestAnimationFrame(() => {
    const { width, height } = popover.getBoundingClientRect();
    // Without the page's scroll bar.
    const { clientWidth, clientHeight } = document.documentElement;
    const room = { x: clientWidth - width - MARGIN, y: clientHeight - height - MARGIN };
    popover.style.left = `${Math.max(MARGIN, Math.min(left, room.x))}px`;
    popover.style.top = `${Math.max(MARGIN, Math.min(bottom + MARGIN / 2, room.y))}px`;
  });
}
