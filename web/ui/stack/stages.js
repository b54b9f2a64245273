import { t } from '../words/words.js';

/** @typedef {import('../../engine/experiment/index.js').Layer} Layer */

/** @typedef {{ index: number, layer: Layer }} Placed a layer of the document with its place in it */

/**
 * What a card shows: a linear layer and the activations after it, in the document's order.
 * @typedef {{ linear: Placed, activations: Placed[] }} Stage
 */

/**
 * The layers of the document as the page stacks them.
 *
 * @param {readonly Layer[]} layers of a valid document, so one at least is linear
 * @returns {{ before: Placed[], hidden: Stage[], output: Stage }} `before`: activations of the input itself
 */
export function stagesOf(layers) {
  /** @type {Placed[]} */
  const before = [];
  /** @type {Stage[]} */
  const stages = [];
  for (const [index, layer] of layers.entries()) {
    const last = stages.at(-1);
    if (layer.type === 'linear') stages.push({ linear: { index, layer }, activations: [] });
    else (last?.activations ?? before).push({ index, layer });
  }
  const output = /** @type {Stage} */ (stages.pop());
  return { before, hidden: stages, output };
}

/**
 * @param {ReturnType<typeof stagesOf>} stages
 * @returns {Layer[]}
 */
export function layersOf({ before, hidden, output }) {
  const flat = [...hidden, output].flatMap(({ linear, activations }) => [linear, ...activations]);
  return [...before, ...flat].map(({ layer }) => layer);
}

/**
 * A stage that goes well with those before it.
 *
 * @param {Stage | undefined} last
 * @returns {Stage}
 */
export function anotherStage(last) {
  if (last) return copyOf(last);
  const placed = (/** @type {any} */ layer) => ({ index: -1, layer: /** @type {Layer} */ (layer) });
  return {
    linear: placed({ type: 'linear', units: 32 }),
    activations: [placed({ type: 'activation', name: 'relu' })],
  };
}

/**
 * @param {Stage} stage
 * @returns {Stage} with layers of its own
 */
export function copyOf({ linear, activations }) {
  const copy = (/** @type {Placed} */ { layer }) => ({ index: -1, layer: { ...layer } });
  return { linear: copy(linear), activations: activations.map(copy) };
}

/**
 * @param {readonly Layer[]} layers
 * @param {number} index in the document
 * @returns {string} the layer with its activation, in words
 */
export function stageName(layers, index) {
  const { hidden } = stagesOf(layers);
  const number = hidden.findIndex(
    ({ linear, activations }) => index <= (activations.at(-1) ?? linear).index,
  );
  return number < 0 ? t('place.output') : t('place.layer', { number: number + 1 });
}

/**
 * A layer of the document by the name that the page gives it.
 *
 * @param {readonly Layer[]} layers
 * @param {number} index
 */
export function layerName(layers, index) {
  const place = stageName(layers, index);
  const layer = layers[index];
  return layer?.type === 'activation' ? t('place.activation', { name: layer.name, place }) : place;
}
