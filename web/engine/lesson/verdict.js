/** @typedef {import('./index.js').Condition} Condition */
/** @typedef {import('./index.js').Figure} Figure */

/**
 * What has been measured, by `keyOf`.
 * @typedef {ReadonlyMap<string, number>} Found
 */

/**
 * @param {'a' | 'b'} twin
 * @param {Figure} figure
 */
export function keyOf(twin, { measure, layer, after }) {
  return [twin, measure, layer ?? '', after ?? 'end'].join(' ');
}

/**
 * @param {Figure} figure
 * @param {Found} found
 * @returns {number} NaN if it has not been measured or cannot be told
 */
function figureOf(figure, found) {
  const of = (/** @type {'a' | 'b'} */ twin) => found.get(keyOf(twin, figure)) ?? Number.NaN;
  if (figure.of === 'b-a') return of('b') - of('a');
  if (figure.of === 'b/a') return of('b') / of('a');
  return of(figure.of);
}

/**
 * @param {Condition} condition
 * @param {Found} found
 * @returns {boolean} whether its figure lies within its bounds, which belong to it; never if it cannot be told
 */
function holds(condition, found) {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = condition;
  const figure = figureOf(condition, found);
  return figure >= min && figure <= max;
}

/**
 * @template {Condition} C
 * @param {readonly C[]} conditions
 * @param {Found} found
 * @returns {{ expectation: C, value: number, met: boolean }[]}
 */
export function judge(conditions, found) {
  return conditions.map((expectation) => ({
    expectation,
    value: figureOf(expectation, found),
    met: holds(expectation, found),
  }));
}
