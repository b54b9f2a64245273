import { html, nothing } from 'lit';
import { tables } from '../../engine/tables.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { activationChoices } from '../stack/activation-choices.js';
import { labelOf } from '../words/told.js';
import { t } from '../words/words.js';
import './details.js';
import './thumbnail.js';

/** All activations with a curve each, to be searched and tried; beside the list what there is to know of one. */
class Picker extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    query: { state: true },
  });

  constructor() {
    super();
    this.query = '';
    this.follow(() => [this.session.picker, this.session.experiment]);
  }

  /** Where the focus was. @type {HTMLElement | null} */
  #from = null;
  #shown = false;

  /** @override */
  render() {
    const { picker } = this.session;
    const { current } = picker;
    return html`<dialog class="picker" aria-label=${t('picker.title', { layer: picker.name })} @cancel=${this.#cancel} @click=${this.#outside}>
      ${
        picker.index === null
          ? nothing
          : html`<div class="functions">
              <label class="search">
                ${icons.search}
                <input
                  type="search"
                  role="combobox"
                  aria-expanded="true"
                  aria-controls="functions"
                  aria-activedescendant=${current ? `function-${current}` : ''}
                  aria-label=${t('picker.search', { count: tables.activations.length })}
                  placeholder=${t('picker.functions', { count: tables.activations.length })}
                  autocomplete="off"
                  .value=${this.query}
                  @input=${(/** @type {Event} */ event) => {
                    this.query = /** @type {HTMLInputElement} */ (event.target).value;
                  }}
                  @keydown=${this.#key}
                />
              </label>
              ${this.#list(current)}
            </div>
            <strata-activation-details .session=${this.session} .name=${current} .index=${picker.index}></strata-activation-details>`
      }
    </dialog>`;
  }

  /** @param {string} current */
  #list(current) {
    const found = this.#found();
    const groups = [...new Set(found.map(({ group }) => group))];
    return html`<div id="functions" role="listbox" aria-label=${t('layer.activation')} tabindex="-1">
      ${found.length === 0 ? html`<p class="aside">${t('picker.nothing')}</p>` : nothing}
      ${groups.map(
        (group) => html`<div role="group" aria-label=${group}>
          <p class="group" aria-hidden="true">${group}</p>
          ${found
            .filter((one) => one.group === group)
            .map(
              ({ name }) => html`<div
                id="function-${name}"
                class="function"
                role="option"
                aria-selected=${name === current}
                @click=${() => this.session.picker.try(name)}
                @dblclick=${() => this.session.picker.keep()}
              >
                <strata-thumbnail .session=${this.session} .name=${name}></strata-thumbnail><span>${name}</span>
                ${name === current ? icons.check : nothing}
              </div>`,
            )}
        </div>`,
      )}
    </div>`;
  }

  #found() {
    const query = this.query.trim().toLowerCase();
    return activationChoices().filter(({ name, group }) => {
      const row = tables.activations.find((one) => one.name === name);
      return [name, group, row && labelOf('activation', row), row?.label, row?.torch].some((text) =>
        text?.toLowerCase().includes(query),
      );
    });
  }

  /** @override */
  updated() {
    const dialog = /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    const open = this.session.picker.index !== null;
    if (open && !this.#shown) {
      this.#from = /** @type {HTMLElement | null} */ (document.activeElement);
      this.query = '';
      dialog.showModal();
      this.querySelector('input')?.focus();
    }
    if (!open && this.#shown) {
      dialog.close();
      this.#from?.focus();
    }
    this.#shown = open;
    if (open) this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { picker } = this.session;
    if (event.key === 'Enter') {
      event.preventDefault();
      picker.keep();
      return;
    }
    // A search field would only be emptied.
    if (event.key === 'Escape') {
      this.#cancel(event);
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const names = this.#found().map(({ name }) => name);
    if (names.length === 0) return;
    const at = names.indexOf(picker.current);
    picker.try(names[(at + by + names.length) % names.length] ?? picker.current);
  }

  /** @param {Event} event */
  #cancel(event) {
    event.preventDefault();
    this.session.picker.leave();
  }

  /** A press beside the dialog keeps what is seen. @param {MouseEvent} event */
  #outside(event) {
    if (event.target instanceof HTMLDialogElement) this.session.picker.keep();
  }
}

customElements.define('strata-picker', Picker);
