import { html, nothing } from 'lit';
import { icons } from '../icons.js';
import '../twin/twin-switch.js';
import { viewMenu } from '../views/place.js';
import { t } from '../words/words.js';

/** Views in the colours of signs. */
const signed = ['layers', 'twins', 'collapse', 'batch'];

/**
 * What the centre column shows, and the choice of what it can show.
 *
 * @param {import('../state/session.js').Session} session
 * @param {number} hidden layers
 * @param {() => void} add another layer
 */
export function stackHeading(session, hidden, add) {
  const { name } = session.view;
  const cards = name === 'layers';
  return html`<header>
    ${
      cards
        ? html`<h2>${t('stack.title')} ${session.twin.document ? nothing : html`<small>${t('stack.hidden', { count: hidden })}</small>`}</h2>`
        : html`<h2>${t(`views.title-${name}`)}</h2>`
    }
    ${signed.includes(name) ? signKey() : nothing}
    ${viewMenu(session)}
    <strata-twin-switch .session=${session}></strata-twin-switch>
    ${
      cards
        ? html`<button type="button" class="add" data-tip="add-layer" @click=${add}>
            ${icons.add}<span>${t('stack.add')}</span>
          </button>`
        : nothing
    }
  </header>`;
}

/** What the two hues mean. */
function signKey() {
  return html`<span class="sign-key" role="img" aria-label=${t('stack.key')}>−<i></i>+</span>`;
}
