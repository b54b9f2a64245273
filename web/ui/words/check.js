/** What is said of a link's claim, in English: it is there as soon as its script is. */
import english from './en.check.json' with { type: 'json' };
import { words } from './words.js';

words.add(english);
