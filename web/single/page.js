import { begin } from '../ui/begin.js';
import { readOptions } from '../ui/embed/address-options.js';
import { attachHost } from '../ui/embed/host.js';
import { applyOptions } from '../ui/embed/options.js';
import { theme } from '../ui/theme.js';

const framed = window.parent !== window;

begin((session) => {
  const open = () => applyOptions(session, readOptions(location.hash));
  open();
  addEventListener('hashchange', open);
  attachHost(session, theme);
  // Several in frames would take each other's runs for their own.
  session.keeper.storing = !framed;
  session.start();
  if (!framed) session.keeper.resume();
});
