import { html } from 'lit';
import { PageElement } from '../element.js';
import '../help/help.js';
import { icons, logo } from '../icons.js';
import { count, countRoughly, fixed, percent } from '../numbers.js';
import { schemes } from '../schemes.js';
import { hasClasses } from '../state/sets.js';
import { theme } from '../theme.js';
import { iconButton } from '../tip/icon-button.js';
import { choose, languages, t, words } from '../words/words.js';

/** Optimiser steps per second at most, from as fast as possible to slow enough for a class. */
const SPEEDS = [Number.POSITIVE_INFINITY, 100, 30, 10, 3, 1];

/**
 * What starts and stops training, and where it stands. What cannot be pressed keeps the focus, which a disabled button
 * would lose; the session takes no notice of it.
 */
class RunBar extends PageElement {
  constructor() {
    super();
    this.follow(() => [this.session, this.session.experiment, this.session.readouts, theme]);
  }

  /** @override */
  render() {
    const { session } = this;
    const { running, startable, experiment } = session;
    return html`
      <h1>${logo}<span>Strata</span></h1>
      <div class="buttons">
        <button
          class="main run"
          type="button"
          data-tip="run"
          aria-disabled=${!running && !startable}
          @click=${() => session.toggle()}
        >
          ${running ? icons.pause : icons.run}<span>${t(running ? 'run.pause' : 'run.run')}</span>
        </button>
        ${action('step', icons.step, t('run.step'), startable, () => session.step())}
        ${action('epoch', icons.epoch, t('run.epoch'), startable, () => session.epoch())}
        ${action('reset', icons.reset, t('run.reset'), session.fault === null, () => session.reset())}
      </div>
      ${this.#speed()} ${this.#readouts()}
      <div class="tools">
        ${iconButton({ name: t('run.undo'), icon: icons.undo, tip: 'undo', act: () => experiment.undo(), off: !experiment.canUndo })}
        ${iconButton({ name: t('run.redo'), icon: icons.redo, tip: 'redo', act: () => experiment.redo(), off: !experiment.canRedo })}
        <button class="lessons" type="button" data-tip="lessons" @click=${() => session.lessons.list()}>
          ${icons.book}<span>${t('lessons.title')}</span>
        </button>
        <button class="share" type="button" data-tip="share" @click=${() => session.address.share()}>
          ${icons.share}<span>${t('run.share')}</span>
        </button>
        ${this.#language()}
        ${iconButton({ name: t(`theme.${theme.choice}`), icon: theme.dark ? icons.sun : icons.moon, tip: 'theme', act: nextScheme })}
        <strata-help .session=${session}></strata-help>
      </div>
    `;
  }

  #speed() {
    const { session } = this;
    return html`<label class="speed" data-tip="speed">
      <span>${t('run.speed')}</span>
      <select
        @change=${(/** @type {Event} */ event) =>
          session.setSpeed(Number(/** @type {HTMLSelectElement} */ (event.target).value))}
      >
        ${SPEEDS.map(
          (speed) =>
            html`<option value=${speed} ?selected=${speed === session.speed}>
              ${Number.isFinite(speed) ? t('run.steps-per-second', { count: speed }) : t('run.full-speed')}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #language() {
    return html`<select
      class="language"
      aria-label=${t('page.language')}
      data-tip="language"
      @change=${(/** @type {Event} */ event) => {
        const { value } = /** @type {HTMLSelectElement} */ (event.target);
        choose(/** @type {keyof typeof languages} */ (value));
      }}
    >
      ${Object.entries(languages).map(
        ([code, name]) =>
          html`<option value=${code} lang=${code} ?selected=${code === words.language}>${name}</option>`,
      )}
    </select>`;
  }

  /** How well it does, or how far off it is. @returns {[string, string]} */
  #result() {
    const { run, experiment } = this.session;
    if (hasClasses(experiment.document)) {
      return [t('status.test-accuracy'), percent(run.accuracy)];
    }
    return [t('status.test-loss'), fixed(run.test?.loss, 3)];
  }

  #readouts() {
    const { run } = this.session;
    const { step = 0, epoch = 0, imagesPerSecond = null } = run.snapshot ?? {};
    return html`<div class="figures">
      <div class="readouts" role="status" aria-live="off">
        ${readout(t('status.epoch'), fixed(epoch, 2), 'w6')} ${readout(t('status.step'), count(step), 'w8')}
        ${readout(t('status.train-loss'), fixed(run.loss, 3), 'hidden')}
        ${readout(...this.#result(), 'hidden accuracy')}
      </div>
      <div class="readouts">${readout(t('status.speed'), countRoughly(imagesPerSecond), 'w8')}</div>
    </div>`;
  }
}

/**
 * @param {string} tip
 * @param {unknown} icon
 * @param {string} name
 * @param {boolean} able
 * @param {() => void} act
 */
function action(tip, icon, name, able, act) {
  return html`<button type="button" data-tip=${tip} aria-disabled=${!able} @click=${act}>${icon}<span>${name}</span></button>`;
}

/** Light, dark, as the system has it, and so on. */
function nextScheme() {
  theme.choose(schemes[(schemes.indexOf(theme.choice) + 1) % schemes.length] ?? 'auto');
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} width class that keeps room free, so that nothing moves
 */
function readout(name, value, width) {
  return html`<span class="readout ${width}"><span class="name">${name} </span><b>${value}</b> </span>`;
}

customElements.define('strata-run-bar', RunBar);
