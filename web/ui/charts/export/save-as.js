import { nameOf } from '../../state/run-names.js';
import { theme } from '../../theme.js';
import { t } from '../../words/words.js';
import { sceneOf } from '../scene.js';
import { handOver, pictureFile } from './hand-over.js';
import { csvOf, jsonOf, rowsOf, spacing, tableOf } from './log.js';
import { pictureOf } from './picture.js';

/** @typedef {import('../../state/session.js').Session} Session */

/**
 * Hands the present run to the browser as a file.
 *
 * @param {'png' | 'svg' | 'csv' | 'json'} kind
 * @param {Session} session
 * @param {boolean} log whether the loss has a logarithmic axis
 * @returns {Promise<boolean>} false if nobody can tell whether the browser takes it
 */
export async function saveAs(kind, session, log) {
  const name = nameOf(session.earlier.trained);
  const blob = await { png, svg, csv, json }[kind](session, name, log);
  return handOver(blob, name, kind);
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
    present: session.twin.document ? session.twin.shown.toUpperCase() : t('earlier.this'),
  };
  return pictureOf(sceneOf(session, log), captions, (property) => theme.colour(property));
}

/** @param {Session} session @param {string} name @param {boolean} log */
function png(session, name, log) {
  return pictureFile(picture(session, name, log), 'png');
}

/** @param {Session} session @param {string} name @param {boolean} log */
function svg(session, name, log) {
  return pictureFile(picture(session, name, log), 'svg');
}

/** @param {Session} session */
function csv(session) {
  return new Blob([csvOf(logOf(session))], { type: 'text/csv' });
}

/** @param {Session} session @param {string} name */
function json(session, name) {
  const { fingerprint = null, pristine = false } = session.run.snapshot ?? {};
  const { run, earlier } = session;
  const text = jsonOf({
    name,
    experiment: earlier.trained,
    fingerprint,
    pristine,
    train_loss_every: spacing(run.curves.losses),
    last: tableOf(run.curves, (step) => run.epochAt(step), 2).at(-1) ?? null,
    rows: logOf(session),
  });
  return new Blob([text], { type: 'application/json' });
}

/** @param {Session} session */
function logOf({ run }) {
  return rowsOf(run.curves, (step) => run.epochAt(step));
}
