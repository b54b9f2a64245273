/** @typedef {import('../engine/network.js').Network} Network */
/** @typedef {import('../engine/experiment/index.js').Layer} Layer */

/** @typedef {{ linear: number, activation: number, key: string }} Stage a linear layer and its last activation, -1 for none */

/**
 * Takes over the weights of an earlier network that still have a meaning: of layers that are the same, or were made wider
 * or narrower, behind an input that is the same.
 *
 * @param {Network} before
 * @param {Network} after freshly drawn
 * @returns {{ kept: number[], layers: number, whole: boolean }} which of its linear layers, counted from 0, got at least
 *   part of theirs; `whole`: nothing was left out or is new in these
 */
export function inherit(before, after) {
  const pairs = pairStages(stagesOf(before.sections.layers), stagesOf(after.sections.layers));
  const parameters = new Map(after.parameters().map((one) => [one.name, one]));
  /** @type {number[]} */
  const kept = [];
  let whole = true;
  for (const { from, to, number, follows } of pairs) {
    if (!follows) continue;
    for (const part of ['weight', 'bias']) {
      const [old, own] = [`${from.linear}.${part}`, parameters.get(`${to.linear}.${part}`)];
      const there = before.tensors.some(({ name }) => name === old);
      if (own && there) whole = copy(before.parameter(old), own) && whole;
      else if (own || there) whole = false;
    }
    const slope = parameters.get(`${to.activation}.weight`);
    const old = before.tensors.find(({ name }) => name === `${from.activation}.weight`);
    if (slope && old) copy(before.parameter(old.name), slope);
    kept.push(number);
  }
  after.setParameters([...parameters.values()]);
  return {
    kept: kept.sort((a, b) => a - b),
    layers: stagesOf(after.sections.layers).length,
    whole,
  };
}

/** @param {readonly Layer[]} layers @returns {Stage[]} */
function stagesOf(layers) {
  /** @type {Stage[]} */
  const stages = [];
  for (const [index, layer] of layers.entries()) {
    const last = stages.at(-1);
    if (layer.type === 'linear') {
      stages.push({ linear: index, activation: -1, key: JSON.stringify(layer) });
    } else if (last) {
      last.activation = index;
      last.key += JSON.stringify(layer);
    }
  }
  return stages;
}

/**
 * Which stages are the same: those before the edit, those after it, and between them one after the other.
 *
 * @param {Stage[]} before
 * @param {Stage[]} after
 */
function pairStages(before, after) {
  const least = Math.min(before.length, after.length);
  let front = 0;
  while (front < least && before[front]?.key === after[front]?.key) front++;
  let back = 0;
  while (back < least - front && before.at(-1 - back)?.key === after.at(-1 - back)?.key) back++;
  const between = Math.min(before.length, after.length) - front - back;
  /** @type {Map<number, number>} from the new ones to the old ones */
  const partners = new Map();
  for (let i = 0; i < front + between; i++) partners.set(i, i);
  for (let i = 1; i <= back; i++) partners.set(after.length - i, before.length - i);
  return [...partners].map(([number, old]) => ({
    number,
    from: /** @type {Stage} */ (before[old]),
    to: /** @type {Stage} */ (after[number]),
    // Columns belong to what comes before: it must be the same there.
    follows: number === 0 ? old === 0 : partners.get(number - 1) === old - 1,
  }));
}

/**
 * Copies the part that both have.
 *
 * @param {{ shape: readonly number[], data: Float32Array }} from
 * @param {{ shape: readonly number[], data: Float32Array }} to
 * @returns {boolean} whether that is all of both
 */
function copy(from, to) {
  const [rows, columns] = [0, 1].map((side) =>
    Math.min(from.shape[side] ?? 1, to.shape[side] ?? 1),
  );
  for (let row = 0; row < (rows ?? 0); row++) {
    for (let column = 0; column < (columns ?? 0); column++) {
      to.data[row * (to.shape[1] ?? 1) + column] =
        from.data[row * (from.shape[1] ?? 1) + column] ?? 0;
    }
  }
  return from.shape.join() === to.shape.join();
}
