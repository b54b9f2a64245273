import { html } from 'lit';
import { fixed } from '../numbers.js';
import { t } from '../words/words.js';

/** Where numbers are aimed at, the loss is the figure. @param {import('../state/session.js').Session} session */
export function lossResult({ run, experiment }) {
  const { test } = run;
  return html`<div class="result">
    <p class="accuracy"><b>${fixed(test?.loss, 3)}</b></p>
    <p><strong>${t('results.test-loss')}</strong><br />${experiment.document.loss}</p>
    <dl>
      <div><dt>${t('results.train-loss')}</dt><dd>${fixed(run.loss, 3)}</dd></div>
    </dl>
  </div>`;
}
