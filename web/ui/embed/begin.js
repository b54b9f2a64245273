import { begin } from '../begin.js';
import { theme } from '../theme.js';
import { readOptions } from './address-options.js';
import { attachHost } from './host.js';
import { AppliedOptions } from './options.js';

/**
 * Opens the page as its address has it, again whenever that becomes another, and for the window around it.
 *
 * @param {(session: import('../state/session.js').Session) => void} [started]
 */
export function beginEmbedded(started) {
  begin((session) => {
    const options = new AppliedOptions(session);
    const spoken = options.apply(readOptions(location.hash));
    addEventListener('hashchange', () => options.apply(readOptions(location.hash)));
    attachHost(session, theme);
    session.start();
    started?.(session);
    return spoken;
  });
}
