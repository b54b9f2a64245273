import { tables } from '../../engine/tables.js';
import { plain } from '../numbers.js';
import { labelOf } from '../words/told.js';
import { t } from '../words/words.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */

/** @typedef {{ title: string, change: string, document: Record<string, unknown> }} Cure one thing changed */

/** Functions whose values or slopes grow with their argument without bound. */
const WILD = ['polynomial', 'unbounded'];

/**
 * Changes that may keep the numbers finite, each of one thing. Which of them help is to be tried.
 *
 * @param {Experiment} document
 * @param {number} layer in which a number was not finite
 * @returns {Cure[]}
 */
export function curesFor(document, layer) {
  return [slower(document), clipped(document), tamed(document, layer), smaller(document)].filter(
    (cure) => cure !== null,
  );
}

/** @param {Experiment} document @returns {Cure} */
function slower(document) {
  const { optimizer } = document;
  const lr = Number((Number(optimizer.lr) / 10).toPrecision(6));
  return {
    title: t('recipe.lr'),
    change: t('cure.change', { from: plain(Number(optimizer.lr)), to: plain(lr) }),
    document: { ...document, optimizer: { ...optimizer, lr } },
  };
}

/** @param {Experiment} document @returns {Cure} */
function clipped(document) {
  const { clip } = document;
  const limit = clip.name === 'norm' ? Number(clip.max_norm) / 10 : 1;
  const row = tables.clips.find(({ name }) => name === clip.name);
  const from = {
    none: t('cure.off'),
    norm: t('cure.norm', { limit: plain(Number(clip.max_norm)) }),
  }[clip.name];
  return {
    title: t('recipe.clip'),
    change: t('cure.change', {
      from: from ?? (row ? labelOf('clip', row) : ''),
      to: t('cure.norm', { limit: plain(limit) }),
    }),
    document: { ...document, clip: { name: 'norm', max_norm: limit } },
  };
}

/**
 * @param {Experiment} document
 * @param {number} layer
 * @returns {Cure | null} null where no activation is to blame
 */
function tamed(document, layer) {
  const { layers } = document;
  const groupOf = (/** @type {string} */ name) =>
    tables.activations.find((row) => row.name === name)?.group ?? '';
  const wild = layers.filter(
    (one) => one.type === 'activation' && WILD.includes(groupOf(one.name)),
  );
  const at = layers[layer];
  const from = at?.type === 'activation' ? at : wild[0];
  if (from?.type !== 'activation') return null;
  const to = from.name === 'relu' ? 'tanh' : 'relu';
  return {
    title: t('layer.activation'),
    change: t('cure.change', { from: from.name, to }),
    document: {
      ...document,
      layers: layers.map((one) =>
        one.type === 'activation' && one.name === from.name
          ? { type: 'activation', name: to }
          : one,
      ),
    },
  };
}

/** @param {Experiment} document @returns {Cure} */
function smaller(document) {
  const { init } = document;
  const gain = init.name === 'xavier_uniform' ? Number(init.gain) / 2 : 0.5;
  return {
    title: t('recipe.init'),
    change: t('cure.change', { from: init.name, to: `xavier_uniform, gain ${plain(gain)}` }),
    document: { ...document, init: { name: 'xavier_uniform', gain } },
  };
}
