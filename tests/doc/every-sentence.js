import { sentences as ofImports } from '../../web/engine/import/sentences.js';
import { sentences as ofLessons } from '../../web/engine/lesson/sentences.js';
import { sentences } from '../../web/engine/sentences.js';

/** Every sentence of the engine in English, by key. */
export const everySentence = { ...sentences, ...ofImports, ...ofLessons };
