/** What a page that embeds this one may hide or lock: places of the document, and parts of the page. */
import { placeNames } from '../../engine/experiment/names.js';

const bar = (/** @type {string} */ tip) => `strata-run-bar [data-tip="${tip}"]`;

/** Parts of the page that are no places of the document, by selector. What is not a result is named after what it does. */
export const parts = {
  title: 'strata-run-bar h1',
  run: bar('run'),
  step: bar('step'),
  epoch: bar('epoch'),
  reset: bar('reset'),
  speed: bar('speed'),
  readouts: 'strata-run-bar .figures',
  undo: bar('undo'),
  redo: bar('redo'),
  lessons: bar('lessons'),
  share: bar('share'),
  language: bar('language'),
  theme: bar('theme'),
  help: 'strata-help > button',
  progress: 'strata-progress-line > .progress',
  check: 'strata-claimed',
  lesson: 'strata-lesson, a[href="#lesson-title"]',
  recipe: 'strata-recipe',
  draw: 'strata-draw',
  pick: '[data-tip="draw-pick"], [data-tip="draw-test"], [data-tip="set-next"]',
  digits: 'strata-own, strata-keep',
  batch_images: 'strata-batch',
  points: 'strata-plane',
  view: '.view-menu',
  twin: 'strata-twin-switch',
  layer_editing: 'strata-stack > header > .add, strata-stack .card > div > header > button',
  activations: 'strata-stack [data-tip="picker"]',
  units: 'strata-tiles',
  curves: 'strata-plot',
  answer: 'strata-answer',
  gradients: 'strata-flow, strata-stack > .flow-title',
  numbers: 'strata-open-numbers',
  results: '#results',
  charts: 'strata-charts',
  earlier_runs: 'strata-earlier',
  confusion: 'strata-confusion',
  mistakes: 'strata-mistakes',
  cures: '.cures, h3:has(+ .cures)',
  cost: 'strata-page > footer',
};

/** @typedef {keyof typeof parts} Part */

const places = placeNames();
/** What can be hidden or locked. */
export const allNames = Object.freeze([...Object.keys(parts), ...places]);

/** @param {string} name @returns {name is Part} */
const isPart = (name) => Object.hasOwn(parts, name);

/**
 * @param {readonly string[]} names
 * @returns {Part[]} that these stand for, with those that come with a place of the document
 */
export function partsIn(names) {
  const others = names.includes('layers') ? ['layer_editing'] : [];
  return [...new Set([...names, ...others])].filter(isPart);
}

/**
 * @param {readonly string[]} names
 * @returns {string[]} places of the document among them, and those whose controls are in these parts
 */
export function placesIn(names) {
  const recipe = places.filter((name) => !/[.]|^(data|layers|goals)$/.test(name));
  const others = names.includes('recipe') ? recipe : [];
  return [...new Set([...names, ...others])].filter((name) => places.includes(name));
}

/** @param {readonly string[]} names @returns {string} selector of these parts; none matches if there are none */
export function selectorOfParts(names) {
  return (
    partsIn(names)
      .map((name) => parts[name])
      .join(', ') || ':not(*)'
  );
}

/**
 * Selector of what edits these places: the fields, whose `data-field` is the place, and those of what is in a place. The
 * field of an optimiser's name has the optimiser as its place.
 *
 * @param {readonly string[]} names
 * @returns {string} that matches nothing if there are none
 */
export function selectorOfPlaces(names) {
  const selectors = placesIn(names).flatMap((name) => {
    const [, section] = /^(.+)[.]name$/.exec(name) ?? [];
    if (section !== undefined) return [`[data-field="${section}"]`];
    return [`[data-field="${name}"]`, `[data-field^="${name}."]`];
  });
  return selectors.join(', ') || ':not(*)';
}
