/** What may be chosen: as the system has it, or always light or dark. */
export const schemes = /** @type {const} */ (['auto', 'light', 'dark']);
/** @typedef {(typeof schemes)[number]} Scheme */
