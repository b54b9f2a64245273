const one = { type: 'linear', units: 1 };

/** @param {string} name @param {object} [parameters] */
const act = (name, parameters = {}) => ({ type: 'activation', name, ...parameters });

/** @type {unknown} */
export default {
  strata_lesson: 1,
  name: 'bound-the-output',
  title: { en: 'Bound the output', de: 'Beschränke die Ausgabe' },
  question: {
    en: 'A linear unit learns the age of children from four body measurements. The data are synthetic. An age is above 0: does the unit know that?',
    de: 'Eine lineare Einheit lernt das Alter von Kindern aus vier Körpermaßen. Die Daten sind synthetisch. Ein Alter liegt über 0: Weiß die Einheit das?',
  },
  predict: {
    ask: {
      en: 'Of 500 test children, it gives a negative age to',
      de: 'Von 500 Testkindern bekommen ein negatives Alter',
    },
    choices: [
      { say: { en: 'none', de: 'keines' }, when: [{ measure: 'negative_outputs', max: 0 }] },
      {
        say: { en: 'one to ten', de: 'eines bis zehn' },
        when: [{ measure: 'negative_outputs', min: 1, max: 10 }],
      },
      {
        say: { en: 'more than ten', de: 'mehr als zehn' },
        when: [{ measure: 'negative_outputs', min: 11 }],
      },
    ],
  },
  experiment: {
    strata: 1,
    data: { name: 'age', noise: 0.1 },
    layers: [one],
    optimizer: { name: 'adam', lr: 0.05 },
    epochs: 20,
  },
  twin: { layers: [one, act('softplus')] },
  until: { epochs: 20 },
  watch: [
    {
      view: 'outputs',
      of: 'a',
      say: {
        en: 'The linear head’s answers beside the true ages: what lies below 0 is impossible.',
        de: 'Die Antworten des linearen Ausgangs neben dem wahren Alter: Was unter 0 liegt, ist unmöglich.',
      },
    },
    {
      view: 'outputs',
      of: 'b',
      say: {
        en: 'Softplus stays above 0, and its slope shrinks towards the bound: little gradient comes through there.',
        de: 'Softplus bleibt über 0, und zur Schranke hin wird die Steigung kleiner: Dort kommt wenig Gradient durch.',
      },
    },
  ],
  expect: [
    {
      measure: 'negative_outputs',
      of: 'a',
      min: 11,
      met: {
        en: 'The linear head gave a negative age to {value} of 500 children.',
        de: 'Der lineare Ausgang gab {value} von 500 Kindern ein negatives Alter.',
      },
      missed: {
        en: 'The linear head gave a negative age to {value} of 500 children only.',
        de: 'Der lineare Ausgang gab nur {value} von 500 Kindern ein negatives Alter.',
      },
    },
    {
      measure: 'negative_outputs',
      of: 'b',
      max: 0,
      met: {
        en: 'With softplus: {value}. It cannot.',
        de: 'Mit Softplus: {value}. Es kann nicht.',
      },
      missed: {
        en: 'With softplus: {value}. That cannot be; please report it.',
        de: 'Mit Softplus: {value}. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      measure: 'loss',
      of: 'b/a',
      max: 1.25,
      met: {
        en: 'That cost no accuracy to speak of: squared errors of {a} and {b} years².',
        de: 'Das kostete kaum Genauigkeit: quadratische Fehler von {a} und {b} Jahren².',
      },
      missed: {
        en: 'The squared errors are {a} and {b} years².',
        de: 'Die quadratischen Fehler sind {a} und {b} Jahre².',
      },
    },
  ],
  why: [
    {
      en: 'What an output can be is decided by its last function, not by the data. Softplus is positive for every sum:',
      de: 'Was eine Ausgabe sein kann, entscheidet ihre letzte Funktion, nicht die Daten. Softplus ist für jede Summe positiv:',
    },
    {
      formula:
        "\\mathrm{softplus}(l) = \\ln(1 + e^{l}) > 0, \\qquad \\mathrm{softplus}'(l) = \\sigma(l) > 0",
    },
    {
      en: 'Sigmoid times 20 has a ceiling too. ReLU has the same floor, but no slope on it: what has fallen there stays.',
      de: 'Sigmoid mal 20 hat auch eine Decke. ReLU hat denselben Boden, aber darauf keine Steigung: Was dorthin fällt, bleibt.',
    },
  ],
  simplified: [
    {
      en: 'The children are invented: heights, weights and heads follow growth curves with noise (see the data’s description). Nothing here estimates a real age.',
      de: 'Die Kinder sind erfunden: Größe, Gewicht und Kopf folgen Wachstumskurven mit Rauschen (siehe die Beschreibung der Daten). Nichts hier schätzt ein wirkliches Alter.',
    },
    {
      en: 'Near a bound the slope becomes small, and learning slow: softplus has half of its slope at 0, sigmoid next to none at its ends.',
      de: 'Nahe einer Schranke wird die Steigung klein und das Lernen langsam: Softplus hat bei 0 die halbe Steigung, Sigmoid an den Enden fast keine.',
    },
  ],
  sources: [
    {
      say: 'Dugas, Bengio, Bélisle, Nadeau, Garcia: Incorporating second-order functional knowledge for better option pricing, NIPS 2000 (softplus)',
    },
  ],
  try: [
    {
      say: {
        en: 'Sigmoid times 20: no age below 0, none above 20.',
        de: 'Sigmoid mal 20: kein Alter unter 0, keines über 20.',
      },
      button: { en: 'Sigmoid × 20', de: 'Sigmoid × 20' },
      change: { layers: [one, act('scaled_sigmoid', { scale: 20 })] },
      until: { epochs: 20 },
      expect: [
        {
          measure: 'smallest_output',
          min: 0,
          met: {
            en: 'The youngest was said to be {value} years old,',
            de: 'Das jüngste sollte {value} Jahre alt sein,',
          },
          missed: {
            en: 'The youngest was said to be {value} years old,',
            de: 'Das jüngste sollte {value} Jahre alt sein,',
          },
        },
        {
          measure: 'largest_output',
          max: 20,
          met: { en: 'the oldest {value}.', de: 'das älteste {value}.' },
          missed: {
            en: 'the oldest {value}: over the ceiling; please report it.',
            de: 'das älteste {value}: über der Decke; bitte melde es.',
          },
        },
      ],
    },
    {
      say: {
        en: 'A ceiling that is too low: sigmoid times 10.',
        de: 'Eine zu niedrige Decke: Sigmoid mal 10.',
      },
      button: { en: 'Sigmoid × 10', de: 'Sigmoid × 10' },
      change: { layers: [one, act('scaled_sigmoid', { scale: 10 })] },
      until: { epochs: 20 },
      expect: [
        {
          measure: 'loss',
          min: 3,
          met: {
            en: 'Nobody is older than 10 any more: a squared error of {value} years².',
            de: 'Niemand ist mehr älter als 10: ein quadratischer Fehler von {value} Jahren².',
          },
          missed: {
            en: 'A squared error of {value} years².',
            de: 'Ein quadratischer Fehler von {value} Jahren².',
          },
        },
      ],
    },
    {
      say: {
        en: 'ReLU at the output, behind 16 tanh units, with a large learning rate.',
        de: 'ReLU am Ausgang, hinter 16 Einheiten mit Tanh, bei großer Lernrate.',
      },
      button: { en: 'ReLU at the output', de: 'ReLU am Ausgang' },
      change: {
        layers: [{ type: 'linear', units: 16 }, act('tanh'), one, act('relu')],
        optimizer: { name: 'sgd', lr: 0.5 },
      },
      until: { epochs: 20 },
      expect: [
        {
          measure: 'dead',
          layer: 3,
          min: 1,
          met: {
            en: 'It died: every child is 0 years old, for good.',
            de: 'Er ist gestorben: Jedes Kind ist 0 Jahre alt, für immer.',
          },
          missed: { en: 'It survived this time.', de: 'Diesmal überlebte er.' },
        },
      ],
    },
  ],
};
