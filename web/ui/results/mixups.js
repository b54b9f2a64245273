import { html, nothing } from 'lit';
import { closeOutside } from '../dialog.js';
import { PageElement } from '../element.js';
import { icons } from '../icons.js';
import { count, fixed } from '../numbers.js';
import { iconButton } from '../tip/icon-button.js';
import { t } from '../words/words.js';

/**
 * @typedef {{ truth: number, answer: number, images: number, share: number }} Mixup `share` of the images of that truth
 */

/** The confusion matrix as a list, the most frequent mistakes first: the same cells at full size, and in words. */
class Mixups extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    open: { state: true },
  });

  constructor() {
    super();
    this.open = false;
    this.follow(() => [this.session.tests]);
  }

  /** @override */
  render() {
    const button = iconButton({
      name: t('mixups.open'),
      icon: icons.list,
      tip: 'mixups',
      act: () => {
        this.open = true;
      },
    });
    // One template for both states: the button stays, and takes the focus back.
    return html`${button}${this.open ? this.#dialog() : nothing}`;
  }

  #dialog() {
    const close = () => this.querySelector('dialog')?.close();
    return html`<dialog class="window mixups" aria-label=${t('confusion.grid')} @close=${() => {
      this.open = false;
    }} @click=${closeOutside}>
      <header>
        <h2>${t('confusion.title')}</h2>
        ${iconButton({ name: t('pick.close'), icon: icons.remove, tip: 'close', act: close })}
      </header>
      <ol role="list">${this.#mistakes().map((cell) => this.#row(cell))}</ol>
      ${this.#classes()}
    </dialog>`;
  }

  /** @returns {Mixup[]} */
  #mistakes() {
    const cells = this.session.run.test?.confusion ?? new Uint32Array();
    const size = Math.sqrt(cells.length);
    const places = [...cells.keys()].map((at) => {
      const truth = Math.floor(at / size);
      const row = cells.subarray(truth * size, (truth + 1) * size);
      const images = cells[at] ?? 0;
      return { truth, answer: at % size, images, share: images / row.reduce((a, b) => a + b, 0) };
    });
    return places
      .filter(({ truth, answer, images }) => truth !== answer && images > 0)
      .sort((one, other) => other.images - one.images);
  }

  /** @param {Mixup} cell */
  #row({ truth, answer, images, share }) {
    const show = () => {
      this.session.tests.open({ truth, answer });
      this.querySelector('dialog')?.close();
    };
    return html`<li>
      <button type="button" data-tip="mixups-pair" @click=${show}>
        <span>${t('mixups.pair', { truth, answer })}</span>
        <b>${count(images)}</b>
        <small>${t('mixups.share', { share: fixed(100 * share, 1), truth })}</small>
      </button>
    </li>`;
  }

  #classes() {
    const cells = this.session.run.test?.confusion;
    if (!cells) return html`<p class="aside">${t('mistakes.unknown')}</p>`;
    const size = Math.sqrt(cells.length);
    const row = (/** @type {number} */ truth) => {
      const all = cells.subarray(truth * size, (truth + 1) * size).reduce((a, b) => a + b, 0);
      if (all === 0) return nothing;
      const right = cells[truth * size + truth] ?? 0;
      return html`<tr><th scope="row">${truth}</th><td>${count(all)}</td><td>${count(right)}</td><td>${fixed((100 * right) / all, 1)} %</td></tr>`;
    };
    return html`<table>
      <caption>${t('mixups.classes')}</caption>
      <thead><tr>
        <th scope="col">${t('mixups.digit')}</th><th scope="col">${t('mixups.images')}</th>
        <th scope="col">${t('mixups.right')}</th><th scope="col">${t('confusion.right')}</th>
      </tr></thead>
      <tbody>${Array.from({ length: size }, (_, truth) => row(truth))}</tbody>
    </table>`;
  }

  /** @override */
  updated() {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }
}

customElements.define('strata-mixups', Mixups);
