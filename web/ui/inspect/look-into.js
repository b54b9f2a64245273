/** The way into a unit's sum, and out again. */

/** @typedef {import('../state/look-store.js').LookStore} LookStore */
/** @typedef {{ layer: number, unit: number }} Unit */

/**
 * A unit is pressed. From the keyboard a second press leads into what the first has opened.
 *
 * @param {LookStore} look
 * @param {Unit} unit
 * @param {MouseEvent} press
 */
export function lookInto(look, unit, { detail }) {
  if (!isShown(look, unit)) look.select(unit);
  else if (detail === 0) enterInspector();
}

/** @param {LookStore} look @param {Unit} unit @returns {boolean} whether its sum is shown */
export function isShown({ selected }, { layer, unit }) {
  return selected?.layer === layer && selected.unit === unit;
}

/** Escape at a unit closes what it has opened. @param {LookStore} look @param {KeyboardEvent} event */
export function leaveUnit(look, { key }) {
  if (key === 'Escape' && look.selected) look.select(null);
}

export async function enterInspector() {
  const inspector = /** @type {import('../element.js').PageElement | null} */ (
    document.querySelector('strata-inspector')
  );
  await inspector?.updateComplete;
  /** @type {HTMLElement | null | undefined} */ (inspector?.querySelector('.inspector'))?.focus();
}
