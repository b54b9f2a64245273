import { html, nothing } from 'lit';
import { formats } from '../../engine/export/formats.js';
import { handOver } from '../charts/export/hand-over.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, megabytes } from '../numbers.js';
import { nameOf } from '../state/run-names.js';
import { faultWords } from '../words/told.js';
import { t } from '../words/words.js';
import { help } from './helper.js';

/** @typedef {(typeof formats)[number]} Format */

/** Bytes of a file that is looked at: several times what the largest network takes. */
const MOST = 2 ** 28;
/** Of files that it opens. */
const ENDINGS = formats.flatMap(({ opens, ending }) => (opens ? [`.${ending}`] : [])).join();

/** The network as a file, for other programs, and weights that come from them. */
class TakeAlong extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    busy: { state: true },
    told: { state: true },
    problem: { state: true },
  });

  constructor() {
    super();
    this.busy = false;
    /** What is being done, or has been. @type {() => string} */
    this.told = () => '';
    /** Why something could not be done. @type {() => string} */
    this.problem = () => '';
    this.follow(() => [this.session.readouts]);
  }

  /** @override */
  render() {
    const { step = 0 } = this.session.run.snapshot ?? {};
    const problem = this.problem();
    return html`<h3>${t('share.along')}</h3>
      <p class="aside">${t('share.along-about', { step: count(step) })}</p>
      <div class="formats">${formats.map((format) => this.#button(format))}</div>
      <div class="weights">
        <input type="file" hidden accept=${ENDINGS} aria-label=${t('share.weights')} @change=${this.#read} />
        <button type="button" data-tip="share-weights" aria-describedby="share-weights-about" aria-disabled=${this.busy} @click=${() => !this.busy && this.querySelector('input')?.click()}>${t('share.weights')}</button>
        <p class="aside" id="share-weights-about">${t('share.weights-about')}</p>
      </div>
      <p class="aside" role="status">${this.told()}</p>
      <p class="problem" role="alert">${problem ? html`${icons.alarm} ${problem}` : nothing}</p>`;
  }

  /** @param {Format} format */
  #button(format) {
    const { name, script } = format;
    return html`<button type="button" data-tip=${script ? 'share-script' : 'share-network'} aria-disabled=${this.busy} @click=${() => !this.busy && this.#write(format)}>
      ${t(`share.format-${name}`)}</button>`;
  }

  /** @param {Format} format */
  async #write(format) {
    const { session } = this;
    session.experiment.settle();
    const label = t(`share.format-${format.name}`);
    this.#begin(() => t('share.writing', { what: label }));
    await this.#attempt('share.not-written', async () => {
      const parameters = format.script ? [] : await session.ask('parameters');
      if (parameters === null) return this.#fail(() => t('share.no-network'));
      if (!format.script && session.phase === 'nonfinite')
        return this.#fail(() => t('share.no-numbers'));
      const certain = await this.#handOver(format, parameters);
      this.#end(() => t(certain ? 'share.written' : 'note.download', { what: label }));
    });
  }

  /**
   * @param {Format} format
   * @param {import('../../engine/network.js').Parameter[]} parameters
   * @returns {Promise<boolean>} false if nobody can tell whether the browser takes it
   */
  async #handOver({ name, ending, script }, parameters) {
    const { experiment, data } = this.session;
    const { document } = experiment;
    const written = await help(({ write }) => write(document, name, parameters, data));
    if ('fault' in written) throw written.fault;
    const { content } = written;
    const part = typeof content === 'string' ? content : new Uint8Array(content);
    return handOver(new Blob([part]), `${nameOf(document)}${script ? ` ${name}` : ''}`, ending);
  }

  /** @param {Event} event */
  async #read({ target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    const file = field.files?.[0];
    if (!file) return;
    this.#begin(() => t('share.reading', { file: file.name }));
    await this.#attempt('share.not-read', () => this.#open(file));
    // The same file can be chosen again, once it has been mended.
    field.value = '';
  }

  /** @param {File} file of weights */
  async #open(file) {
    if (file.size > MOST) return this.#fail(() => t('share.too-large', { most: megabytes(MOST) }));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { experiment } = this.session;
    experiment.settle();
    const found = await help(({ read }) => read(experiment.document, bytes));
    if ('fault' in found) throw found.fault;
    this.#end(() => '');
    this.#adopt(found, file.name);
  }

  /**
   * @param {'share.not-written' | 'share.not-read'} failing key of what is said where the work throws
   * @param {() => Promise<void>} work
   */
  async #attempt(failing, work) {
    try {
      await work();
    } catch (error) {
      const reason = /** @type {import('../../worker/protocol.js').Fault} */ (error);
      this.#fail(() => t(failing, { reason: faultWords(reason) }));
    }
  }

  /**
   * @param {{ experiment: unknown, memory: import('../../worker/protocol.js').Memory }} found
   * @param {string} file
   */
  #adopt({ experiment, memory }, file) {
    const { session } = this;
    if (session.experiment.adopt(experiment)) {
      session.beginAnew();
      session.tell('resume', memory);
      session.say(() => t('share.adopted', { file }));
    }
    this.dispatchEvent(new Event('adopted'));
  }

  /** @param {() => string} told */
  #begin(told) {
    this.busy = true;
    this.told = told;
    this.problem = () => '';
  }

  /** @param {() => string} told */
  #end(told) {
    this.busy = false;
    this.told = told;
  }

  /** @param {() => string} problem */
  #fail(problem) {
    this.#end(() => '');
    this.problem = problem;
  }
}

customElements.define('strata-take-along', TakeAlong);
