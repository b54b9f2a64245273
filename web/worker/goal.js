/** How far training is to go. */
export class Goal {
  /** Until this step; Infinity: until the epochs are done. */
  step = 0;
  /** After so many epochs it stops by itself. */
  epochs = 0;

  get endless() {
    return this.step === Number.POSITIVE_INFINITY;
  }

  run() {
    this.step = Number.POSITIVE_INFINITY;
  }

  rest() {
    this.step = 0;
  }

  /** Steps that are still to come count too, whenever the presses arrive. @param {number} reached the present step */
  oneMore(reached) {
    this.step = (this.endless ? reached : Math.max(reached, this.step)) + 1;
  }

  /**
   * At the end of the epochs a run rests; where tests decide whether it ends before, they come first.
   *
   * @param {import('./session.js').Session} session
   * @returns {boolean} whether they do
   */
  awaits(session) {
    if (!this.endless) return false;
    if (session.undecided) {
      session.awaitTests();
      return true;
    }
    if (session.epochs >= this.epochs) this.rest();
    return false;
  }

  /**
   * As many epochs as the experiment says or, once these are done and Run is pressed again, as many more.
   *
   * @param {number} epochs
   * @param {number} trained epochs, with fractions
   */
  fit(epochs, trained) {
    const done = Math.floor(trained);
    const again = this.endless && done >= epochs;
    this.epochs = again ? epochs * Math.floor(done / epochs + 1) : epochs;
  }
}
