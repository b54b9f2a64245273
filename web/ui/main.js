import { begin } from './begin.js';

begin((session) => {
  session.address.open(location.hash);
  addEventListener('hashchange', () => session.address.open(location.hash));
  session.start();
  session.keeper.resume();
  session.offline.start();
});
