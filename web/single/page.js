import { beginEmbedded } from '../ui/embed/begin.js';
import { storeNothing } from '../ui/state/storage.js';

const framed = window.parent !== window;

if (framed) storeNothing();
beginEmbedded((session) => {
  if (!framed) session.keeper.resume();
});
