import './page/page.js';
import { Session } from './state/session.js';
import { speakAsBefore, t, words } from './words/words.js';

words.subscribe(() => {
  document.documentElement.lang = words.language;
  document.title = t('page.title');
  document.querySelector('meta[name=description]')?.setAttribute('content', t('page.about'));
});
const spoken = speakAsBefore();
const session = new Session(new URL('mnist/', document.baseURI).href);
session.address.open(location.hash);
addEventListener('hashchange', () => session.address.open(location.hash));
session.start();
session.resume();
session.offline.start();

const page = /** @type {import('./element.js').PageElement} */ (
  document.createElement('strata-page')
);
page.session = session;
// The worker is on its way, and a slow device may paint first. Nobody reads one language and then another.
spoken.then(() => setTimeout(() => document.body.prepend(page)));
