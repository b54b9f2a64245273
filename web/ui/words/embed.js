/** What the embedded page says of what it locks, in English: it is there as soon as its script is. */
import english from './en.embed.json' with { type: 'json' };
import { words } from './words.js';

words.add(english);
