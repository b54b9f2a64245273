/** What is said of a document's goals, in English: it is there as soon as their script is. */
import english from './en.goals.json' with { type: 'json' };
import { words } from './words.js';

words.add(english);
