import { thinned } from '../state/curves.js';
import { t } from '../words/words.js';

/** What a layer's pictures show, as tables. */

/** @typedef {import('../state/look-store.js').LookStore} LookStore */
/** @typedef {import('../stack/stages.js').Stage} Stage */
/** @typedef {import('../../worker/protocol.js').Curve} Curve */
/** @typedef {import('../../worker/protocol.js').LayerView} LayerView */

/** @typedef {'whole' | 'number' | 'share'} CellKind how a column's numbers are written; shares go from 0 to 1 */
/** @typedef {{ name: string, kind: CellKind }} Column */
/**
 * @typedef {object} Table
 * @property {string} id part of a file name
 * @property {string} caption
 * @property {readonly Column[]} columns the first one names the row
 * @property {readonly (readonly (number | string | null)[])[]} rows
 */

/** Rows of a history at most. */
const MOST = 100;

/**
 * @param {{ look: LookStore, views: LookStore['views'] }} seen
 * @param {Stage} stage
 * @param {Curve | null} curve of its last activation, at `pointsOf` points across the histogram
 * @returns {Table[]} those there is something to put in
 */
export function layerTables({ look, views }, { linear, activations }, curve) {
  const last = activations.at(-1);
  const view = last && views?.layers[last.index];
  const outputs = views?.outputs?.[last?.index ?? linear.index];
  return [
    ...(view && curve ? [histogram(view, curve)] : []),
    ...norms(look, linear.index),
    ...gradients(look, linear.index),
    ...edges(views, linear.index),
    ...(outputs ? [responses(outputs)] : []),
  ];
}

/** Points of a curve for one part of a histogram: one is in its middle. */
const PER_PART = 4;

/** @param {LayerView} view @returns {number} points of the curve that goes with its histogram */
export function pointsOf({ counts }) {
  return PER_PART * counts.length + 1;
}

/**
 * @param {LayerView} view
 * @param {Curve} curve
 * @returns {Table}
 */
function histogram({ low, high, counts, below, above }, { f, slope }) {
  const all = counts.reduce((sum, part) => sum + part, below + above);
  const width = (high - low) / counts.length;
  const at = (/** @type {number} */ i) => low + i * width;
  const outside = (
    /** @type {number | null} */ from,
    /** @type {number | null} */ to,
    /** @type {number} */ images,
  ) => (images > 0 ? [[from, to, images, images / all, null, null]] : []);
  return {
    id: 'pre-activations',
    caption: t('numbers.histogram', { total: all }),
    columns: [
      { name: t('numbers.from'), kind: 'number' },
      { name: t('numbers.to'), kind: 'number' },
      { name: t('numbers.how-many'), kind: 'whole' },
      { name: t('numbers.share'), kind: 'share' },
      { name: t('numbers.f'), kind: 'number' },
      { name: t('numbers.slope'), kind: 'number' },
    ],
    rows: [
      ...outside(null, low, below),
      ...[...counts].map((part, i) => {
        const middle = PER_PART * i + PER_PART / 2;
        return [at(i), at(i + 1), part, part / all, f[middle] ?? null, slope[middle] ?? null];
      }),
      ...outside(high, null, above),
    ],
  };
}

/**
 * @param {LookStore} look
 * @param {number} layer
 * @returns {Table[]}
 */
function norms({ norms: measured }, layer) {
  const found = measured?.layers[layer];
  if (!measured || !found) return [];
  const { outputGradient, gradient, weight, update } = found;
  return [
    {
      id: 'norms',
      caption: t('numbers.norms', { step: measured.step }),
      columns: [
        { name: t('numbers.norm'), kind: 'number' },
        { name: t('numbers.value'), kind: 'number' },
      ],
      rows: [
        ['‖∂L/∂z‖', outputGradient],
        ['‖∂L/∂W‖', gradient],
        ['‖W‖', weight],
        ['‖ΔW‖', update],
        ['‖ΔW‖ ÷ ‖W‖', weight > 0 ? update / weight : null],
      ],
    },
  ];
}

/**
 * @param {LookStore} look
 * @param {number} layer
 * @returns {Table[]}
 */
function gradients(look, layer) {
  const history = look.gradients(layer);
  if (!history || history.x.length === 0) return [];
  const { x, y } = thinned(history, MOST);
  return [
    {
      id: 'gradients',
      caption: t('numbers.gradients'),
      columns: [
        { name: t('table.step'), kind: 'whole' },
        { name: '‖∂L/∂z‖', kind: 'number' },
      ],
      rows: x.map((step, i) => [step, y[i] ?? null]),
    },
  ];
}

/**
 * @param {LookStore['views']} views
 * @param {number} layer
 * @returns {Table[]} the edges that lead to it, the thickest first
 */
function edges(views, layer) {
  const list = views?.edges.find(({ to }) => to === layer)?.list;
  if (!list) return [];
  const rows = Array.from({ length: Math.floor(list.length / 3) }, (_, i) => {
    const [from = 0, to = 0, weight = 0] = list.subarray(3 * i, 3 * i + 3);
    return [from + 1, to + 1, weight];
  });
  return [
    {
      id: 'weights',
      caption: t('numbers.edges'),
      columns: [
        { name: t('numbers.from-unit'), kind: 'whole' },
        { name: t('numbers.to-unit'), kind: 'whole' },
        { name: t('numbers.weight'), kind: 'number' },
      ],
      rows,
    },
  ];
}

/** @param {Float32Array} outputs @returns {Table} */
function responses(outputs) {
  return {
    id: 'responses',
    caption: t('numbers.responses'),
    columns: [
      { name: t('numbers.unit'), kind: 'whole' },
      { name: t('numbers.response'), kind: 'number' },
    ],
    rows: [...outputs].map((value, unit) => [unit + 1, value]),
  };
}
