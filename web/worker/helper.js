import * as Comlink from 'comlink';
import { makeHelper } from './helping.js';

Comlink.expose(makeHelper());
