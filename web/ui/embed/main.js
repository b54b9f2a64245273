import { begin } from '../begin.js';
import { storeNothing } from '../state/storage.js';
import { theme } from '../theme.js';
import { readOptions } from './address-options.js';
import { attachHost } from './host.js';
import { applyOptions } from './options.js';

storeNothing();
begin((session) => {
  applyOptions(session, readOptions(location.hash));
  addEventListener('hashchange', () => applyOptions(session, readOptions(location.hash)));
  attachHost(session, theme);
  session.start();
});
