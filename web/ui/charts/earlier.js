import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { place } from '../field/more.js';
import { icons } from '../icons.js';
import { count, fixed, percent } from '../numbers.js';
import { hasClasses } from '../state/sets.js';
import { isStoring } from '../state/storage.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';
import { lookOf, swatches } from './looks.js';

/** @typedef {import('../state/earlier-runs.js').EarlierRun} EarlierRun */

const POPOVER = 'earlier-runs';

/** The runs before this one: a button that opens their list, to rename, recolour, hide, restore and remove them. */
class Earlier extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session.earlier]);
  }

  /** @override */
  render() {
    const { runs, removed } = this.session.earlier;
    if (runs.length === 0 && removed === null) return nothing;
    const title = t('earlier.title', { count: runs.length });
    return html`<button class="quiet opener" type="button" data-tip="earlier" popovertarget=${POPOVER}>${title}${icons.open}</button>
      <div id=${POPOVER} class="popover earlier" popover role="group" aria-label=${title} @beforetoggle=${place}>
        <ul role="list">${[...runs].reverse().map((run) => this.#run(run))}</ul>
        ${runs.length === 0 ? html`<p class="aside">${t('earlier.none')}</p>` : nothing}
        ${
          removed
            ? html`<p class="aside">${t('earlier.removed', { name: removed.run.name })}
                <button type="button" class="link" data-tip="earlier-put-back" @click=${() => this.session.earlier.putBack()}>${t('earlier.put-back')}</button></p>`
            : nothing
        }
        <p class="aside">${t(!isStoring() || this.session.keeper.allowed === false ? 'earlier.not-kept' : 'earlier.about')}</p>
      </div>`;
  }

  /** @param {EarlierRun} run */
  #run(run) {
    const { earlier } = this.session;
    const { id, name, shown } = run;
    const { colour, dash } = lookOf(run);
    const line = `stroke:var(${colour});stroke-dasharray:${dash.join(' ')}`;
    return html`<li class=${shown ? '' : 'off'}>
      <label class="shown" data-tip="earlier-show">
        <input
          type="checkbox"
          aria-label=${t('earlier.show', { name })}
          .checked=${shown}
          @change=${(/** @type {Event} */ { target }) =>
            earlier.show(id, /** @type {HTMLInputElement} */ (target).checked)}
        />
        <svg viewBox="0 0 26 4" aria-hidden="true"><path d="M0 2H26" .style=${line} /></svg>
      </label>
      <input
        class="name"
        data-tip="earlier-name"
        type="text"
        maxlength="80"
        spellcheck="false"
        aria-label=${t('earlier.name', { name })}
        .value=${name}
        @change=${(/** @type {Event} */ { target }) => this.#rename(run, target)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#nameKey(event, name)}
      />
      ${iconButton({ icon: icons.reset, name: t('earlier.restore', { name }), tip: 'earlier-restore', act: () => this.#restore(run) })}
      ${iconButton({ icon: icons.remove, name: t('earlier.remove', { name }), tip: 'earlier-remove', act: () => this.#remove(id) })}
      <div class="facts"><p>${facts(run)}</p>${this.#colours(run)}</div>
    </li>`;
  }

  /** @param {EarlierRun} run */
  #colours({ id, name, colour }) {
    return html`<fieldset class="swatches" data-tip="earlier-colour">
      <legend class="hidden">${t('earlier.colour', { name })}</legend>
      ${swatches.map(
        (swatch, i) => html`<label title=${t(`colour.${swatch.name}`)}>
          <input
            type="radio"
            name=${`colour-${id}`}
            aria-label=${t(`colour.${swatch.name}`)}
            .checked=${colour === i}
            @change=${() => this.session.earlier.recolour(id, i)}
          /><span .style=${`background:var(${swatch.colour})`}></span>
        </label>`,
      )}
    </fieldset>`;
  }

  /** @param {EarlierRun} run @param {EventTarget | null} target */
  #rename({ id }, target) {
    const field = /** @type {HTMLInputElement} */ (target);
    this.session.earlier.rename(id, field.value);
    field.value = this.session.earlier.runs.find((run) => run.id === id)?.name ?? '';
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} name as it is
   */
  #nameKey(event, name) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (event.key === 'Enter') field.dispatchEvent(new Event('change'));
    if (event.key === 'Escape') {
      // As it was before; the list stays open.
      event.preventDefault();
      event.stopPropagation();
      field.value = name;
      field.blur();
    }
  }

  /** @param {EarlierRun} run */
  #restore(run) {
    this.#popover?.hidePopover();
    this.session.restore(run);
  }

  /** @param {string} id */
  async #remove(id) {
    this.session.earlier.remove(id);
    await this.updateComplete;
    // What had the focus is gone; the way back is next.
    /** @type {HTMLElement | null} */ (this.querySelector('button.link'))?.focus();
  }

  get #popover() {
    return /** @type {HTMLElement | null} */ (this.querySelector(`#${POPOVER}`));
  }
}

/** @param {EarlierRun} run */
function facts({ step, curves, failed, experiment }) {
  if (!hasClasses(experiment)) {
    const loss = fixed(curves.testLosses.y.at(-1), 3);
    return t(failed ? 'earlier.failed-loss' : 'earlier.facts-loss', { loss, steps: count(step) });
  }
  const accuracy = curves.accuracies.y.at(-1);
  const share = percent(accuracy === undefined ? null : accuracy / 100);
  return t(failed ? 'earlier.failed' : 'earlier.facts', { accuracy: share, steps: count(step) });
}

customElements.define('strata-earlier', Earlier);
