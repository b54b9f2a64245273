import { html, nothing, svg } from 'lit';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, fixed, scientific } from '../numbers.js';
import { t } from '../words/words.js';
import { decades, gradientVerdict } from './verdict.js';

/** Height of the picture, and where its axis begins and ends. */
const [HEIGHT, TOP, BOTTOM] = [52, 6, 46];
const WIDTH = 212;
/** The history ends here; the present figure follows. */
const END = 0.62;

/** The picture's share of a layer: the norm of its gradient over the steps, on an axis that all layers share. */
class GradientFlow extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    layer: { attribute: false },
    layers: { attribute: false },
    first: { attribute: false },
    narrow: { attribute: false },
  });

  constructor() {
    super();
    /** The linear layer in the document. */
    this.layer = 0;
    /** All linear layers, which share the axis. @type {readonly number[]} */
    this.layers = [];
    /** Whether the axis is marked here. */
    this.first = false;
    this.narrow = false;
    this.follow(() => [this.session.look]);
  }

  /** @override */
  render() {
    const { look } = this.session;
    const histories = this.layers.map((layer) => look.gradients(layer)?.y ?? []);
    const { low, high } = decades(histories.flatMap((list) => [...list.slice(-200)]));
    const place = (/** @type {number} */ value) => {
      const log = value > 0 ? Math.log10(value) : low;
      return BOTTOM - ((Math.min(high, Math.max(low, log)) - low) / (high - low)) * (BOTTOM - TOP);
    };
    const { x: steps = [], y: norms = [] } = look.gradients(this.layer) ?? {};
    const history = norms.slice(-200);
    const now = history.at(-1);
    const alone = history.length === 1 ? count(steps[0] ?? 0) : '';
    const width = this.narrow ? 30 : WIDTH;
    const end = this.narrow ? width / 2 : width * END;
    return html`
      <svg viewBox="0 0 ${width} ${HEIGHT}" aria-hidden="true">
        ${marksBetween(low, high).map(
          (power) =>
            svg`<path class="grid" d="M0 ${place(10 ** power)}H${width}" />${
              this.first
                ? svg`<text class="mark" x="-4" y=${place(10 ** power) + 3}>${scientific(10 ** power)}</text>`
                : nothing
            }`,
        )}
        ${this.narrow ? nothing : svg`<path class="history" d=${line(history, place, end)} />`}
        ${
          now === undefined || Number.isNaN(now)
            ? nothing
            : svg`<circle cx=${end} cy=${place(now)} r="3.5" />
              ${this.narrow ? nothing : svg`<text class="now" x=${end + 8} y=${place(now) + 4}>${scientific(now)}</text>`}
              ${alone && !this.narrow ? svg`<text class="alone" x=${end - 8} y=${place(now) + 4}>${t('flow.alone', { step: alone })}</text>` : nothing}`
        }
      </svg>
      ${this.narrow ? nothing : html`<p class="caption">${this.#update()}</p>`}
    `;
  }

  #update() {
    const norms = this.session.look.norms?.layers[this.layer];
    if (!norms || norms.weight === 0) return t('flow.update', { ratio: '–' });
    const ratio = norms.weight / norms.update;
    const text = ratio >= 10 ? `1/${count(Number(ratio.toPrecision(2)))}` : scientific(1 / ratio);
    return t('flow.update', { ratio: Number.isFinite(ratio) ? text : '0' });
  }
}

/**
 * @param {number} low exponent
 * @param {number} high
 */
function marksBetween(low, high) {
  const stride = Math.ceil((high - low) / 3);
  const marks = [];
  for (let power = high; power >= low; power -= stride) marks.push(power);
  return marks;
}

/**
 * @param {readonly number[]} values
 * @param {(value: number) => number} place
 * @param {number} width
 */
function line(values, place, width) {
  return values
    .map((value, i) => {
      const x = (width * i) / Math.max(1, values.length - 1);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${place(value).toFixed(1)}`;
    })
    .join('');
}

/**
 * Healthy, vanishing or exploding, with the figure behind the word.
 *
 * @param {import('../state/look-store.js').LookStore} look
 * @param {readonly number[]} layers linear ones
 * @param {(i: number) => string} nameOf
 */
export function flowVerdict(look, layers, nameOf) {
  const measured = layers.flatMap((layer) => look.norms?.layers[layer] ?? []);
  const verdict = gradientVerdict(
    measured.map(({ outputGradient }) => outputGradient),
    measured.map(({ update, weight }) => (weight > 0 ? update / weight : 0)),
    measured.some(({ update }) => update !== 0),
  );
  if (verdict.kind === 'unknown') {
    const begun = (look.session.run.snapshot?.step ?? 0) > 0;
    return html`<p class="flow-verdict">${t(begun ? 'flow.next' : 'flow.unknown')}</p>`;
  }
  if (verdict.kind === 'healthy') {
    return html`<p class="flow-verdict">
      ${icons.check}<b>${t('flow.healthy')}</b>
      ${t('flow.healthy-figure', { share: Math.round(100 * verdict.share) })}
    </p>`;
  }
  const layer = verdict.kind === 'still' ? '' : nameOf(verdict.layer);
  return html`<p class="flow-verdict alarming">
    ${icons.alarm}<b>${t(`flow.${verdict.kind}`)}</b> ${figureOf(verdict, layer)}
  </p>`;
}

/**
 * @param {Exclude<ReturnType<typeof gradientVerdict>, { kind: 'unknown' | 'healthy' }>} verdict
 * @param {string} layer its name
 */
function figureOf(verdict, layer) {
  if (verdict.kind === 'still') return t('flow.still-figure');
  if (verdict.kind === 'vanishing') {
    if (verdict.factor === Number.POSITIVE_INFINITY) return t('flow.vanishing-all', { layer });
    return t('flow.vanishing-figure', { layer, factor: factorText(verdict.factor) });
  }
  if (verdict.kind === 'leaping') {
    const { ratio } = verdict;
    return t('flow.leaping-figure', {
      layer,
      ratio: ratio < 10 ? fixed(ratio, 1) : factorText(ratio),
    });
  }
  return t('flow.exploding-figure', { layer, norm: scientific(verdict.norm) });
}

/** @param {number} factor */
function factorText(factor) {
  return factor < 1e6 ? count(Number(factor.toPrecision(2))) : scientific(factor);
}

customElements.define('strata-flow', GradientFlow);
