import english from '../../web/ui/words/en.json' with { type: 'json' };
import lessons from '../../web/ui/words/en.lessons.json' with { type: 'json' };
import views from '../../web/ui/words/en.views.json' with { type: 'json' };

/** The page's sentences in English: those of its first scripts, and by the script that says them those of later ones. */
export const first = english;
export const later = { 'lesson/lesson-view.js': lessons, 'views/views.js': views };
export const all = { ...first, ...lessons, ...views };
