import * as Comlink from 'comlink';
import { makeHelper } from './make-helper.js';

Comlink.expose(makeHelper());
