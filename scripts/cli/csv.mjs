/**
 * @param {readonly unknown[]} row
 * @returns {string} a line of CSV (RFC 4180); null and undefined become empty
 */
export function csvLine(row) {
  return `${row.map(cell).join(',')}\r\n`;
}

/** @param {unknown} value */
function cell(value) {
  if (typeof value !== 'string') return String(value ?? '');
  // A spreadsheet would take such a text for a formula and carry it out.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
