import { LETTERS, shortcuts } from '../help/help.js';
import { t, words } from '../words/words.js';
import { fixIn } from './fixing.js';
import './lock.css';
import { partsIn, selectorOfParts, selectorOfPlaces } from './parts.js';

/** @typedef {import('../state/session.js').Session} Session */

const CONTROLS = 'button, input, select, textarea, [role=application], [role=grid]';
/** Those whose text can still be read with the keyboard. */
const TYPED = 'textarea, input:not([type=range], [type=checkbox], [type=radio])';
const CHANGING = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Enter'];
/** Keys that lead elsewhere, wherever the focus is. */
const LEAVING = ['Tab', 'Escape', 'Shift', 'Control', 'Alt', 'Meta'];

/** Whether something that happens to a control would use it, by type of the event. */
const uses = {
  keydown: (/** @type {Element} */ control, /** @type {Event} */ event) => {
    const { key, ctrlKey, metaKey } = /** @type {KeyboardEvent} */ (event);
    if (LEAVING.includes(key) || ctrlKey || metaKey || control.matches('button')) return false;
    return !control.matches(TYPED) || CHANGING.includes(key);
  },
  // Elsewhere a press asks for the explanation, or for the focus.
  pointerdown: (/** @type {Element} */ control) => control.matches('[role=application]'),
  mousedown: (/** @type {Element} */ control) => control.matches('select'),
  click: (/** @type {Element} */ control) => !control.matches(TYPED),
  dblclick: (/** @type {Element} */ control) => !control.matches(TYPED),
  beforeinput: () => true,
  input: () => true,
  change: () => true,
};

/** What the student can reach and read, and only whoever shows the page can change. */
export class Lock {
  /** Selectors of what edits places of the document, and of other parts of the page. */
  #fields = ':not(*)';
  #parts = ':not(*)';
  /** Parts whose shortcuts do nothing. @type {readonly string[]} */
  #off = [];
  /** The controls that are marked, and the page's own `aria-disabled`. @type {Map<Element, string | null>} */
  #marked = new Map();
  /** Fields change places, and are drawn again. */
  #observer = new MutationObserver((changes) => this.#mark(changes));
  /** A control as it was when it was touched. @type {{ control: HTMLInputElement, value: string, checked: boolean } | null} */
  #touched = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    for (const type of Object.keys(uses)) {
      addEventListener(type, (event) => this.#guard(event), { capture: true });
    }
    words.subscribe(() => this.#mark(this.#observer.takeRecords()));
  }

  /**
   * @param {readonly string[]} names of what is locked; nothing else is any more
   * @param {readonly string[]} hidden names of what cannot be seen, and is not to be used by a shortcut either
   */
  fix(names, hidden) {
    fixIn(this.session, names);
    this.#fields = selectorOfPlaces(names);
    // The fields in the recipe are locked one by one: what leads to them is not.
    this.#parts = selectorOfParts(names.filter((name) => name !== 'recipe'));
    this.#off = partsIn([...names, ...hidden]);
    const changes = this.#observer.takeRecords();
    this.#observer.disconnect();
    if (names.length > 0) {
      const attributeFilter = ['data-field', 'aria-disabled'];
      this.#observer.observe(document.body, { childList: true, subtree: true, attributeFilter });
    }
    this.#mark(changes);
  }

  /** @param {Element} element @returns {boolean} whether it belongs to what is locked */
  #holds(element) {
    // The button beside a field leads to other fields.
    const beside = element.closest('.more[popovertarget]') !== null;
    const field = element.closest('[data-field]');
    return (!beside && field?.matches(this.#fields)) || element.closest(this.#parts) !== null;
  }

  /** @param {readonly MutationRecord[]} changes that the page has made */
  #mark(changes) {
    for (const { attributeName, target } of changes) {
      const control = /** @type {Element} */ (target);
      if (attributeName === 'aria-disabled' && this.#marked.has(control))
        this.#marked.set(control, control.getAttribute('aria-disabled'));
    }
    const places = [...document.querySelectorAll(`${this.#fields}, ${this.#parts}`)];
    const controls = places
      .flatMap((place) => [place, ...place.querySelectorAll(CONTROLS)])
      .filter((one) => one.matches(CONTROLS) && this.#holds(one));
    for (const one of [...this.#marked.keys()]) if (!controls.includes(one)) this.#free(one);
    for (const one of document.querySelectorAll('[data-fixed]')) {
      if (!places.includes(one)) one.removeAttribute('data-fixed');
    }
    for (const one of places) one.setAttribute('data-fixed', t('embed.fixed'));
    for (const one of controls) this.#disable(one);
    // What the lock has changed is none of the page's.
    this.#observer.takeRecords();
  }

  /** @param {Element} control which stays where Tab leads to */
  #disable(control) {
    if (!this.#marked.has(control))
      this.#marked.set(control, control.getAttribute('aria-disabled'));
    if (control.matches(TYPED)) /** @type {HTMLInputElement} */ (control).readOnly = true;
    else if (control.ariaDisabled !== 'true') control.setAttribute('aria-disabled', 'true');
  }

  /** @param {Element} control */
  #free(control) {
    const before = this.#marked.get(control) ?? null;
    this.#marked.delete(control);
    if (control.matches(TYPED)) /** @type {HTMLInputElement} */ (control).readOnly = false;
    else if (before === null) control.removeAttribute('aria-disabled');
    else control.setAttribute('aria-disabled', before);
  }

  /** @param {Event} event */
  #guard(event) {
    const { target, type } = event;
    if (!(target instanceof Element)) return;
    if (type === 'keydown' && this.#isOff(/** @type {KeyboardEvent} */ (event), target)) {
      event.stopImmediatePropagation();
      return;
    }
    const control = target.closest(CONTROLS);
    if (!control || !this.#holds(control)) return;
    if (['keydown', 'pointerdown', 'mousedown'].includes(type)) this.#touch(control);
    if (uses[/** @type {keyof typeof uses} */ (type)](control, event)) this.#refuse(control, event);
  }

  /** @param {KeyboardEvent} event @param {Element} target */
  #isOff({ key, altKey, ctrlKey, metaKey }, target) {
    if (altKey || ctrlKey || metaKey || target.closest(LETTERS)) return false;
    const label = shortcuts.find((one) => one.key === key)?.label;
    return this.#off.some((part) => label === `help.${part}`);
  }

  /** @param {Element} control */
  #touch(control) {
    const input = /** @type {HTMLInputElement} */ (control);
    this.#touched = { control: input, value: input.value, checked: input.checked };
  }

  /** @param {Element} control @param {Event} event */
  #refuse(control, event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { type } = event;
    if (type === 'mousedown') /** @type {HTMLElement} */ (control).focus();
    // A finger moves a slider whatever is prevented.
    const touched = this.#touched;
    if (['input', 'change'].includes(type) && touched?.control === control) {
      touched.control.value = touched.value;
      if (touched.checked !== undefined) touched.control.checked = touched.checked;
    }
    this.session.say(() => t('embed.fixed'));
  }
}
