import { stagesOf } from '../stack/stages.js';
import { hasClasses, rowOf } from '../state/sets.js';
import { theme } from '../theme.js';
import { quantityWords } from '../words/told.js';
import { t } from '../words/words.js';
import { layerTables, pointsOf } from './layer-tables.js';
import { confusionTable, digitTable, inputsTable } from './other-tables.js';
import { confusionPicture, layerPicture } from './pictures.js';

/** What there are numbers of: each layer, the mix-ups, the digit. */

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('./layer-tables.js').Table} Table */
/**
 * @typedef {object} Subject
 * @property {string} id part of a file name
 * @property {string} name
 * @property {number} step at which these are its numbers
 * @property {Table[]} tables
 * @property {import('../charts/export/picture.js').Picture | null} picture
 */

/** @param {Session} session @returns {string[]} the layers first, in the order of the stack */
export function subjectNames({ experiment }) {
  const { hidden } = stagesOf(experiment.document.layers);
  return [
    ...hidden.map((_, i) => t('layer.name', { number: i + 1 })),
    t('layer.output'),
    ...(hasClasses(experiment.document) ? [t('confusion.title')] : []),
    t('numbers.digit'),
  ];
}

/**
 * @param {Session} session
 * @param {number} which its place among the names
 * @returns {Promise<Subject>}
 */
export async function subjectOf(session, which) {
  const name = subjectNames(session)[which] ?? '';
  const { hidden, output } = stagesOf(session.experiment.document.layers);
  const stage = [...hidden, output][which];
  if (stage) {
    const id = stage === output ? 'output' : `layer-${which + 1}`;
    return layerSubject(session, stage, id, name);
  }
  const classes = hasClasses(session.experiment.document);
  if (classes && which === hidden.length + 1) return confusionSubject(session, name);
  const step = session.look.views?.step ?? 0;
  return { id: 'digit', name, step, tables: inputTables(session), picture: null };
}

/** @param {Session} session @returns {Table[]} what goes into the network */
function inputTables({ digit, experiment }) {
  const { flowing } = digit;
  if (flowing === null) return [];
  if (flowing instanceof Uint8Array) return [digitTable(flowing)];
  const names = rowOf(experiment.document).inputs.map(({ name }) => quantityWords(name));
  return [inputsTable(flowing, names)];
}

/**
 * @param {Session} session
 * @param {import('../stack/stages.js').Stage} stage
 * @param {string} id
 * @param {string} name
 * @returns {Promise<Subject>}
 */
async function layerSubject(session, stage, id, name) {
  const { look } = session;
  const last = stage.activations.at(-1);
  // Training goes on while the curve is asked for: both are of the same views.
  const { views } = look;
  const view = last && views?.layers[last.index];
  const curve = view && last ? await curveOf(session, last, view) : null;
  const gradients = look.gradients(stage.linear.index) ?? { x: [], y: [] };
  const tables = layerTables({ look, views }, stage, curve);
  const captions = {
    curve: t('numbers.curve', { name: last?.layer.type === 'activation' ? last.layer.name : '' }),
    histogram: t('numbers.z'),
    gradient: t('numbers.gradient-axis'),
    steps: t('results.steps'),
  };
  const activation = view && curve ? { view, curve } : null;
  const picture = layerPicture({ title: name, activation, gradients }, captions, (property) =>
    theme.colour(property),
  );
  return { id, name, step: views?.step ?? 0, tables, picture: tables.length > 0 ? picture : null };
}

/**
 * @param {Session} session
 * @param {import('../stack/stages.js').Placed} activation
 * @param {import('../../worker/protocol.js').LayerView} view
 */
function curveOf(session, { layer }, view) {
  if (layer.type !== 'activation') return null;
  const { type: _, name, ...parameters } = layer;
  return session.activationCurves.of(name, parameters, view.high, pointsOf(view));
}

/** @param {Session} session @param {string} name @returns {Subject} */
function confusionSubject({ run }, name) {
  const { test } = run;
  if (!test) return { id: 'confusion', name, step: 0, tables: [], picture: null };
  const captions = {
    title: name,
    what: t('confusion.what'),
    right: t('confusion.right'),
  };
  return {
    id: 'confusion',
    name,
    step: test.step,
    tables: [confusionTable(test.confusion)],
    picture: confusionPicture(test.confusion, captions, (property) => theme.colour(property)),
  };
}
