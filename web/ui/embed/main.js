import { storeNothing } from '../state/storage.js';
import { beginEmbedded } from './begin.js';

storeNothing();
beginEmbedded();
