import { html } from 'lit';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { localShelf } from '../state/storage.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';

const MEMORY = 'strata-shortcuts';

/** @typedef {import('../element.js').Session} Session */

/** Keys that act wherever no text is typed, unless they are switched off. */
export const shortcuts = /** @type {const} */ ([
  { key: 'k', label: 'help.run', act: (/** @type {Session} */ session) => session.toggle() },
  { key: 's', label: 'help.step', act: (/** @type {Session} */ session) => session.step() },
  { key: 'e', label: 'help.epoch', act: (/** @type {Session} */ session) => session.epoch() },
  { key: 'r', label: 'help.reset', act: (/** @type {Session} */ session) => session.reset() },
  {
    key: 'z',
    label: 'help.undo',
    act: (/** @type {Session} */ { experiment }) => experiment.undo(),
  },
  {
    key: 'Z',
    label: 'help.redo',
    act: (/** @type {Session} */ { experiment }) => experiment.redo(),
  },
  {
    key: 'l',
    label: 'help.lessons',
    act: (/** @type {Session} */ { lessons }) => lessons.list(),
  },
]);

/** Where letters mean something else: fields, menus, the pad and dialogs. */
export const LETTERS =
  'input, select, textarea, [role=application], dialog[open], [popover]:popover-open';

/** A button that shows how the page is used from the keyboard, and the shortcuts themselves. */
class Help extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    on: { state: true },
  });

  constructor() {
    super();
    this.on = remembered();
  }

  #pressed = (/** @type {KeyboardEvent} */ event) => this.#press(event);

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#pressed);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#pressed);
  }

  /** @override */
  render() {
    return html`${iconButton({ name: t('help.open'), icon: icons.help, tip: 'help', act: () => this.#open() })}
      <dialog class="help" aria-label=${t('help.title')} @click=${closeOutside}>
        <h2>${t('help.title')}</h2>
        <p>${t('help.moving')}</p>
        <p>${t('help.touch')}</p>
        <label data-tip="help-on"><input type="checkbox" .checked=${this.on} @change=${() => this.#switch()} /> ${t('help.on')}</label>
        <dl>
          ${shortcuts.map(
            ({ key, label }) =>
              html`<div><dt><kbd>${key === 'Z' ? `${t('help.shift')} + Z` : key.toUpperCase()}</kbd></dt><dd>${t(label)}</dd></div>`,
          )}
        </dl>
        <p><a href="./docs/index.html" target="_blank" rel="noreferrer" data-tip="docs">${t('help.docs')}</a></p>
        <form method="dialog"><button class="main" data-tip="close">${t('inspect.close')}</button></form>
      </dialog>`;
  }

  #open() {
    this.querySelector('dialog')?.showModal();
  }

  #switch() {
    this.on = !this.on;
    try {
      localShelf().setItem(MEMORY, this.on ? 'on' : 'off');
    } catch {
      // Where nothing may be stored, the choice holds until the page is closed.
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { target, key, altKey, ctrlKey, metaKey, defaultPrevented } = event;
    if (!this.on || altKey || ctrlKey || metaKey || defaultPrevented) return;
    if (target instanceof Element && target.closest(LETTERS)) return;
    const shortcut = shortcuts.find((one) => one.key === key);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act(this.session);
  }
}

function remembered() {
  try {
    return localStorage.getItem(MEMORY) !== 'off';
  } catch {
    return true;
  }
}

customElements.define('strata-help', Help);
