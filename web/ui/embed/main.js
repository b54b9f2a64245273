import { openTrainersBy } from '../../worker/open.js';
import { openShared } from '../../worker/sharing.js';
import { storeNothing } from '../state/storage.js';
import { beginEmbedded } from './begin.js';

storeNothing();
openTrainersBy(openShared);
beginEmbedded();
