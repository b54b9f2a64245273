import { begin } from '../begin.js';
import { theme } from '../theme.js';
import { readOptions } from './address-options.js';
import { attachHost } from './host.js';
import { applyOptions } from './options.js';

begin((session) => {
  // Several on one page would take each other's runs for their own.
  session.keeper.storing = false;
  applyOptions(session, readOptions(location.hash));
  addEventListener('hashchange', () => applyOptions(session, readOptions(location.hash)));
  attachHost(session, theme);
  session.start();
});
