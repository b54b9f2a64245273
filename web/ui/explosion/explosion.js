import { html, svg } from 'lit';
import { parseExperiment } from '../../engine/experiment/index.js';
import '../charts/save.js';
import { PageElement } from '../element.js';
import { decades } from '../flow/verdict.js';
import { icons } from '../icons.js';
import { count, fixed, percent, scientific } from '../numbers.js';
import { layerName, stageName, stagesOf } from '../stack/stages.js';
import { hasClasses } from '../state/sets.js';
import { t } from '../words/words.js';
import { curesFor } from './cures.js';

/** @typedef {import('../../worker/protocol.js').LastStep} LastStep */
/** @typedef {import('../../worker/protocol.js').TrialResult} TrialResult */

const [WIDTH, HEIGHT, LEFT, RIGHT] = [324, 118, 34, 250];
/** Exponent of the largest 32-bit number. */
const LIMIT = 38.53;
/** Part of the way from guessing to all right after which a cure is called one: an epoch that helps gets further. */
const LEARNS = 0.7;
const DASHES = ['', '5 3', '2 2', '7 2 2 2'];

/** Why training stopped: the cause in a sentence, the last steps, and cures that have been tried. */
class Explosion extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.run, this.session.experiment]);
  }

  #tried = '';

  /** @override */
  render() {
    const { run, experiment } = this.session;
    const where = run.snapshot?.nonFinite;
    if (!where) return html``;
    const steps = run.snapshot?.aftermath?.steps ?? [];
    const place = layerName(experiment.document.layers, where.layer);
    return html`
      <h2 class="alarming">
        ${icons.alarm} ${t('explosion.title', { step: count(where.step) })}
        <strata-save .session=${this.session}></strata-save>
      </h2>
      <p class="cause"><b>${this.#cause(where, steps)}</b></p>
      <p class="aside">${t(`explosion.why-${where.what}`, { place })} ${t('explosion.kept', { step: count(where.step - 1) })}</p>
      ${steps.length > 0 ? this.#evidence(steps, where.layer) : html`<p class="aside">${t('explosion.measuring')}</p>`}
      ${this.#cures(where.layer)}
    `;
  }

  /** @override */
  updated() {
    const { run, experiment } = this.session;
    const { nonFinite, generation } = run.snapshot ?? {};
    const wanted = nonFinite ? `${generation} ${nonFinite.step}` : '';
    if (wanted === this.#tried) return;
    this.#tried = wanted;
    if (!nonFinite) return;
    const cures = curesFor(experiment.document, nonFinite.layer);
    this.session.tell(
      'tryCures',
      cures.map(({ document }) => parseExperiment(document)),
    );
  }

  /**
   * @param {import('../../worker/protocol.js').NonFinite} where
   * @param {LastStep[]} steps
   */
  #cause({ layer, what }, steps) {
    const { layers } = this.session.experiment.document;
    const place = layerName(layers, layer);
    const at = layers[layer];
    const linear = layers.slice(0, layer + 1).filter(({ type }) => type === 'linear').length - 1;
    const size = steps.at(-1)?.largest[linear];
    if (what !== 'activation') return t(`explosion.cause-${what}`, { place });
    if (at?.type === 'linear' || size === undefined || !Number.isFinite(size)) {
      return t('explosion.cause-activation', { place: stageName(layers, layer) });
    }
    const cause = t('explosion.cause-function', { place, size: scientific(size) });
    return cause.charAt(0).toUpperCase() + cause.slice(1);
  }

  /**
   * @param {LastStep[]} steps
   * @param {number} layer in which a number was not finite
   */
  #evidence(steps, layer) {
    const { layers } = this.session.experiment.document;
    const { hidden } = stagesOf(layers);
    const linear = layers.flatMap(({ type }, i) => (type === 'linear' ? [i] : []));
    const failed = linear.findLastIndex((i) => i <= layer);
    const last = steps.at(-1)?.sizes.length ?? 1;
    const names = Array.from({ length: last }, (_, i) =>
      i < hidden.length ? t('layer.name', { number: i + 1 }) : t('explosion.output'),
    );
    return html`
      <h3>${t('explosion.sizes')} <small>${t('explosion.sizes-what')}</small></h3>
      ${sizesChart(steps, names)}
      ${stepsTable(steps.slice(-5), names, { number: failed, layer: linear[failed] ?? 0 })}
    `;
  }

  /** @param {number} layer */
  #cures(layer) {
    const { document } = this.session.experiment;
    const trials = this.session.run.snapshot?.aftermath?.trials ?? [];
    return html`
      <h3>${t('cure.title')} <small>${t('cure.what')}</small></h3>
      <div class="cures">
        ${curesFor(document, layer).map(
          (
            { title, change, document: cured },
            i,
          ) => html`<button type="button" data-tip="cure" @click=${() => this.session.cure(cured, `${title}: ${change}`)}>
            <b>${title}</b><span>${change}</span>${verdict(trials[i], hasClasses(document) ? (document.data.classes?.length ?? 2) : 0)}
          </button>`,
        )}
      </div>
    `;
  }
}

/**
 * @param {TrialResult | undefined} trial
 * @param {number} classes how many there are to guess from, 0 where numbers are aimed at
 */
function verdict(trial, classes) {
  if (!trial?.done) {
    const steps = trial?.steps ?? 0;
    return html`<small>${steps > 0 ? t('cure.trying', { steps: count(steps) }) : t('cure.waiting')}</small>`;
  }
  if (trial.failedAt !== null) {
    return html`<small class="alarming">${icons.alarm} ${t('cure.fails', { step: count(trial.failedAt) })}</small>`;
  }
  if (classes === 0) {
    return html`<small>${t('cure.finite', { steps: count(trial.steps) })}</small>`;
  }
  const [accuracy, steps] = [percent(trial.accuracy), count(trial.steps)];
  const learns = (trial.accuracy ?? 0) > LEARNS + (1 - LEARNS) / classes;
  return learns
    ? html`<small>${t('cure.reaches', { accuracy, steps })}</small>`
    : html`<small class="alarming">${icons.alarm} ${t('cure.stays', { accuracy, steps })}</small>`;
}

/**
 * @param {LastStep[]} steps
 * @param {string[]} names of the linear layers
 */
function sizesChart(steps, names) {
  const { low, high } = decades(steps.flatMap(({ sizes }) => sizes));
  const top = Math.min(high, LIMIT);
  const place = (/** @type {number} */ size) => {
    const log = Number.isFinite(size) ? Math.log10(Math.max(size, 10 ** low)) : LIMIT;
    return 104 - ((Math.min(log, top + 1) - low) / (top + 1 - low)) * 94;
  };
  const across = (/** @type {number} */ i) =>
    LEFT + ((RIGHT - LEFT) * i) / Math.max(1, steps.length - 1);
  const stride = Math.max(1, Math.ceil((top - low) / 4));
  const marks = Array.from({ length: 5 }, (_, i) => Math.floor(low) + i * stride).filter(
    (power) => power <= top,
  );
  const labels = apart(names.map((_, layer) => place(steps.at(-1)?.sizes[layer] ?? 0)));
  return html`<svg class="sizes" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('explosion.chart')}>
    ${marks.map(
      (power) =>
        svg`<path class="grid" d="M${LEFT} ${place(10 ** power)}H${RIGHT}" /><text class="mark" x=${LEFT - 4} y=${place(10 ** power) + 3}>${scientific(10 ** power)}</text>`,
    )}
    ${names.map((name, layer) => {
      const points = steps.map(
        ({ sizes }, i) => `${across(i)} ${place(sizes[layer] ?? 0).toFixed(1)}`,
      );
      return svg`<path class="line" stroke-dasharray=${DASHES[layer % DASHES.length]} d="M${points.join('L')}" /><text x=${RIGHT + 6} y=${(labels[layer] ?? 0) + 3}>${name}</text>`;
    })}
    ${steps.map(({ step }, i) => svg`<text class="step" x=${across(i)} y="116">${count(step)}</text>`)}
  </svg>`;
}

/**
 * @param {number[]} places
 * @returns {number[]} the same in their order, far enough apart for a line of text each
 */
function apart(places) {
  const order = [...places.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  let least = Number.NEGATIVE_INFINITY;
  const moved = [...places];
  for (const i of order) {
    least = Math.max(places[i] ?? 0, least + 11);
    moved[i] = least;
  }
  return moved;
}

/**
 * The numbers of the layer that failed; the chart has all layers.
 *
 * @param {LastStep[]} steps
 * @param {string[]} names
 * @param {{ number: number, layer: number }} failed a linear layer: its number among them, and its place in the document
 */
function stepsTable(steps, names, failed) {
  const name = names[failed.number];
  const cell = (/** @type {number} */ value) =>
    html`<td class=${Number.isFinite(value) ? '' : 'alarming'}>${Number.isNaN(value) ? 'NaN' : scientific(value)}</td>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${t('explosion.step')}</th><th scope="col">${t('results.loss')}</th>
        <th scope="col">z ${name}</th><th scope="col">∂L/∂z ${name}</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map(
        (
          { step, loss, sizes, norms },
          i,
        ) => html`<tr class=${i === steps.length - 1 ? 'alarming' : ''}>
          <th scope="row">${count(step)}</th>
          ${Number.isFinite(loss) && loss < 1000 ? html`<td>${fixed(loss, 2)}</td>` : cell(loss)}
          ${cell(sizes[failed.number] ?? Number.NaN)}
          ${i === steps.length - 1 ? html`<td>–</td>` : cell(norms[failed.layer]?.outputGradient ?? 0)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

customElements.define('strata-explosion', Explosion);
