import { html, nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { PageElement } from '../element.js';
import { formulaWords } from '../words/told.js';
import { t } from '../words/words.js';

/** Milliseconds for which the pointer rests on a control before its explanation appears. */
const REST = 500;
/** Milliseconds for which a finger rests on a control, and pixels that it may slip, before its explanation appears. */
const HOLD = 500;
const SLIP = 10;
/** Keys that open or close something: the focus that is moved by that was not led there to ask. */
const PRESSES = ['Enter', ' ', 'Escape'];
/** Distance to the control and to the window's edge, in pixels. */
const MARGIN = 6;
const ID = 'tip';

/**
 * Short explanations of controls: what has `data-tip` is explained while it has the pointer or, from the keyboard, the
 * focus. Escape puts the explanation away; the pointer may rest on it. A finger that is held on the control asks too; the
 * explanation then stays until the next touch. What has `data-wrong` says what is wrong with it, which would be covered, and
 * is not explained meanwhile. `data-tip-beside` selects what around the control is not to be covered.
 */
class Tip extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    key: { state: true },
    name: { state: true },
    formula: { state: true },
    fixed: { state: true },
  });

  constructor() {
    super();
    /** Of what is explained, empty if nothing is. */
    this.key = '';
    /** Of an icon, which says no name by itself. */
    this.name = '';
    /** MathML. */
    this.formula = '';
    /** That it cannot be changed here, as a sentence. */
    this.fixed = '';
  }

  /** @type {HTMLElement | null} */
  #target = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Where a finger is held. @type {{ x: number, y: number } | null} */
  #finger = null;
  /** Whether what is shown was asked for by a finger. */
  #held = false;
  #pressing = false;
  /** A mistake shows while its field is explained. */
  #mistakes = new MutationObserver(() => this.#target?.matches('[data-wrong]') && this.#hide());
  /** What goes away does not always give up the focus first. */
  #sizes = new ResizeObserver(() => this.#target?.getClientRects().length === 0 && this.#hide());
  #listening = new AbortController();

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ react) =>
      document.addEventListener(type, react, { signal, capture: true });
    on('pointerover', (/** @type {PointerEvent} */ event) => this.#over(event));
    on('pointerdown', (/** @type {PointerEvent} */ event) => this.#touched(event));
    on('pointermove', (/** @type {PointerEvent} */ event) => this.#slipped(event));
    for (const end of ['pointerup', 'pointercancel']) on(end, () => this.#lifted());
    on('click', (/** @type {Event} */ event) => this.#clicked(event));
    on('contextmenu', (/** @type {Event} */ event) => this.#held && event.preventDefault());
    on('focusin', (/** @type {FocusEvent} */ event) => this.#focused(event));
    on('focusout', () => this.#held || this.#hide());
    on('keydown', (/** @type {KeyboardEvent} */ event) => this.#pressed(event));
    // What it was placed by is elsewhere then.
    for (const move of ['scroll', 'resize']) {
      addEventListener(move, () => this.#hide(), { signal, capture: true });
    }
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
      ${this.fixed ? html`<p>${this.fixed}</p>` : nothing}
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

  /** @param {PointerEvent} event */
  #touched({ target, pointerType, clientX, clientY }) {
    if (target instanceof Element && target.closest(`#${ID}`)) return;
    this.#hide();
    this.#pressing = false;
    if (pointerType !== 'touch' || !(target instanceof Element)) return;
    const explained = /** @type {HTMLElement | null} */ (target.closest('[data-tip]'));
    // On the pad a finger that rests draws.
    if (explained === null || explained.matches('[role=application]')) return;
    this.#finger = { x: clientX, y: clientY };
    this.#timer = setTimeout(() => {
      this.#held = true;
      this.#show(explained, explained);
    }, HOLD);
  }

  /** @param {PointerEvent} event */
  #slipped({ clientX, clientY }) {
    if (this.#finger === null) return;
    if (Math.hypot(clientX - this.#finger.x, clientY - this.#finger.y) > SLIP) this.#lifted();
  }

  /** Too early, or after the explanation has appeared. */
  #lifted() {
    if (this.#finger !== null && !this.#held) clearTimeout(this.#timer);
    this.#finger = null;
  }

  /** The finger that asked does not press what it asked about. @param {Event} event */
  #clicked(event) {
    if (!this.#held || (event.target instanceof Element && event.target.closest(`#${ID}`))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {FocusEvent} event */
  #focused({ target, relatedTarget }) {
    if (this.#held || this.#pressing) return;
    if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return;
    const explained = /** @type {HTMLElement | null} */ (target.closest('[data-tip]'));
    // Once is enough for all the cells of a grid.
    const within = relatedTarget instanceof Node && explained?.contains(relatedTarget);
    if (explained && !within) this.#show(explained, target);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    this.#pressing = PRESSES.includes(event.key);
    this.#held = false;
    if (event.key !== 'Escape' || this.#target === null) return;
    const inWindow =
      this.#target.closest('dialog') ?? document.querySelector('.popover:popover-open');
    this.#hide();
    // A window or a popover goes with its explanations; what lies beneath else stays.
    if (inWindow) return;
    event.stopPropagation();
    event.preventDefault();
  }

  /**
   * @param {HTMLElement} explained
   * @param {HTMLElement} described the control itself
   */
  async #show(explained, described) {
    const held = this.#held;
    this.#hide();
    if (!explained.isConnected || explained.matches('[data-wrong]')) return;
    this.#held = held;
    this.#target = explained;
    this.#mistakes.observe(explained, { attributeFilter: ['data-wrong'] });
    this.#sizes.observe(explained);
    this.key = explained.dataset.tip ?? '';
    this.name = explained.matches('button') ? (explained.getAttribute('aria-label') ?? '') : '';
    const field = /** @type {HTMLElement | null} */ (
      explained.closest('[data-field], [data-fixed]')
    );
    this.fixed = field?.dataset.fixed ?? '';
    const formula = await formulaOf(explained.dataset.formula);
    if (this.#target !== explained) return;
    this.formula = formula;
    if (this.key) describe(described, true);
    await this.updateComplete;
    // The focus may have gone on meanwhile: what is shown would be empty.
    if (this.#target !== explained) return;
    const tip = /** @type {HTMLElement} */ (this.querySelector(`#${ID}`));
    tip.showPopover();
    const beside = explained.dataset.tipBeside;
    place(tip, ((beside && explained.closest(beside)) || explained).getBoundingClientRect());
  }

  #hide() {
    clearTimeout(this.#timer);
    this.#held = false;
    if (this.#target === null) return;
    this.#mistakes.disconnect();
    this.#sizes.disconnect();
    this.key = '';
    this.name = '';
    this.formula = '';
    this.#target = null;
    for (const one of document.querySelectorAll(`[aria-describedby~="${ID}"]`))
      describe(one, false);
    // While the page opens, the focus may come and go before there is anything drawn.
    /** @type {HTMLElement | null} */ (this.querySelector(`#${ID}`))?.hidePopover();
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
  const most = innerHeight - MARGIN - height;
  const [below, above] = [target.bottom + MARGIN, target.top - MARGIN - height];
  const top = below <= most ? below : above >= MARGIN ? above : most;
  // The scroll bar is not in it.
  const { clientWidth } = document.documentElement;
  const left = Math.min(Math.max(target.left, MARGIN), clientWidth - width - MARGIN);
  tip.style.top = `${Math.max(MARGIN, top)}px`;
  tip.style.left = `${left}px`;
}

customElements.define('strata-tip', Tip);
