import { begin } from '../begin.js';

begin((session) => {
  // Several on one page would take each other's runs for their own.
  session.keeper.storing = false;
  session.address.open(location.hash);
  addEventListener('hashchange', () => session.address.open(location.hash));
  session.start();
});
