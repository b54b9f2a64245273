import { canonical } from '../../../engine/experiment/index.js';
import { nameOf } from '../../state/run-names.js';
import { theme } from '../../theme.js';
import { t } from '../../words/words.js';
import { sceneOf } from '../scene.js';
import { csvOf, jsonOf, rowsOf } from './log.js';
import { pictureOf } from './picture.js';
import { pngOf } from './picture-canvas.js';
import { svgOf } from './picture-svg.js';

/** @typedef {import('../../state/session.js').Session} Session */

/** Pixels of a PNG for one of the drawing. */
const SCALE = 2;

/**
 * Hands the present run to the browser as a file.
 *
 * @param {'png' | 'svg' | 'csv' | 'json'} kind
 * @param {Session} session
 * @param {boolean} log whether the loss has a logarithmic axis
 */
export async function saveAs(kind, session, log) {
  const name = nameOf(session.earlier.trained);
  const blob = await { png, svg, csv, json }[kind](session, name, log);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `strata-${slug(name)}.${kind}`;
  link.click();
  // The browser has to have read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {Session} session @param {string} name @param {boolean} log */
function picture(session, name, log) {
  const captions = {
    title: name,
    accuracy: t('results.accuracy-axis'),
    loss: t(log ? 'results.loss-log' : 'results.loss'),
    steps: t('results.steps'),
    test: t('results.test'),
    train: t('results.train'),
    own: t('results.own'),
    present: t('earlier.this'),
  };
  return pictureOf(sceneOf(session, log), captions, (property) => theme.colour(property));
}

/** @param {Session} session @param {string} name @param {boolean} log */
function png(session, name, log) {
  return pngOf(picture(session, name, log), SCALE, getComputedStyle(document.body).fontFamily);
}

/** @param {Session} session @param {string} name @param {boolean} log */
function svg(session, name, log) {
  return new Blob([svgOf(picture(session, name, log))], { type: 'image/svg+xml' });
}

/** @param {Session} session */
function csv(session) {
  return new Blob([csvOf(logOf(session))], { type: 'text/csv' });
}

/** @param {Session} session @param {string} name */
function json(session, name) {
  const { fingerprint = null, pristine = false } = session.run.snapshot ?? {};
  const experiment = canonical(session.earlier.trained);
  const text = jsonOf({ name, experiment, fingerprint, pristine, rows: logOf(session) });
  return new Blob([text], { type: 'application/json' });
}

/** @param {Session} session */
function logOf({ run }) {
  return rowsOf(run.curves, (step) => run.epochAt(step));
}

/** @param {string} name @returns {string} fit for a file */
function slug(name) {
  return name
    .replaceAll(/[^\w.]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 80);
}
