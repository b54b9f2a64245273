/** @param {Float32Array} values @param {number} rows @param {number} columns @returns {Float32Array} columns as rows */
export function transposed(values, rows, columns) {
  return Float32Array.from(
    { length: values.length },
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
  );
}

/** @param {Float32Array} row @param {number} times @returns {Float32Array} that row so many times */
export function repeatedRow(row, times) {
  const all = new Float32Array(row.length * times);
  for (let i = 0; i < times; i++) all.set(row, i * row.length);
  return all;
}
