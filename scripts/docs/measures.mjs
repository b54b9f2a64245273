import { measures } from '../../web/engine/lesson/measures.js';
import { inline, tableOf } from './html.mjs';
import { rowTexts } from './jsdoc.mjs';

const file = new URL('../../web/engine/lesson/measures.js', import.meta.url);

const layers = {
  none: '–',
  linear: 'a linear one',
  activation: 'an activation',
  activations: 'an activation; without <code>layer</code>, all of them',
};

const forms = {
  share: 'share, 0 to 1',
  number: 'number',
  count: 'whole number',
  step: 'step, from 1',
};

/** @returns {string} the figures that a lesson can speak of, with what comments say of them, as HTML */
export function measureTable() {
  const texts = rowTexts(file, 'measures');
  const rows = measures.map(({ name, layer, form }) => {
    const text = texts.get(name);
    if (!text) throw new Error(`The measure ${name} is not described.`);
    return [`<code>${name}</code>`, inline(text), layers[layer], forms[form]];
  });
  return tableOf(['measure', 'what', '<code>layer</code>', 'is a'], rows, 'Measures');
}
