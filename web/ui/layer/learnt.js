import { html, nothing } from 'lit';
import { PageElement } from '../element.js';
import { fixed } from '../numbers.js';
import { t } from '../words/words.js';

/** What an activation has learnt: PReLU's slope, as it is now. */
class LearntSlope extends PageElement {
  /** @override */
  static properties = /** @type {import('lit').PropertyDeclarations} */ ({
    ...PageElement.properties,
    index: { attribute: false },
  });

  constructor() {
    super();
    /** Where the activation is in the document. */
    this.index = 0;
    this.follow(() => [this.session.look]);
  }

  /** @override */
  render() {
    const found = this.session.look.views?.learnt.find(([layer]) => layer === this.index);
    if (!found) return nothing;
    return html`<span data-tip="learnt">${t('layer.learnt')} <b>${fixed(found[1], 3)}</b></span>`;
  }
}

customElements.define('strata-learnt', LearntSlope);
