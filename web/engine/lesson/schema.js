/** The lesson file, version 1, as Valibot schemas. The experiment in it has the experiment document's own. */
import * as v from 'valibot';
import { choice, handedOn, notWanted, number, object, rule } from '../experiment/fields.js';
import { experiment } from '../experiment/schema.js';
import { measures } from './measures.js';
import { lessonFaults } from './rules.js';
import { sentence } from './sentences.js';
import { sections } from './twin.js';
import { middleViews, views } from './views.js';

/** @typedef {import('../experiment/fields.js').Schema} Schema */

const VERSION = 1;
const MAX_STEPS = 1e7;
const [WORDS, ITEMS] = [4000, 40];

const steps = { min: 0, max: MAX_STEPS, integer: true };
const anyNumber = { min: -1e300, max: 1e300 };

/** @param {unknown} value */
function isText(value) {
  return typeof value === 'string' && value.trim() !== '' && value.length <= WORDS;
}

/** Words, or words by language. @type {Schema} */
const text = v.pipe(
  v.custom(
    (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return isText(value);
      const entries = Object.entries(value);
      return (
        entries.length > 0 &&
        entries.every(([language, words]) => /^[a-z]{2}(-\w+)?$/.test(language) && isText(words))
      );
    },
    ({ input }) => notWanted(input, sentence('lesson.text', { most: WORDS })),
  ),
  v.description(handedOn(sentence('lesson.text', { most: WORDS }))),
);

const figure = {
  measure: choice(measures.map(({ name }) => name)),
  layer: v.optional(number({ min: 0, max: 63, integer: true })),
  of: v.optional(choice(['a', 'b', 'b-a', 'b/a']), 'a'),
  after: v.optional(number(steps)),
};
const bounds = { min: v.optional(number(anyNumber)), max: v.optional(number(anyNumber)) };

const condition = object({ ...figure, ...bounds }, sentence('lesson.condition'));
const expectation = object(
  { ...figure, ...bounds, met: text, missed: text },
  sentence('lesson.expectation'),
);

/**
 * @param {Schema} item
 * @param {import('./sentences.js').SentenceKey} key what they are
 * @param {number} [least]
 */
function list(item, key, least = 1) {
  const wanted = sentence(key);
  return v.pipe(
    v.array(item, ({ input }) => notWanted(input, wanted)),
    v.check(
      ({ length }) => length >= least && length <= ITEMS,
      ({ input }) =>
        handedOn(sentence('lesson.count', { count: input.length, least, most: ITEMS })),
    ),
    v.description(handedOn(wanted)),
  );
}

const predict = object(
  {
    ask: text,
    choices: v.optional(
      list(
        object(
          { say: text, when: list(condition, 'lesson.conditions') },
          sentence('lesson.choice'),
        ),
        'lesson.choices',
        2,
      ),
    ),
    sketch: v.optional(
      object(
        {
          points: list(object({ ...figure, say: text }, sentence('lesson.point')), 'lesson.points'),
          min: number(anyNumber),
          max: number(anyNumber),
          scale: v.optional(choice(['linear', 'log']), 'linear'),
          within: number({ min: 0, max: 1e300 }),
        },
        sentence('lesson.sketch'),
      ),
    ),
  },
  sentence('lesson.predict'),
);

/** Steps or epochs; that it is one of them a rule asks for. */
const until = object(
  {
    steps: v.optional(number({ ...steps, min: 1 })),
    epochs: v.optional(number({ min: 1, max: 1000, integer: true })),
  },
  sentence('lesson.until'),
);

/**
 * Sections of an experiment, which are checked as part of one.
 * @param {readonly string[]} names
 */
function change(names) {
  const wanted = sentence('lesson.change', { names: names.join(', ') });
  return object(Object.fromEntries(names.map((name) => [name, v.optional(v.unknown())])), wanted);
}

const event = object(
  {
    after: number(steps),
    change: change(['optimizer', 'schedule', 'clip']),
    until: v.optional(number(steps)),
  },
  sentence('lesson.event'),
);

const tried = object(
  {
    say: text,
    button: text,
    change: change([...sections, 'data', 'batch', 'epochs']),
    view: v.optional(choice(middleViews)),
    until,
    expect: list(expectation, 'lesson.expectations'),
  },
  sentence('lesson.try'),
);

const address = v.pipe(
  v.custom(
    (value) => typeof value === 'string' && value.length <= WORDS && /^https:\/\/\S+$/.test(value),
    ({ input }) => notWanted(input, sentence('lesson.address')),
  ),
  v.description(handedOn(sentence('lesson.address'))),
);

const name = v.pipe(
  v.custom(
    (value) => typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(value),
    ({ input }) => notWanted(input, sentence('lesson.name')),
  ),
  v.description(handedOn(sentence('lesson.name'))),
);

const formula = object({ formula: text }, sentence('lesson.formula'));

const paragraph = v.pipe(
  v.lazy((value) =>
    typeof value === 'object' && value !== null && 'formula' in value ? formula : text,
  ),
  v.description(handedOn(sentence('lesson.text', { most: WORDS }))),
);

/** A whole lesson. */
export const lesson = v.pipe(
  object(
    {
      strata_lesson: v.pipe(
        v.literal(VERSION, ({ input }) =>
          notWanted(input, sentence('lesson.version', { version: VERSION })),
        ),
        v.description(handedOn(sentence('lesson.version', { version: VERSION }))),
      ),
      name,
      title: text,
      question: text,
      predict,
      experiment,
      twin: v.optional(change(sections)),
      until,
      events: v.optional(list(event, 'lesson.events', 0), () => []),
      watch: v.optional(
        list(
          object(
            { view: choice(views), say: text, of: v.optional(choice(['a', 'b'])) },
            sentence('lesson.watched'),
          ),
          'lesson.watch',
          0,
        ),
        () => [],
      ),
      expect: list(expectation, 'lesson.expectations'),
      why: list(paragraph, 'lesson.paragraphs'),
      simplified: v.optional(list(text, 'lesson.texts', 0), () => []),
      sources: v.optional(
        list(
          object({ say: text, url: v.optional(address) }, sentence('lesson.source')),
          'lesson.sources',
          0,
        ),
        () => [],
      ),
      try: v.optional(list(tried, 'lesson.tries', 0), () => []),
    },
    sentence('lesson.lesson'),
  ),
  rule(['experiment', 'predict', 'expect', 'until'], lessonFaults),
);
