import check from '../../web/ui/words/en.check.json' with { type: 'json' };
import embed from '../../web/ui/words/en.embed.json' with { type: 'json' };
import goals from '../../web/ui/words/en.goals.json' with { type: 'json' };
import english from '../../web/ui/words/en.json' with { type: 'json' };
import lessons from '../../web/ui/words/en.lessons.json' with { type: 'json' };
import share from '../../web/ui/words/en.share.json' with { type: 'json' };
import views from '../../web/ui/words/en.views.json' with { type: 'json' };

/** The page's sentences in English: those of its first scripts, and by the script that says them those of later ones. */
export const first = english;
export const later = {
  'goals/goals.js': goals,
  'embed/options.js': embed,
  'lesson/lesson-view.js': lessons,
  'share/claimed-view.js': check,
  'share/share-view.js': share,
  'views/views.js': views,
};
export const all = { ...first, ...goals, ...lessons, ...check, ...embed, ...share, ...views };
