/** @typedef {{ title: string, align?: 'left' | 'right' }} Column numbers are on the right, which is the default */

/**
 * @param {Column[]} columns
 * @param {string[][]} rows
 * @returns {string} lines of equal columns
 */
export function formatTable(columns, rows) {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, i) =>
    Math.max(...[titles, ...rows].map((row) => row[i]?.length ?? 0)),
  );
  const line = (/** @type {string[]} */ cells) =>
    columns
      .map(({ align = 'right' }, i) => {
        const [cell, width] = [cells[i] ?? '', widths[i] ?? 0];
        return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [line(titles), rule, ...rows.map(line)].join('\n');
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** @param {number} value */
export function formatWhole(value) {
  return whole.format(value);
}

/**
 * @param {number} value
 * @param {number} [digits]
 */
export function formatDigits(value, digits = 3) {
  if (value >= 10 ** (digits - 1)) return formatWhole(value);
  return value.toPrecision(digits);
}

/**
 * @param {number} share
 * @param {number} [decimals]
 */
export function formatPercent(share, decimals = 1) {
  return `${(100 * share).toFixed(decimals)} %`;
}
