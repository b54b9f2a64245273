import { html, nothing } from 'lit';
import { bounds } from '../../engine/experiment/index.js';
import { choiceField, flagField, numberField } from '../field/fields.js';
import { parameterFields } from '../field/parameter-fields.js';
import { parameterSlider } from '../field/parameter-slider.js';
import { icons } from '../icons.js';
import '../layer/edges.js';
import '../layer/learnt.js';
import '../layer/plot.js';
import '../layer/tiles.js';
import { inputOf } from '../state/sets.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import { activationChoices, activationParams } from './activation-choices.js';

/** @typedef {import('../../engine/experiment/index.js').Layer} Layer */
/** @typedef {import('../state/session.js').Session} Session */
/** @typedef {import('./stages.js').Stage} Stage */
/** @typedef {import('./stages.js').Placed} Placed */

/**
 * What a card can have done to the stack; hidden layers count from 0.
 *
 * @typedef {object} Actions
 * @property {(i: number, by: 1 | -1) => void} move
 * @property {(i: number) => void} duplicate
 * @property {(i: number) => void} remove
 * @property {(layers: readonly Layer[]) => boolean} arrange
 * @property {(index: number) => void} without takes an activation of the document away
 */

/** Stands in the menu for a layer without activation. */
const NONE = 'none';
const unitKind = { ...bounds.units, steps: /** @type {const} */ ('one') };

/**
 * @param {{ title: string, i: number, total: number }} card
 * @param {Actions} actions
 */
export function cardHeader({ title, i, total }, { move, duplicate, remove }) {
  return html`<header>
    <h3>${title}</h3>
    ${iconButton({ name: t('layer.up'), icon: icons.earlier, tip: 'up', act: () => move(i, -1), off: i === 0 })}
    ${iconButton({ name: t('layer.down'), icon: icons.later, tip: 'down', act: () => move(i, 1), off: i === total - 1 })}
    ${iconButton({ name: t('layer.duplicate'), icon: icons.duplicate, tip: 'duplicate', act: () => duplicate(i) })}
    ${iconButton({ name: t('layer.remove'), icon: icons.remove, tip: 'remove', act: () => remove(i) })}
  </header>`;
}

/**
 * @param {Session} session
 * @param {Stage} stage
 */
export function unitFields({ experiment: store }, { linear }) {
  const at = ['layers', linear.index];
  const label = t('layer.units');
  return html`<div class="units">
    ${numberField({ store, path: [...at, 'units'], label, kind: unitKind, buttons: true, tip: 'units' })}
    ${flagField({ store, path: [...at, 'bias'], label: t('layer.bias'), tip: 'bias' })}
  </div>`;
}

/** @param {Stage} stage */
export function unitsOf({ linear }) {
  return linear.layer.type === 'linear' ? linear.layer.units : 0;
}

/**
 * @param {Session} session
 * @param {Stage} stage
 * @param {string} name of the layer
 */
export function tilesOf(session, stage, name) {
  const { index } = stage.linear;
  const response = stage.activations.at(-1)?.index ?? index;
  return html`<strata-tiles data-layer=${index} .session=${session} .layer=${index} .response=${response} .units=${unitsOf(stage)} .name=${name}></strata-tiles>`;
}

/**
 * What leads from the card on the left to this one.
 *
 * @param {Session} session
 * @param {Stage | undefined} before undefined: the input
 * @param {Stage} stage
 * @param {{ open: boolean, answers: boolean }} options `open`: the one before is shown as a whole; `answers`: this is the
 *   output's card
 */
export function edgesBetween(session, before, stage, { open, answers }) {
  if (!before) {
    const inputs = inputOf(session.experiment.document);
    return html`<span class="inlet" aria-hidden="true">${inputs}<br />→</span>`;
  }
  if (!open) return nothing;
  const from = { layer: before.linear.index, units: unitsOf(before) };
  const to = { layer: stage.linear.index, units: unitsOf(stage), answers };
  return html`<strata-edges .session=${session} .from=${from} .to=${to}></strata-edges>`;
}

/**
 * @param {Session} session
 * @param {Actions} actions
 * @param {readonly Placed[]} activations
 * @param {{ linear?: Placed, plot?: boolean }} [options] `linear`: the layer before them, if one is to be offered where
 *   there is none; `plot`: the last one is drawn
 */
export function activationFields(session, actions, activations, { linear, plot = false } = {}) {
  const label = t('layer.activation');
  if (activations.length === 0 && linear) {
    return [activationField(session, actions, { index: linear.index + 1, layer: null, label })];
  }
  return activations.map(({ index, layer }, i) =>
    activationField(session, actions, {
      index,
      layer,
      label: i === 0 ? label : `${label} ${i + 1}`,
      plot: plot && i === activations.length - 1,
    }),
  );
}

/**
 * One template for an activation and for none: the menu in it stays, and keeps the focus.
 *
 * @param {Session} session
 * @param {Actions} actions
 * @param {{ index: number, layer: Layer | null, label: string, plot?: boolean }} field `index`: where it is in the
 *   document, or would be
 */
function activationField(session, actions, { index, layer, label, plot = false }) {
  const store = session.experiment;
  const there = layer?.type === 'activation' ? layer : null;
  const params = there ? activationParams(there.name) : [];
  const value = there?.name ?? NONE;
  const choose = (/** @type {string} */ name) => {
    if (name === NONE) actions.without(index);
    else if (there) store.replace(['layers', index], { type: 'activation', name });
    else actions.arrange(store.document.layers.toSpliced(index, 0, activationLayer(name)));
  };
  const path = ['layers', index, 'activation'];
  const choices = [
    ...activationChoices(),
    { name: NONE, label: t('layer.no-activation'), group: t('group.linear') },
  ];
  const extra = there
    ? iconButton({
        name: t('picker.open', { name: there.name }),
        icon: icons.curve,
        tip: 'picker',
        act: () => session.picker.open(index, label),
        kind: 'more',
      })
    : nothing;
  return html`
    ${choiceField({ store, path, label, choices, value, choose, extra, tip: 'activation' })}
    ${
      params.length > 0
        ? html`<div class="parameters">
          ${params.map(
            (param) =>
              html`${parameterFields(store, ['layers', index], [param], (name) => name)}${parameterSlider(store, ['layers', index], param)}`,
          )}
          <strata-learnt .session=${session} .index=${index}></strata-learnt>
        </div>`
        : nothing
    }
    ${
      there && plot
        ? html`<strata-plot .session=${session} .layer=${there} .index=${index}></strata-plot>`
        : nothing
    }
  `;
}

/** @param {string} name */
function activationLayer(name) {
  // Its parameters are filled in when the document is checked.
  return /** @type {Layer} */ ({ type: 'activation', name });
}
