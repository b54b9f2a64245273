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
      // Ten seeds: 42 to 76.
      measure: 'negative_outputs',
      of: 'a',
      min: 25,
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
      // Exact; ten seeds: 0.
      measure: 'negative_outputs',
      of: 'b',
      max: 0,
      met: {
        en: 'With softplus, {value} children got one: it cannot be negative.',
        de: 'Mit Softplus bekamen {value} Kinder eines: Es kann nicht negativ sein.',
      },
      missed: {
        en: 'With softplus, {value} children got one. That cannot be; please report it.',
        de: 'Mit Softplus bekamen {value} Kinder eines. Das kann nicht sein; bitte melde es.',
      },
    },
    {
      // Ten seeds: 0.95 to 1.15.
      measure: 'loss',
      of: 'b/a',
      max: 1.25,
      met: {
        en: 'The bound cost no accuracy to speak of: the mean squared error is {a} years² for the linear head and {b} for softplus.',
        de: 'Die Schranke kostete kaum Genauigkeit: Der mittlere quadratische Fehler ist {a} Jahre² beim linearen Ausgang und {b} bei Softplus.',
      },
      missed: {
        en: 'The mean squared error is {a} years² for the linear head and {b} for softplus: further apart than usual.',
        de: 'Der mittlere quadratische Fehler ist {a} Jahre² beim linearen Ausgang und {b} bei Softplus: weiter auseinander als üblich.',
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
      url: 'https://proceedings.neurips.cc/paper/2000/hash/44968aece94f667e4095002d140b5896-Abstract.html',
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
      view: 'outputs',
      until: { epochs: 20 },
      expect: [
        {
          // Exact; ten seeds: 0.29 to 0.49.
          measure: 'smallest_output',
          min: 0,
          met: {
            en: 'The lowest age that it gave was {value} years.',
            de: 'Das niedrigste Alter, das es nannte, war {value} Jahre.',
          },
          missed: {
            en: 'The lowest age that it gave was {value} years: below the floor; please report it.',
            de: 'Das niedrigste Alter, das es nannte, war {value} Jahre: unter dem Boden; bitte melde es.',
          },
        },
        {
          // At most 20 exactly; ten seeds: 16.8 to 18.6.
          measure: 'largest_output',
          min: 15,
          max: 20,
          met: {
            en: 'The highest was {value} years.',
            de: 'Das höchste war {value} Jahre.',
          },
          missed: {
            en: 'The highest was {value} years; from 17 to 19 are usual.',
            de: 'Das höchste war {value} Jahre; üblich sind 17 bis 19.',
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
      view: 'outputs',
      until: { epochs: 20 },
      expect: [
        {
          // Ten seeds: 5.1 to 8.1.
          measure: 'loss',
          min: 4,
          met: {
            en: 'No answer is above 10 any more: the mean squared error is {value} years².',
            de: 'Keine Antwort liegt mehr über 10: Der mittlere quadratische Fehler ist {value} Jahre².',
          },
          missed: {
            en: 'The mean squared error is {value} years².',
            de: 'Der mittlere quadratische Fehler ist {value} Jahre².',
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
      view: 'outputs',
      until: { epochs: 20 },
      expect: [
        {
          // Ten seeds: 1.
          measure: 'dead',
          layer: 3,
          min: 1,
          met: {
            en: 'The output unit died: for every child it says 0 years, for good.',
            de: 'Die Ausgabeeinheit ist gestorben: Für jedes Kind sagt sie 0 Jahre, für immer.',
          },
          missed: {
            en: 'The output unit survived this time.',
            de: 'Die Ausgabeeinheit überlebte diesmal.',
          },
        },
      ],
    },
  ],
};
