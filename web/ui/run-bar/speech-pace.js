/** Milliseconds between two sentences: what changes meanwhile would be heard as a stutter. */
const PAUSE = 5000;

/** Says what is new, the latest only, and never two things within the pause. */
export class Speech {
  #said = '';
  #next = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(text: string) => void} speak */
  constructor(speak) {
    this.speak = speak;
  }

  /** @param {string} text what is the case now */
  say(text) {
    this.#next = text;
    if (this.#timer === undefined) this.#speak();
  }

  #speak() {
    if (this.#next === this.#said) return;
    this.#said = this.#next;
    this.speak(this.#said);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#speak();
    }, PAUSE);
  }
}
