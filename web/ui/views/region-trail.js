import { html } from 'lit';
import { t } from '../words/words.js';

/** More moments than this are thinned. */
const MOST = 300;

/** How many regions there were over the steps of one run. */
export class RegionTrail {
  /** @type {{ step: number, count: number }[]} */
  moments = [];
  #network = '';

  /** @param {string} network tells one run from another @param {number} step @param {number} count */
  note(network, step, count) {
    if (network !== this.#network) this.moments = [];
    this.#network = network;
    // A run that begins anew goes back.
    this.moments = this.moments.filter((one) => one.step < step);
    this.moments.push({ step, count });
    if (this.moments.length > MOST) this.moments = this.moments.filter((_, i) => i % 2 === 0);
  }
}

/** @param {readonly { step: number, count: number }[]} moments at least two */
export function trailPicture(moments) {
  const [first, last] = [moments[0], moments.at(-1)];
  const from = first?.step ?? 0;
  const span = (last?.step ?? 0) - from || 1;
  const most = Math.max(...moments.map(({ count }) => count));
  const points = moments.map(
    ({ step, count }) =>
      `${((100 * (step - from)) / span).toFixed(1)} ${(40 - (38 * count) / most).toFixed(1)}`,
  );
  const label = t('regions.trail', {
    from,
    to: last?.step ?? 0,
    first: first?.count ?? 0,
    last: last?.count ?? 0,
  });
  return html`<section><h3>${t('regions.trail-title')}</h3>
    <svg class="region-trail" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label=${label}><path class="ground" d="M0 40H100" /><path d=${`M${points.join('L')}`} /></svg>
    <p class="aside">${label}</p></section>`;
}
