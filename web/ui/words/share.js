/** What the window about the link says, in English: it is there as soon as its script is. */
import english from './en.share.json' with { type: 'json' };
import { words } from './words.js';

words.add(english);
