import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import { tables } from '../../web/engine/tables.js';

const sections = {
  optimizer: tables.optimizers,
  init: tables.initializers,
  schedule: tables.schedules,
  clip: tables.clips,
};

/** @param {readonly { name: string, params: readonly { name: string }[] }[]} rows @param {string} key */
const having = (rows, key) =>
  rows.find(({ params }) => params.some(({ name }) => name.replace(/\[.*/, '') === key))?.name;

/**
 * @param {string} place of `placeNames`
 * @returns {string} the link of a small experiment that has it
 */
export function linkWith(place) {
  const [section = '', key = ''] = place.split('.');
  const layer = having(tables.activations, section === 'layers' ? key : '') ?? 'relu';
  const data = dataWith(place);
  /** @type {Record<string, unknown>} */
  const document = {
    strata: 1,
    data,
    layers: [
      { type: 'linear', units: 8 },
      { type: 'activation', name: layer },
      { type: 'linear', units: data.name === 'mnist' ? 10 : 2 },
    ],
    batch: 2,
  };
  const rows = sections[/** @type {keyof typeof sections} */ (section)];
  const name = rows && having(rows, key);
  if (name) document[section] = { name };
  return `#e=${encodeLink(parseExperiment(document))}`;
}

/** @param {string} place */
function dataWith(place) {
  if (place === 'data.test') return { name: 'moons', train: 200, test: 200 };
  if (place !== 'data.points') return { name: 'mnist', train: 200, test: 200 };
  const points = [
    [0, 0, 0],
    [1, 1, 1],
  ];
  return { name: 'points', points };
}
