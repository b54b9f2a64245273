import { count, percent, plain } from '../numbers.js';
import { layerName } from '../stack/stages.js';
import { t } from '../words/words.js';

/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('../../worker/protocol.js').Snapshot} Snapshot */

/**
 * Where training stands, as a sentence.
 *
 * @param {Session} session
 * @returns {string}
 */
export function phaseWords(session) {
  const { run, experiment, asked, silent, phase } = session;
  const { snapshot } = run;
  const step = count(snapshot?.step ?? 0);
  const long = silent ? ` ${t('phase.long')}` : '';
  if (asked === 'paused') return `${t('phase.pausing')}${long}`;
  if (asked === 'ready') return `${t('phase.resetting')}${long}`;
  switch (phase) {
    case 'loading':
      return t(isPreparing(session) ? 'phase.preparing' : 'phase.loading');
    case 'ready':
      return t(experiment.faulty ? 'phase.ready-faulty' : 'phase.ready');
    case 'running':
      return `${t('phase.running')}${long}`;
    case 'waiting':
      return t('phase.waiting', { images: count(snapshot?.data.train ?? 0) });
    case 'paused':
      return t('phase.paused', { step });
    case 'finished':
      return t('phase.finished', { step });
    case 'reached':
      return t('phase.reached', { step, target: percent(experiment.document.target_accuracy) });
    case 'nonfinite':
      return snapshot?.nonFinite ? explosion(snapshot.nonFinite, experiment.document) : '';
  }
}

/** So many letters of what is going on and has happened leave room for more. */
const LINE = 90;

/**
 * @param {Session} session
 * @returns {boolean} whether the engine is there and waits for the images that the experiment is about
 */
export function isPreparing({ phase, run }) {
  return phase === 'loading' && Boolean(run.snapshot?.kernels);
}

/**
 * What else is to be known.
 *
 * @param {Session} session
 * @returns {string} sentences, or none
 */
export function remarks(session) {
  const { experiment, note, offline, keeper, run } = session;
  // What has happened goes before what stays so.
  const full = note !== '' && phaseWords(session).length + note.length > LINE;
  const again = run.snapshot?.data.retrying;
  return [
    eventWords(session),
    again && t('progress.retrying', { attempt: again.attempt, attempts: again.attempts }),
    experiment.faulty && t('progress.mistaken'),
    note,
    run.snapshot?.backend === 'scalar' && t('progress.scalar'),
    keeper.allowed === false && t('keeper.refused'),
    offline.state === 'kept' && !full && t('offline.kept'),
    offline.state === 'fetching' && t('offline.fetching'),
  ]
    .filter(Boolean)
    .join(' ');
}

/** That a lesson has changed what the recipe says, until a later step. @param {Session} session */
function eventWords({ conducted: { event } }) {
  if (!event) return '';
  const { optimizer } = /** @type {{ optimizer?: { lr?: number } }} */ (event.change);
  const until = event.until === undefined ? '' : `${event.until}`;
  const lr = optimizer?.lr === undefined ? '' : plain(optimizer.lr);
  return t('phase.event', { until, lr, ends: until ? 'yes' : 'no', rate: lr ? 'yes' : 'no' });
}

/**
 * @param {NonNullable<Snapshot['nonFinite']>} where
 * @param {import('../../worker/protocol.js').Experiment} document
 */
function explosion({ step, layer, what }, document) {
  const part = t(`phase.part-${what}`);
  const place = layerName(document.layers, layer);
  return t('phase.nonfinite', { step: count(step), part, place });
}
