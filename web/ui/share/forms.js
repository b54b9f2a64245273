import { bounds, parseExperiment } from '../../engine/experiment/index.js';
import { encodeLink } from '../../engine/link.js';
import { count, inFours, percent } from '../numbers.js';
import { nameOf } from '../state/run-names.js';

/** @typedef {import('../../engine/experiment/index.js').Experiment} Experiment */
/** @typedef {import('../../engine/link.js').Claim} Claim */

/**
 * Ways to hand a link on as text, by the ends of their names' keys.
 * @type {Readonly<Record<string, (link: string, experiment: Experiment) => string>>}
 */
export const forms = Object.freeze({
  link: (link) => link,
  markdown: (link, experiment) => `[Strata: ${forMarkdown(nameOf(experiment))}](${link})`,
  element(link) {
    const { hash } = new URL(link);
    const [, what = '', value = ''] = /^#(\w+)=(.*)$/.exec(hash) ?? [];
    const { href } = new URL('strata-playground.js', link);
    const name = what === 'lesson' ? 'lesson' : 'experiment';
    return `<script src="${href}"></script>\n<strata-playground ${name}="${forHtml(decodeURIComponent(value))}"></strata-playground>`;
  },
  iframe(link, experiment) {
    const { href } = new URL(`embed.html${new URL(link).hash}`, link);
    return `<iframe src="${href}" title="Strata: ${forHtml(nameOf(experiment))}" loading="lazy" allow="clipboard-write" width="100%" height="800"></iframe>`;
  },
});

/** @param {string} text in which these mean something */
function forMarkdown(text) {
  return text.replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}

/** @param {string} text in a quoted attribute */
function forHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/**
 * A link's text with a claim in it. Its experiment leads to the claim by itself: it goes on at least as far, and no target
 * accuracy ends it before.
 *
 * @param {Experiment} experiment
 * @param {Claim} claim
 * @param {number} stepsPerEpoch
 * @returns {string | null} null if no experiment has as many epochs
 */
export function claimText(experiment, claim, stepsPerEpoch) {
  const epochs = Math.max(experiment.epochs, Math.ceil(claim.steps / stepsPerEpoch));
  if (epochs > bounds.epochs.max) return null;
  return encodeLink(parseExperiment({ ...experiment, epochs, target_accuracy: 1 }), claim);
}

/** @param {Claim} claim @returns {Record<'steps' | 'classes' | 'accuracy' | 'weights', string>} what sentences say of it */
export function claimWords({ steps, testAccuracy, fingerprint }) {
  return {
    steps: count(steps),
    classes: testAccuracy === null ? 'no' : 'yes',
    accuracy: testAccuracy === null ? '' : percent(testAccuracy),
    weights: inFours(fingerprint),
  };
}
