/** What the views of the middle column say, in English: it is there as soon as their script is. */
import english from './en.views.json' with { type: 'json' };
import { words } from './words.js';

words.add(english);
