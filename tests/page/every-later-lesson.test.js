import { everyLesson } from './every-lesson.js';

everyLesson(7);
