import { html } from 'lit';
import { PageElement } from '../element.js';
import { paintSheet } from '../ink.js';
import { count } from '../numbers.js';
import { theme } from '../theme.js';
import { t, words } from '../words/words.js';

const SHOWN = 32;
const COLUMNS = 8;
const SIDE = 28;
/** Milliseconds between two batches while training runs: faster could not be looked at. */
const PAUSE = 500;

/** Images of the batch that the last step learnt from. */
class Batch extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    batch: { state: true },
  });

  constructor() {
    super();
    /** @type {{ images: Uint8Array, labels: Uint8Array } | null} */
    this.batch = null;
    this.follow(() => [this.session.readouts, this.session.experiment, theme, words]);
  }

  #shown = '';
  #busy = false;

  /** @override */
  render() {
    const { batch } = this.session.experiment.document;
    const images = this.session.run.snapshot?.imagesPerEpoch ?? 0;
    const size = images
      ? { batch: count(Math.min(batch, images)), images: count(images) }
      : { batch: count(batch), images: '–' };
    const labels = [...(this.batch?.labels ?? [])].join(' ');
    return html`
      <h3>${t('batch.title')} <small>${t('batch.size', size)}</small></h3>
      <canvas
        width=${COLUMNS * SIDE}
        height=${(SHOWN / COLUMNS) * SIDE}
        role="img"
        aria-label=${labels ? t('batch.images', { labels }) : t('batch.none')}
      ></canvas>
    `;
  }

  /** @override */
  updated() {
    const canvas = this.querySelector('canvas');
    if (canvas && this.batch) {
      paintSheet(canvas, this.batch.images, COLUMNS, theme.colour('--ink'));
    }
    this.#refresh();
  }

  async #refresh() {
    const { step = 0, generation = 0, data } = this.session.run.snapshot ?? {};
    const { batch } = this.session.experiment.document;
    const wanted = `${generation} ${step} ${batch} ${(data?.train ?? 0) > 0}`;
    if (this.#busy || wanted === this.#shown) return;
    this.#busy = true;
    this.#shown = wanted;
    const found = await this.session.ask('batch', SHOWN);
    if (found) this.batch = found;
    if (this.session.running) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    this.#busy = false;
    this.requestUpdate();
  }
}

customElements.define('strata-batch', Batch);
