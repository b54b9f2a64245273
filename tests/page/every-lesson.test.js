import { everyLesson } from './every-lesson.js';

everyLesson(0, 7);
