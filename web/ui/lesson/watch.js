import { html, nothing } from 'lit';
import { icons } from '../icons.js';
import { centreViews } from '../state/view-store.js';
import { t } from '../words/words.js';
import { said } from './lesson-words.js';

/** @typedef {import('../element.js').PageElement} PageElement */
/** @typedef {import('../../engine/lesson/index.js').Watched} Watched */
/** @typedef {import('../state/open-lesson.js').OpenLesson} OpenLesson */
/** @typedef {import('../state/session.js').Session} Session */

/** The column in the middle. */
const CENTRE = '#layers';
/** How long what is led to is outlined, in milliseconds: it may have been in sight already. */
const MARKED = 2000;
/** Where something is seen that is no view of the middle column. @type {Record<string, string>} */
const places = {
  data: '.left',
  surface: 'strata-plane canvas.data',
  curve: 'strata-plane canvas.data',
  results: '#results',
  inspector: 'strata-tiles [role=gridcell]',
  picker: 'strata-stack [data-tip=picker]',
};

/**
 * What this network has to show: nothing that is said of a twin while another network is tried.
 *
 * @param {OpenLesson} open
 * @param {Session} session
 * @returns {Watched[]}
 */
export function toWatch({ lesson, tried }, session) {
  return lesson.watch.filter(
    ({ view, of }) =>
      (tried === null || !of) && (!Object.hasOwn(centreViews, view) || isCentre(view, session)),
  );
}

/** What to look at, each a way to where it is seen. @param {OpenLesson} open @param {Session} session */
export function watchList(open, session) {
  const seen = toWatch(open, session);
  if (seen.length === 0) return nothing;
  return html`<h3>${t('lessons.watch')}</h3>
    <ul class="watch" role="list">${seen.map((one) => html`<li>${watchButton(one, session)}</li>`)}</ul>`;
}

/** @param {Watched} watched @param {Session} session */
export function watchButton(watched, session) {
  return html`<button type="button" class="quiet" data-tip="lessons-watch" aria-current=${isShown(watched, session) ? 'true' : 'false'} @click=${() => show(watched, session)}>${icons.later}<span>${said(watched.say)}</span></button>`;
}

/** Leads to the view that something tried is seen in, where that lies beyond the panel. @param {string} view @param {Session} session */
export function viewButton(view, session) {
  return html`<button type="button" class="to-view" data-tip="lessons-watch" @click=${() => show({ view, say: '' }, session)}>${icons.later}<span>${t('lessons.see', { view: t(/** @type {'views.layers'} */ (`views.${view}`)) })}</span></button>`;
}

/** @param {string} name @param {Session} session */
function isCentre(name, { view }) {
  return (
    Object.hasOwn(centreViews, name) &&
    view.applies(/** @type {import("../state/view-store.js").ViewName} */ (name))
  );
}

/** @param {Watched} watched @param {Session} session */
function isShown({ view, of }, session) {
  const { document, shown } = session.twin;
  const same = !of || !document || shown === of;
  return same && isCentre(view, session) && session.view.name === view;
}

/** @param {Watched} watched @param {Session} session */
async function show({ view, of }, session) {
  const { twin, lessons } = session;
  if (of && twin.document && twin.shown !== of) session.swap();
  const centre = isCentre(view, session);
  session.view.show(centre ? view : 'layers');
  const wanted = centre ? CENTRE : (places[view] ?? CENTRE);
  await drawn();
  // As a panel the lesson may stand where the data would be.
  if (find(wanted)?.checkVisibility() === false && !lessons.folded) {
    lessons.fold();
    await drawn();
  }
  const found = find(wanted) ?? find(CENTRE);
  found?.scrollIntoView({ block: 'start' });
  if (found && found.tabIndex < 0) found.setAttribute('tabindex', '-1');
  found?.focus({ preventScroll: true });
  found?.animate(
    { outline: ['3px solid var(--accent)', '3px solid transparent'] },
    { duration: MARKED, easing: 'ease-in' },
  );
  // A window over the page, which gives the focus back to what opened it.
  if (view === 'picker') found?.click();
}

/** @param {string} selector @returns {HTMLElement | null} */
function find(selector) {
  return document.querySelector(selector);
}

/** Once the page and its middle column are as they shall be. */
async function drawn() {
  for (const name of ['strata-page', 'strata-stack', 'strata-lesson']) {
    await /** @type {PageElement | null} */ (document.querySelector(name))?.updateComplete;
  }
}
