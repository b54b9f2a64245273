import { html, nothing } from 'lit';
import { closeOutside } from '../../dialog.js';
import { PageElement } from '../../element.js';
import { count, fixed, percent } from '../../numbers.js';
import { nameOf } from '../../state/run-names.js';
import { hasClasses } from '../../state/sets.js';
import { t } from '../../words/words.js';
import { tableOf } from './log.js';

/** Rows that are shown at most. */
const MOST = 100;

/** The curves as a table, in a dialog. */
class RunTable extends PageElement {
  /** @override */
  render() {
    const { run, earlier } = this.session;
    const rows = tableOf(run.curves, (step) => run.epochAt(step), MOST);
    const name = nameOf(earlier.trained);
    const classes = hasClasses(earlier.trained);
    return html`<dialog class="window run-table" aria-label=${t('table.title')} @close=${this.#closed} @click=${closeOutside}>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('table.title')}>
        <table>
          <caption>${t('table.caption', { name, rows: rows.length })}</caption>
          <thead>
            <tr>
              <th scope="col">${t('table.step')}</th><th scope="col">${t('table.epoch')}</th>
              <th scope="col">${t('results.train-loss')}</th><th scope="col">${t('results.test-loss')}</th>
              ${classes ? html`<th scope="col">${t('table.train-accuracy')}</th><th scope="col">${t('table.test-accuracy')}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr>
                <th scope="row">${count(row.step ?? 0)}</th><td>${fixed(row.epoch, 2)}</td>
                <td>${fixed(row.train_loss, 3)}</td><td>${fixed(row.test_loss, 3)}</td>
                ${classes ? html`<td>${percent(row.train_accuracy)}</td><td>${percent(row.test_accuracy)}</td>` : nothing}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <form method="dialog"><button class="main" data-tip="close">${t('inspect.close')}</button></form>
    </dialog>`;
  }

  /** @override */
  firstUpdated() {
    this.querySelector('dialog')?.showModal();
  }

  /** A dialog's own event does not rise. */
  #closed() {
    this.dispatchEvent(new Event('close'));
  }
}

customElements.define('strata-run-table', RunTable);
