import { html, svg } from 'lit';

/** @param {import('lit').TemplateResult} shape drawn with the text's colour on 16 × 16 */
function icon(shape) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>`;
}

/** @param {string} d */
function lines(d) {
  return icon(svg`<path d=${d} />`);
}

/** @param {string} d */
function solid(d) {
  return icon(svg`<path class="solid" d=${d} />`);
}

export const icons = {
  twin: lines('M6 11.5a4 4 0 1 1 .01 0M10 4.6a4 4 0 1 1 -.6 7.7'),
  book: lines(
    'M8 4.2C6.6 3.2 4.8 2.8 2 2.8v9.6c2.8 0 4.6.4 6 1.4c1.4-1 3.2-1.4 6-1.4V2.8c-2.8 0-4.6.4-6 1.4v9.6',
  ),
  search: lines('M7 2.5a4.5 4.5 0 1 0 .01 0M10.3 10.3L14 14'),
  curve: lines('M2 12.5h4.5L13.5 3.5M2 14.5v-12'),
  help: lines(
    'M8 14.2A6.2 6.2 0 1 1 8.01 14.2M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.7-.8 1.3M8 11.4v.1',
  ),
  more: icon(svg`<path class="dots" d="M3.5 8h0M8 8h0M12.5 8h0" />`),
  check: lines('M3.5 8.5l3 3l6-7'),
  epoch: icon(svg`<path class="solid" d="M2 3v10l5.5-5zM8.5 3v10L14 8z" />`),
  run: solid('M4 2.5v11l9.5-5.5z'),
  pause: solid('M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z'),
  step: icon(svg`<path class="solid" d="M3 2.5v11L11 8z" /><path d="M13 2.5v11" />`),
  reset: lines('M3 3v3.5h3.5M3.2 6.3A5.4 5.4 0 1 1 2.6 9'),
  enlarge: lines('M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9'),
  list: lines('M2.5 4h.1M2.5 8h.1M2.5 12h.1M5.5 4h8M5.5 8h8M5.5 12h8'),
  add: lines('M8 3v10M3 8h10'),
  open: lines('M4 6.5l4 4l4-4'),
  less: lines('M3.5 8h9'),
  remove: lines('M4 4l8 8M12 4l-8 8'),
  earlier: lines('M13.5 8h-11M7 3.5L2.5 8L7 12.5'),
  later: lines('M2.5 8h11M9 3.5L13.5 8L9 12.5'),
  duplicate: lines('M6 6h7.5v7.5H6zM3.5 10H2.5V2.5H10v1'),
  undo: lines('M6.5 3L3 6.5L6.5 10M3.2 6.5H9.5a3.5 3.5 0 0 1 0 7H7'),
  redo: lines('M9.5 3L13 6.5L9.5 10M12.8 6.5H6.5a3.5 3.5 0 0 0 0 7H9'),
  moon: lines('M13 9.6A5.6 5.6 0 0 1 6.4 3A5.6 5.6 0 1 0 13 9.6z'),
  sun: lines(
    'M8 5.2a2.8 2.8 0 1 0 .01 0M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13',
  ),
  share: lines('M8 10V2M4.8 5L8 1.8L11.2 5M3 8.5v5h10v-5'),
  dice: icon(
    svg`<path d="M2.5 2.5h11v11h-11z" /><path class="dots" d="M5.5 5.5h0M10.5 5.5h0M8 8h0M5.5 10.5h0M10.5 10.5h0" />`,
  ),
  clear: lines('M2.5 10.5L9 4l4 4l-5.5 5.5H5.5zM7 13.5h6.5'),
  keep: lines('M4.5 2.5h7v11L8 10.8L4.5 13.5z'),
  kept: icon(svg`<path class="solid" d="M4 2h8v12.4L8 11.3L4 14.4z" />`),
  next: lines(
    'M3 4.5h2.5l5 7H13M13 11.5l-2-2M13 11.5l-2 2M3 11.5h2.5l1.3-1.8M9.2 6.3l1.3-1.8H13M13 4.5l-2-2M13 4.5l-2 2',
  ),
  alarm: lines('M8 2.2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.2'),
};

export const logo = html`<svg class="logo" viewBox="0 0 20 20" aria-hidden="true">
  <path class="below" d="M2 13.5l8 4 8-4" />
  <path class="middle" d="M2 10l8 4 8-4" />
  <path class="top" d="M10 2.5l8 4-8 4-8-4z" />
</svg>`;
