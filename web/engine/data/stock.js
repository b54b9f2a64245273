/** @typedef {import('../engine.js').Engine} Engine */
/** @typedef {import('../store.js').DataStore} DataStore */

/**
 * All of some data in a store of their own.
 *
 * @param {Engine} engine
 * @param {import('./load-data.js').LoadedData} data
 * @returns {DataStore} to be disposed of
 * @throws {import('../errors.js').StrataError} `memory`
 */
export function stock(engine, { input, train, test }) {
  const rows = (/** @type {typeof train} */ { inputs }) => inputs.length / input;
  const store = engine.createStore({
    train: rows(train),
    test: rows(test),
    input,
    numbers: train.inputs instanceof Float32Array,
    targets: 'labels' in train ? 0 : train.targets.length / rows(train),
  });
  store.append('train', train.inputs, answersOf(train));
  store.append('test', test.inputs, answersOf(test));
  return store;
}

/** @param {import('../store.js').ClassRows | import('../store.js').ValueRows} rows @returns their labels or targets */
export function answersOf(rows) {
  return 'labels' in rows ? rows.labels : rows.targets;
}
