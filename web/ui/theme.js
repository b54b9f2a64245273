import { Changing } from './state/listeners.js';

/** The style sheet's colours, for canvases: these do not follow the scheme by themselves. */
class Theme extends Changing {
  /** @type {Map<string, string>} */
  #known = new Map();

  constructor() {
    super();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#known.clear();
      this.changed();
    });
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
}

export const theme = new Theme();
