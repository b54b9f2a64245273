/** @typedef {import('lit').ReactiveController} ReactiveController */
/** @typedef {import('../element.js').PageElement} PageElement */

const ENDS = ['pointerup', 'pointercancel', 'blur'];

/**
 * Whether an element is being pressed. What the press brings about elsewhere, such as the end of an edit, would move a
 * button from under the pointer before it is clicked: drawn is then only once the press is over.
 *
 * @implements {ReactiveController}
 */
export class Pressed {
  now = false;

  /** @param {PageElement} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    this.host.addEventListener('pointerdown', this.#press);
    for (const end of ENDS) addEventListener(end, this.#release);
  }

  hostDisconnected() {
    this.host.removeEventListener('pointerdown', this.#press);
    for (const end of ENDS) removeEventListener(end, this.#release);
    this.now = false;
  }

  #press = () => {
    this.now = true;
  };

  // The click comes after the end of the press.
  #release = () => {
    if (!this.now) return;
    setTimeout(() => {
      this.now = false;
      this.host.requestUpdate();
    });
  };
}
