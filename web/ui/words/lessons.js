/** What lessons say, in English: it is there as soon as their script is. */
import english from './en.lessons.json' with { type: 'json' };
import { words } from './words.js';

words.add(english);
