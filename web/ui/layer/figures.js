import { html, nothing } from 'lit';
import { tables } from '../../engine/tables.js';
import { LARGE, SMALL } from '../flow/verdict.js';
import { icons } from '../icons.js';
import { percentWhole, scientific } from '../numbers.js';
import { t } from '../words/words.js';

/** @typedef {import('../state/look-store.js').LookStore} LookStore */
/** @typedef {import('../../worker/protocol.js').LayerView} LayerView */

/** Shares from which on a figure alarms: a third of the units dead, most of z where nothing can be learnt. */
const [DEAD, FLAT] = [0.33, 0.66];
/** Pre-activations larger than this cannot be meant. */
const HUGE = 1e4;

/** Which share tells most of a function, by its group. */
const shareOf = /** @type {const} */ ({
  rectifier: 'left',
  smooth: 'left',
  bounded: 'flat',
  shrinkage: 'flat',
  periodic: 'flat',
  linear: 'largest',
  unbounded: 'largest',
  polynomial: 'largest',
});

/**
 * Three figures at the foot of a card: dead units, the share that matters for this function, and the gradient's norm
 * with its trend.
 *
 * @param {LookStore} look
 * @param {{ linear: number, activation: { index: number, name: string } | null }} layers of the card
 */
export function figures(look, { linear, activation }) {
  const view = activation ? look.views?.layers[activation.index] : undefined;
  const gradient = look.norms?.layers[linear]?.outputGradient;
  return html`<dl class="three">
    ${figure('figures.dead', view ? percentWhole(view.dead) : '–', (view?.dead ?? 0) >= DEAD)}
    ${activation ? share(activation.name, view) : nothing}
    ${figure(
      'figures.gradient',
      gradient === undefined ? '–' : scientific(gradient),
      gradient !== undefined && !(gradient >= SMALL && gradient <= LARGE),
      gradient === undefined ? '' : arrow(look.trend(linear)),
    )}
  </dl>`;
}

/**
 * @param {string} name of the activation
 * @param {LayerView | undefined} view
 */
function share(name, view) {
  const group = tables.activations.find((row) => row.name === name)?.group ?? 'linear';
  const kind = shareOf[/** @type {keyof typeof shareOf} */ (group)] ?? 'left';
  if (kind === 'largest') {
    const text = view ? scientific(view.largest) : '–';
    return figure('figures.largest', text, !((view?.largest ?? 0) < HUGE));
  }
  const part = view?.[kind];
  const alarming = kind === 'flat' && (part ?? 0) >= FLAT;
  return figure(`figures.${kind}`, part === undefined ? '–' : percentWhole(part), alarming);
}

/**
 * @param {import('../words/words.js').Key} key
 * @param {string} text
 * @param {boolean} alarming
 * @param {string} [trend] beside the name, where it has room however long the figure is
 */
function figure(key, text, alarming, trend = '') {
  return html`<div class=${alarming ? 'alarming' : ''} data-tip=${key.replace('.', '-')}>
    <dt>${t(key)} ${trend}</dt>
    <dd>${alarming ? icons.alarm : nothing}${text}</dd>
  </div>`;
}

/** @param {-1 | 0 | 1} trend */
function arrow(trend) {
  return trend > 0 ? '↗' : trend < 0 ? '↘' : '→';
}
