/**
 * @param {number} value a 32-bit float
 * @returns {string} the fewest digits (at most nine) that give the same float again
 */
export function shortest(value) {
  if (Object.is(value, -0)) return '-0';
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}
