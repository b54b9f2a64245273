import { html, nothing, svg } from 'lit';
import { PageElement } from '../element.js';
import { count, scientific } from '../numbers.js';
import { t } from '../words/words.js';

const [WIDTH, HEIGHT] = [28, 250];
/** So many characters fit across. */
const WIDEST = 3;

/** A hidden layer seen edge-on: its units and, upright, the histogram of what goes into its activation. Press to open. */
class Spine extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    number: { attribute: false },
    units: { attribute: false },
    activation: { attribute: false },
    index: { attribute: false },
    open: { attribute: false },
  });

  constructor() {
    super();
    /** Counted from 0. */
    this.number = 0;
    this.units = 0;
    /** Its name, empty where there is none. */
    this.activation = '';
    /** Of the activation in the document. */
    this.index = -1;
    /** Shows the layer as a whole. */
    this.open = () => {};
    this.follow(() => [this.session.look]);
  }

  /** @override */
  render() {
    const view = this.session.look.views?.layers[this.index];
    const label = t('spine.open', {
      number: this.number + 1,
      units: this.units,
      activation: this.activation || t('spine.none'),
    });
    return html`<div class="spine" aria-hidden="true">
        <b>${this.number + 1}</b><span class="amount">${count(this.units)}</span>
        ${reach(view ? `+${scientific(view.high)}` : '')}
        <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
          <path class="axis" d="M1 0V${HEIGHT}M0 ${HEIGHT / 2}H${WIDTH}" />
          ${view ? bars(view) : nothing}
        </svg>
        ${reach(view ? scientific(view.low) : '')}
        <span class="name">${this.activation}</span>
      </div>
      <button type="button" class="open" aria-label=${label} data-tip="spine" @click=${() => this.open()}></button>`;
  }
}

/** @param {string} text upright where it is wider than the spine */
function reach(text) {
  return html`<span class="reach ${text.length > WIDEST ? 'upright' : ''}">${text}</span>`;
}

/** @param {import('../../worker/protocol.js').LayerView} view */
function bars({ counts }) {
  const most = Math.max(1, ...counts);
  const height = HEIGHT / counts.length;
  const path = (/** @type {number} */ from, /** @type {number} */ to) => {
    let d = '';
    for (let i = from; i < to; i++) {
      const width = ((counts[i] ?? 0) / most) * (WIDTH - 2);
      const y = HEIGHT - (i + 1) * height;
      d += `M1 ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}H1Z`;
    }
    return d;
  };
  const half = counts.length / 2;
  return svg`<path class="bars negative" d=${path(0, half)} /><path class="bars positive" d=${path(half, counts.length)} />`;
}

customElements.define('strata-spine', Spine);
