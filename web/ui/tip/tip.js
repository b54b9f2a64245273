import { html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { PageElement } from '../element.js';
import { formulaWords } from '../words/told.js';
import { t } from '../words/words.js';

/** Milliseconds for which the pointer rests on a control before its explanation appears. */
const REST = 500;
/** Distance to the control and to the window's edge, in pixels. */
const MARGIN = 6;
const ID = 'tip';

/**
 * Short explanations of controls: what has `data-tip` is explained while it has the pointer or, from the keyboard, the
 * focus. Escape puts the explanation away; the pointer may rest on it.
 */
class Tip extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    key: { state: true },
    name: { state: true },
    formula: { state: true },
  });

  constructor() {
    super();
    /** Of what is explained, empty if nothing is. */
    this.key = '';
    /** Of an icon, which says no name by itself. */
    this.name = '';
    /** MathML. */
    this.formula = '';
  }

  /** @type {HTMLElement | null} */
  #target = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #listening = new AbortController();

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ react) =>
      document.addEventListener(type, react, { signal, capture: true });
    on('pointerover', (/** @type {PointerEvent} */ event) => this.#over(event));
    on('pointerdown', () => this.#hide());
    on('focusin', (/** @type {FocusEvent} */ event) => this.#focused(event));
    on('focusout', () => this.#hide());
    on('keydown', (/** @type {KeyboardEvent} */ event) => this.#pressed(event));
    addEventListener('scroll', () => this.#hide(), { signal, capture: true });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listening.abort();
  }

  /** @override */
  render() {
    return html`<div id=${ID} role="tooltip" popover="manual">
      ${this.name ? html`<strong aria-hidden="true">${this.name}</strong>` : nothing}
      ${this.key ? t(/** @type {any} */ (`tip.${this.key}`)) : nothing}
      ${this.formula ? html`<p class="formula">${unsafeHTML(this.formula)}</p>` : nothing}
    </div>`;
  }

  /** @param {PointerEvent} event */
  #over({ target, pointerType }) {
    if (pointerType === 'touch' || !(target instanceof Element)) return;
    if (target.closest(`#${ID}`)) return;
    const explained = /** @type {HTMLElement | null} */ (target.closest('[data-tip]'));
    if (explained === this.#target && explained !== null) return;
    clearTimeout(this.#timer);
    if (explained === null) {
      // The pointer may be on its way to the explanation.
      this.#timer = setTimeout(() => this.#hide(), REST / 2);
      return;
    }
    this.#timer = setTimeout(() => this.#show(explained, explained), REST);
  }

  /** @param {FocusEvent} event */
  #focused({ target, relatedTarget }) {
    if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return;
    const explained = /** @type {HTMLElement | null} */ (target.closest('[data-tip]'));
    // Once is enough for all the cells of a grid.
    const within = relatedTarget instanceof Node && explained?.contains(relatedTarget);
    if (explained && !within) this.#show(explained, target);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== 'Escape' || this.#target === null) return;
    const nameOnly = this.key === '';
    this.#hide();
    // Nobody asked for the name of what a dialog puts the focus on.
    if (nameOnly) return;
    // What lies beneath stays: one press, one thing put away.
    event.stopPropagation();
    event.preventDefault();
  }

  /**
   * @param {HTMLElement} explained
   * @param {HTMLElement} described the control itself
   */
  async #show(explained, described) {
    this.#hide();
    if (!explained.isConnected) return;
    this.#target = explained;
    this.key = explained.dataset.tip ?? '';
    this.name = explained.matches('button') ? (explained.getAttribute('aria-label') ?? '') : '';
    this.formula = await formulaOf(explained.dataset.formula);
    if (this.#target !== explained) return;
    if (this.key) describe(described, true);
    await this.updateComplete;
    const tip = /** @type {HTMLElement} */ (this.querySelector(`#${ID}`));
    tip.showPopover();
    place(tip, explained.getBoundingClientRect());
  }

  #hide() {
    clearTimeout(this.#timer);
    if (this.#target === null) return;
    this.key = '';
    this.name = '';
    this.formula = '';
    this.#target = null;
    for (const one of document.querySelectorAll(`[aria-describedby~="${ID}"]`))
      describe(one, false);
    /** @type {HTMLElement} */ (this.querySelector(`#${ID}`)).hidePopover();
  }
}

/** @param {string | undefined} key @returns {Promise<string>} MathML, fetched when it is first wanted */
async function formulaOf(key) {
  if (key === undefined) return '';
  const { formulas } = await import('./formulas.gen.js');
  return formulaWords(formulas[/** @type {keyof typeof formulas} */ (key)] ?? '');
}

/**
 * @param {Element} element
 * @param {boolean} on whether the explanation is among its descriptions
 */
function describe(element, on) {
  const others = (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((id) => id !== '' && id !== ID);
  const ids = on ? [...others, ID] : others;
  if (ids.length > 0) element.setAttribute('aria-describedby', ids.join(' '));
  else element.removeAttribute('aria-describedby');
}

/**
 * @param {HTMLElement} tip
 * @param {DOMRect} target
 */
function place(tip, target) {
  const { width, height } = tip.getBoundingClientRect();
  const below = target.bottom + MARGIN;
  const top = below + height + MARGIN > innerHeight ? target.top - MARGIN - height : below;
  const left = Math.min(Math.max(target.left, MARGIN), innerWidth - width - MARGIN);
  tip.style.top = `${Math.max(MARGIN, top)}px`;
  tip.style.left = `${left}px`;
}

customElements.define('strata-tip', Tip);
