import * as Comlink from 'comlink';
import { makePair } from './make-pair.js';

Comlink.expose(makePair());
