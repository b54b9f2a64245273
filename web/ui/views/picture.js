/**
 * Makes a canvas as fine as the screen and clears it.
 *
 * @param {HTMLCanvasElement | null} canvas laid out
 * @returns {{ context: CanvasRenderingContext2D, width: number, height: number } | null} in the page's pixels
 */
export function freshCanvas(canvas) {
  const { clientWidth: width = 0, clientHeight: height = 0 } = canvas ?? {};
  const context = canvas?.getContext('2d');
  if (!canvas || !context || width === 0) return null;
  const ratio = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  return { context, width, height };
}

/** @typedef {import('lit').ReactiveController} ReactiveController */

/** Paints again when an element has another size. @implements {ReactiveController} */
export class Resized {
  /** CSS pixels that the element has. */
  width = 640;
  #observer;

  /** @param {import('../element.js').PageElement} host */
  constructor(host) {
    this.host = host;
    this.#observer = new ResizeObserver(() => {
      this.width = host.clientWidth || this.width;
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostConnected() {
    this.#observer.observe(this.host);
  }

  hostDisconnected() {
    this.#observer.disconnect();
  }
}
