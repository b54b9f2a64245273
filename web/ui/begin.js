import { images } from '#place';
import { count } from './numbers.js';
import { aTask } from './opening.js';
import './page/page.js';
import { Session } from './state/session.js';
import { speakAsBefore, t, words } from './words/words.js';

/**
 * Opens the page, in many tasks, so that a slow device can answer in between.
 *
 * @param {(session: Session) => Promise<void> | void} start opens what is to be shown, and starts the session; gives what
 *   ends once the page speaks another language than before, if it is to
 */
export async function begin(start) {
  words.subscribe(() => {
    document.documentElement.lang = words.language;
    document.title = t('page.title');
    document.querySelector('meta[name=description]')?.setAttribute('content', t('page.about'));
  });
  const spoken = speakAsBefore();
  await aTask();
  const session = new Session(images.base);
  const spokenAnew = start(session);
  await aTask();
  // Nobody reads one language and then another.
  await (spokenAnew ?? spoken);
  // What takes a browser long once only: its languages, and a sentence with plural forms.
  count(0);
  await aTask();
  t('run.steps-per-second', { count: 1 });
  await aTask();
  const page = /** @type {import('./element.js').PageElement} */ (
    document.createElement('strata-page')
  );
  page.session = session;
  document.body.prepend(page);
}
