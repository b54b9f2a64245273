import { schemes } from './schemes.js';
import { Changing } from './state/listeners.js';
import { localShelf } from './state/storage.js';

/** @typedef {import('./schemes.js').Scheme} Scheme */

const MEMORY = 'strata-theme';

/** Light or dark, and the style sheet's colours for canvases, which do not follow the scheme by themselves. */
class Theme extends Changing {
  /** What the reader has chosen. */
  #chosen = remembered();
  choice = this.#chosen;
  #system = matchMedia('(prefers-color-scheme: dark)');
  /** @type {Map<string, string>} */
  #known = new Map();

  constructor() {
    super();
    this.#system.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get dark() {
    return this.choice === 'auto' ? this.#system.matches : this.choice === 'dark';
  }

  /** @param {Scheme} scheme */
  choose(scheme) {
    try {
      localShelf().setItem(MEMORY, scheme);
    } catch {
      // Where nothing may be stored, the choice holds until the page is closed.
    }
    this.#chosen = scheme;
    this.show(null);
  }

  /** Until the reader chooses another. @param {Scheme | null} scheme null: the one that was chosen last */
  show(scheme) {
    this.choice = scheme ?? this.#chosen;
    this.#apply();
  }

  /**
   * @param {string} name of a custom property, such as `--ink`
   * @returns {string} as `#rrggbb`
   */
  colour(name) {
    let value = this.#known.get(name);
    if (value === undefined) {
      value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      this.#known.set(name, value);
    }
    return value;
  }

  #apply() {
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
    this.restyled();
  }

  /** The styles have other colours. */
  restyled() {
    this.#known.clear();
    this.changed();
  }
}

/** @returns {Scheme} */
function remembered() {
  try {
    const stored = localStorage.getItem(MEMORY);
    return schemes.find((scheme) => scheme === stored) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export const theme = new Theme();
