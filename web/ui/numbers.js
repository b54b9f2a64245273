/** Numbers as people read them: fixed decimals, grouped digits, a true minus. */

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** @param {number} value */
export function count(value) {
  return whole.format(value).replace('-', '−');
}

/**
 * @param {number | null | undefined} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Math.abs(value) >= 1e5) return value.toExponential(1).replace('e+', 'e').replace('-', '−');
  return value.toFixed(decimals).replace('-', '−');
}

/**
 * @param {number | null | undefined} value a share from 0 to 1
 * @returns {string} with one decimal; a no-break space before the sign
 */
export function percent(value) {
  return value === null || value === undefined ? '–' : `${fixed(100 * value, 1)} %`;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
