import { sentencesOf } from '../sentences.js';

/** What is said of a place in a lesson. */
export const sentences = {
  'lesson.lesson': 'a lesson',
  'lesson.version': "the lesson format's version, {version}",
  'lesson.text':
    'words, at most {most} characters, or an object with words by language such as "en"',
  'lesson.name': 'a name of lower-case letters, digits and hyphens, at most 40',
  'lesson.address': 'an address that begins with https://',
  'lesson.count': '{count} items; give {least} to {most}',
  'lesson.predict': 'a prediction: what is asked, and choices or a sketch',
  'lesson.choice': 'a choice: its words, and when it is right',
  'lesson.choices': 'a list of at least two choices',
  'lesson.condition': 'a condition: a measure and its bounds',
  'lesson.conditions': 'a list of conditions',
  'lesson.expectation': 'an expectation: a measure, its bounds, and words for both cases',
  'lesson.expectations': 'a list of expectations',
  'lesson.sketch': 'a sketch: its points, and the bounds of its scale',
  'lesson.point': 'a point of a sketch: its words and a measure',
  'lesson.points': 'a list of points',
  'lesson.until': 'an end: either steps or epochs',
  'lesson.change': 'a change of one or more of {names}',
  'lesson.event': 'an event: after how many steps it changes what',
  'lesson.events': 'a list of events',
  'lesson.watched': 'something to watch: a view and words',
  'lesson.watch': 'a list of what to watch',
  'lesson.formula': 'a formula in TeX',
  'lesson.paragraphs': 'a list of paragraphs and formulas',
  'lesson.texts': 'a list of words',
  'lesson.source': 'a source: words, and perhaps an address',
  'lesson.sources': 'a list of sources',
  'lesson.try': 'something to try: words, a change, an end and what is expected',
  'lesson.tries': 'a list of what to try',
  'lesson.one-of': 'give either {first} or {second}',
  'lesson.no-change': 'no change; give at least one field',
  'lesson.twin-same': 'no difference; twins differ in exactly one thing',
  'lesson.twin-many': 'differences in {names}; twins differ in exactly one thing',
  'lesson.same-optimizer':
    'another optimiser cannot take over on the way; change the settings of {name}',
  'lesson.later': 'too early; give more than {after}',
  'lesson.bounds': 'no bounds; give min, max or both',
  'lesson.log': 'too small; a logarithmic scale begins above 0',
  'lesson.no-twin': '"{of}" needs a twin, which this lesson does not have',
  'lesson.too-late': '{after} steps are more than the run has, {end}',
  'lesson.place': '{place} stands for nothing; {names} stand for figures',
  'lesson.no-layer': 'this measure is not of a layer; leave it out',
  'lesson.needs-layer': 'this measure is of a layer; give the place of a layer of type {kind}',
  'lesson.wrong-layer': 'layer {layer} is not of type {kind}',
};

/** @typedef {keyof typeof sentences} SentenceKey */

export const sentence = sentencesOf(sentences);
