import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { tileImages } from '../layer/tile-images.js';
import { fixed, percent, scientific } from '../numbers.js';
import { stagesOf } from '../stack/stages.js';
import { nameOf, shortNames } from '../state/run-names.js';
import { hasClasses, inputOf, kindOf, rowOf } from '../state/sets.js';
import { theme } from '../theme.js';
import { Resized } from '../views/picture.js';
import { moment, progress, Work } from '../views/work.js';
import { t, words } from '../words/words.js';
import { curvesOf } from './curves.js';
import { funnel } from './funnel.js';
import { gapInWords } from './gap.js';
import { gradientShare, slopeShares } from './shares.js';
import { isTested, sidesOf } from './sides.js';
import { differenceWords } from './twin-switch.js';

/** @typedef {import('./sides.js').Side} Side */

/** CSS pixels of an image of an output, on a screen of twice as many. */
const IMAGE = { images: 50, plane: 92 };
/** What stands beside a funnel, and the width from which on it does. */
const [BESIDE, WIDE] = [196, 480];
/** Test rows that matrix and network are compared on while training goes on, and at rest. */
const [SOME, ALL] = [1000, 10_000];

const names = /** @type {const} */ (['A', 'B']);

/** Twins beside one another: what they are, how far they have come, and what each computes. */
class TwinsView extends PageElement {
  constructor() {
    super();
    this.follow(() => [
      this.session,
      this.session.experiment,
      this.session.readouts,
      this.session.look,
      this.session.twin,
      this.session.twin.run,
      theme,
      words,
    ]);
  }

  #resized = new Resized(this);
  /** The one of several linear layers without activations, multiplied through. */
  #work = new Work(
    this,
    async (ticket) => {
      const side = this.#linear;
      const client = side?.shown ? this.session : this.session.twin.client;
      return (await client?.ask('collapse', ticket, this.session.running ? SOME : ALL)) ?? null;
    },
    () => {
      const now = this.#linear ? moment(this.session) : null;
      return now && `${now} ${this.session.twin.run.snapshot?.step} ${this.session.running}`;
    },
  );

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.session.twin.look.watch(true);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.session.twin.look.watch(false);
  }

  /** @returns {Side | undefined} the twin that is several linear layers and nothing else */
  get #linear() {
    return sidesOf(this.session).find(
      ({ document: { layers } }) =>
        layers.length > 1 && layers.every(({ type }) => type === 'linear'),
    );
  }

  /** @override */
  render() {
    const sides = sidesOf(this.session);
    const differences = shortNames(sides.map(({ document }) => nameOf(document)));
    return html`<div class=${this.#resized.width < WIDE ? 'view twins narrow' : 'view twins'}>
      <p>${t('twins.what', { difference: differenceWords(this.session.twin.section) })}</p>
      <div class="pair">
        ${sides.map((side, i) => this.#side(side, names[i] ?? '', differences[i] === nameOf(side.document) ? '' : (differences[i] ?? '')))}
      </div>
      ${this.#computed(sides)}
      ${this.#facts(sides)}
    </div>`;
  }

  /**
   * @param {Side} side
   * @param {string} name
   * @param {string} difference
   */
  #side(side, name, difference) {
    const { document, run } = side;
    const classes = hasClasses(document);
    const overflow = run.snapshot?.nonFinite;
    const figure = classes ? percent(run.accuracy) : fixed(run.test?.loss, 3);
    const wide = this.#resized.width >= WIDE;
    const [number, sign] = figure.split(/\s/);
    return html`<section aria-label=${t('twins.network', { name })}>
      <h3>${name} ${swatch(side.shown)} <small>${difference}</small></h3>
      ${funnel(document, Math.max(120, this.#resized.width - (wide ? BESIDE : 0) - 26), t('twins.funnel', { name, shape: nameOf(document) }))}
      <p class=${isTested(side) ? 'reached' : 'reached stale'}>
        <b>${number}</b>${sign ? html`<small>${sign}</small>` : nothing}<span>${overflow ? t('compare.failed', { step: overflow.step }) : t(classes ? 'results.accuracy' : 'results.test-loss')}</span>
      </p>
    </section>`;
  }

  /** What comes out at either's end. @param {readonly Side[]} sides */
  #computed(sides) {
    const [first] = sides;
    const kind = first && kindOf(first.document);
    if (!first || !kind || kind === 'table') return nothing;
    const { outputs } = rowOf(first.document);
    if (kind === 'line') {
      return html`<section><h3>${t('twins.computes')} <small>${t('twins.computes-line')}</small></h3>${curvesOf(sides, this.#resized.width)}</section>`;
    }
    const size = `width:${IMAGE[kind]}px;height:${IMAGE[kind]}px`;
    return html`<section>
      <h3>${t('twins.computes')} <small>${t(`twins.computes-${kind}`)}</small></h3>
      <div class="computed ${kind}" role="group">
        ${Array.from({ length: outputs }, (_, i) => html`<span class="class" aria-hidden="true">${i}</span>`)}
        ${sides.map(
          (_, side) =>
            html`<b>${names[side]}</b>${Array.from(
              { length: outputs },
              (_, i) =>
                html`<canvas width=${2 * IMAGE[kind]} height=${2 * IMAGE[kind]} .style=${size} role="img" aria-label=${t('twins.image', { name: names[side] ?? '', output: i })}></canvas>`,
            )}`,
        )}
      </div>
    </section>`;
  }

  /** @param {readonly Side[]} sides */
  #facts(sides) {
    const [a, b] = sides;
    if (!a || !b) return nothing;
    const classes = hasClasses(a.document);
    const values = sides.map(({ run }) => (classes ? run.accuracy : (run.test?.loss ?? null)));
    const [from = null, to = null] = values;
    const gap = from === null || to === null ? null : classes ? 100 * to - 100 * from : to - from;
    const both = values.map((value) => (classes ? percent(value) : fixed(value, 3)));
    return html`<dl class="view-figures">
      <div>
        <dt>${t('twin.gap')}</dt>
        <dd class="figure">${classes && gap !== null ? t('twins.points', { gap: gapInWords(gap, classes) }) : gapInWords(gap, classes)}</dd>
        <dd class="aside">${t(classes ? 'twins.accuracies' : 'twins.losses', { a: both[0] ?? '', b: both[1] ?? '' })}</dd>
      </div>
      ${this.#linear ? this.#matrix(this.#linear) : this.#signals(sides)}
    </dl>`;
  }

  /** How far a stack of linear layers is from one matrix. @param {Side} side */
  #matrix({ document }) {
    const { found } = this.#work;
    const widths = document.layers.flatMap((one) => (one.type === 'linear' ? [one.units] : []));
    const narrowest = Math.min(inputOf(document), ...widths);
    return html`<div data-tip="collapse-gap">
        <dt>${t('twins.to-matrix')}</dt>
        <dd class="figure">${found ? scientific(found.gap) : '–'}</dd>
        <dd class="aside">${t('twins.to-matrix-what')} ${progress(this.#work, t('collapse.comparing'))}</dd>
      </div>
      <div data-tip="collapse-rank">
        <dt>${t('twins.rank', { product: productOf(widths.length) })}</dt>
        <dd class="figure">${found ? found.rank : '–'}</dd>
        <dd class="aside">${t('collapse.narrowest', { narrowest })}</dd>
      </div>`;
  }

  /** What passes through either. @param {readonly Side[]} sides */
  #signals(sides) {
    const deep = sides.some(({ document: { layers } }) => stagesOf(layers).hidden.length > 0);
    if (!deep) return nothing;
    const gradients = sides.map((side) => scientific(gradientShare(side)));
    const shares = sides.map(slopeShares);
    const inputs = Math.max(...shares.map((share) => share?.inputs ?? 0));
    const kind = shares.some((share) => share && share.dead > 0) ? 'dead' : 'flat';
    const parts = shares.map((share) => percent(share?.[kind]));
    // The verdict of a lesson counts over all examples: the name says over how many this does.
    const name = kind === 'dead' ? t('twins.dead', { inputs }) : t('twins.flat');
    return html`${pair(t('twins.gradient'), gradients, t('twins.gradient-what'))}
      ${pair(name, parts, t(`twins.${kind}-what`, { inputs }))}`;
  }

  /** @override */
  updated() {
    const canvases = [...this.querySelectorAll('canvas')];
    const sides = sidesOf(this.session);
    const per = canvases.length / sides.length;
    for (const [side, { document, views }] of sides.entries()) {
      const { index } = stagesOf(document.layers).output.linear;
      const tiles = views?.tiles.find(({ layer }) => layer === index);
      const images = tiles && tileImages(tiles, kindOf(document));
      for (const [i, canvas] of canvases.slice(side * per, (side + 1) * per).entries()) {
        const context = canvas.getContext('2d');
        context?.clearRect(0, 0, canvas.width, canvas.height);
        if (!context || !images || i >= tiles.count) continue;
        const { width, height } = images;
        context.imageSmoothingEnabled = canvas.width > 2 * width;
        context.drawImage(
          images.canvas,
          0,
          i * height,
          width,
          height,
          0,
          0,
          canvas.width,
          canvas.height,
        );
      }
    }
  }
}

/**
 * @param {string} name
 * @param {readonly string[]} figures of a and of b
 * @param {string} what they are
 */
function pair(name, figures, what) {
  return html`<div>
    <dt>${name}</dt>
    <dd class="figure two">${figures.map((one, i) => html`<span><small>${names[i]}</small> ${one}</span>`)}</dd>
    <dd class="aside">${what}</dd>
  </div>`;
}

/** @param {number} layers @returns {string} such as W₃W₂W₁ */
function productOf(layers) {
  if (layers > 4) return `W${subscript(layers)}⋯W₁`;
  return Array.from({ length: layers }, (_, i) => `W${subscript(layers - i)}`).join('');
}

/** @param {number} number */
function subscript(number) {
  return String(number).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? '');
}

/** What its line looks like in the charts. @param {boolean} shown */
function swatch(shown) {
  const look = shown ? 'stroke:var(--ink)' : 'stroke:var(--accent);stroke-dasharray:6 4';
  return html`<svg class="swatch" viewBox="0 0 32 8" aria-hidden="true"><path d="M1 4H31" .style=${look} /></svg>`;
}

customElements.define('strata-twins', TwinsView);
