import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { icons } from '../icons.js';
import { localised } from '../numbers.js';
import { pathText, placeName, valueAt } from '../state/paths.js';
import { t } from '../words/words.js';
import { plainDecimal, readNumber, stepped } from './number-text.js';

/** @typedef {import('../state/experiment-store.js').ExperimentStore} ExperimentStore */
/** @typedef {import('../state/paths.js').Path} Path */
/** @typedef {import('./number-text.js').NumberKind} NumberKind */

/**
 * One place of the document, to be edited.
 *
 * @typedef {{ store: ExperimentStore, path: Path, label: string, tip?: string | undefined, formula?: string | undefined }} Field
 *   `tip`: key of its explanation; `formula`: key of the formula in it
 */

/** @param {Path} path */
function fieldId(path) {
  return `field-${pathText(path).replaceAll(/\W+/g, '-')}`;
}

/**
 * The label, the control and, if there is one, the mistake.
 *
 * @param {Field} field
 * @param {unknown} control
 */
function framed({ store, path, label, tip, formula }, control) {
  const id = fieldId(path);
  const message = store.draft(path)?.message;
  return html`<div class="field" data-field=${placeName(path)} ?data-wrong=${Boolean(message)} data-tip=${tip ?? nothing} data-formula=${formula ?? nothing}>
    <label for=${id}>${label}</label>
    ${control}
    <p class="mistake" id="${id}-mistake" aria-live="polite">
      ${message ? html`${icons.alarm} <span>${message}</span>` : nothing}
    </p>
  </div>`;
}

/**
 * A number: typed, or changed with the arrow and page keys.
 *
 * @param {Field & { kind: NumberKind, buttons?: boolean, extra?: unknown }} field `buttons` adds − and +
 */
export function numberField({ kind, buttons = false, extra = nothing, ...field }) {
  const { store, path, label } = field;
  const draft = store.draft(path);
  const value = Number(valueAt(store.document, path));
  const step = (/** @type {number} */ steps) => {
    const from = typeof draft?.value === 'number' ? draft.value : value;
    const next = stepped(from, steps, kind);
    store.set(path, localised(String(next)), next);
  };
  const shown = draft?.text ?? localised(String(value));
  const input = html`<input
    id=${fieldId(path)}
    type="text"
    role="spinbutton"
    inputmode=${kind.integer ? 'numeric' : 'decimal'}
    autocomplete="off"
    spellcheck="false"
    aria-valuenow=${plainDecimal(value)}
    aria-valuetext=${shown}
    aria-valuemin=${plainDecimal(kind.min)}
    aria-valuemax=${plainDecimal(kind.max)}
    aria-invalid=${draft?.message ? 'true' : 'false'}
    aria-describedby="${fieldId(path)}-mistake"
    .value=${live(shown)}
    @input=${(/** @type {InputEvent} */ event) => {
      const { value: text } = /** @type {HTMLInputElement} */ (event.target);
      store.type(path, text, readNumber(text, kind));
    }}
    @change=${() => store.settle()}
    @blur=${() => store.settle()}
    @keydown=${(/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter') store.settle();
      const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      step(kind.steps === 'ratio' ? Math.sign(steps) * Math.min(3, Math.abs(steps)) : steps);
    }}
  />`;
  if (!buttons) return framed(field, html`<div class="box">${input}${extra}</div>`);
  const button = (/** @type {1 | -1} */ steps) =>
    html`<button
      class="quiet"
      type="button"
      tabindex="-1"
      aria-label=${t(steps < 0 ? 'field.less' : 'field.more', { what: label })}
      @click=${() => step(steps)}
    >
      ${steps < 0 ? icons.less : icons.add}
    </button>`;
  return framed(field, html`<div class="box">${button(-1)}${input}${button(1)}</div>`);
}

/**
 * @typedef {object} Choice
 * @property {string} name as in the document
 * @property {string} label
 * @property {string} [group] heading it stands under
 */

/**
 * One of several names.
 *
 * @param {Field & { choices: readonly Choice[], value: string, choose: (name: string) => void, extra?: unknown }} field
 */
export function choiceField({ choices, value, choose, extra = nothing, ...field }) {
  const option = (/** @type {Choice} */ { name, label }) =>
    html`<option value=${name} .selected=${live(name === value)}>${label}</option>`;
  const groups = [...new Set(choices.map(({ group }) => group))];
  const options = groups.map((group) => {
    const members = choices.filter((choice) => choice.group === group).map(option);
    return group === undefined ? members : html`<optgroup label=${group}>${members}</optgroup>`;
  });
  return framed(
    field,
    html`<div class="box">
      <select
        id=${fieldId(field.path)}
        title=${choices.find(({ name }) => name === value)?.label ?? value}
        aria-describedby="${fieldId(field.path)}-mistake"
        @change=${(/** @type {Event} */ event) =>
          choose(/** @type {HTMLSelectElement} */ (event.target).value)}
      >
        ${options}
      </select>
      ${extra}
    </div>`,
  );
}

/**
 * Yes or no.
 *
 * @param {Field} field
 */
export function flagField(field) {
  const { store, path, label, tip } = field;
  const draft = store.draft(path);
  const id = fieldId(path);
  return html`<div class="field flag" data-field=${placeName(path)} data-tip=${tip ?? nothing} ?data-wrong=${Boolean(draft?.message)}>
    <label for=${id}>${label}</label>
    <div class="box">
      <input
        id=${id}
        type="checkbox"
        aria-invalid=${draft?.message ? 'true' : 'false'}
        aria-describedby="${id}-mistake"
        .checked=${live(Boolean(draft?.value ?? valueAt(store.document, path)))}
        @change=${(/** @type {Event} */ event) => {
          const { checked } = /** @type {HTMLInputElement} */ (event.target);
          store.set(path, String(checked), checked);
        }}
      />
    </div>
    <p class="mistake" id="${id}-mistake" aria-live="polite">
      ${draft?.message ? html`${icons.alarm} <span>${draft.message}</span>` : nothing}
    </p>
  </div>`;
}
