/**
 * The sentences that somebody may read who uses a page made with the engine: by key, with named places, so that a page
 * can say them in another language. What only programmers meet is written where it is thrown.
 */

/**
 * Keys with `problem.` are said of a place in an experiment document; those with `error.` stand alone. What only reading a
 * lesson or importing parameters says is written there, in a `sentences.js` of its own: most pages need neither.
 */
export const sentences = {
  'problem.missing': 'missing; give {wanted}',
  'problem.not-number': '{value} is not a number',
  'problem.not-whole': '{value} is not a whole number; give {wanted}',
  'problem.too-small': '{value} is too small; give {wanted}',
  'problem.too-large': '{value} is too large; give {wanted}',
  'problem.range': 'a number from {min} to {max}',
  'problem.range-whole': 'a whole number from {min} to {max}',
  'problem.not-flag': '{value} is neither true nor false',
  'problem.unknown-name': '{value} is not known; give {wanted}',
  'problem.unknown-name-near': '{value} is not known; did you mean {near}?',
  'problem.unknown-field': 'unknown field; known are {names}',
  'problem.unknown-field-near': 'unknown field; did you mean {near}?',
  'problem.reserved-field': 'unknown field',
  'problem.one-of': 'one of {names}',
  'problem.or': '{first} or {second}',
  'problem.not-wanted': '{value} is not {wanted}',
  'problem.document': 'an experiment document',
  'problem.version': "the document's version, {version}",
  'problem.version-later':
    '{value} is a later version than this program reads; it reads version {version}',
  'problem.version-unknown': '{value} is not a version; give {version}',
  'problem.data': 'data',
  'problem.data-such-as': 'data such as {example}',
  'problem.layer': 'a layer',
  'problem.layer-such-as': 'a layer such as {example}',
  'problem.activation': 'an activation',
  'problem.layers': 'a list of layers',
  'problem.layers-counted': 'a list of 1 to {most} layers',
  'problem.layer-count': '{count} layers; give 1 to {most}',
  'problem.optimizer-such-as': 'an optimiser such as {example}',
  'problem.init-such-as': 'an initialiser such as {example}',
  'problem.schedule-such-as': 'a schedule such as {example}',
  'problem.clip-such-as': 'a way of clipping such as {example}',
  'problem.numbers': 'a list of {count} numbers',
  'problem.one-too-many': 'one too many; give {count}',
  'problem.classes': 'a list of classes from 0 to {last}, in ascending order, each at most once',
  'problem.points': 'a list of 1 to {most} points [x1, x2, class], the class being 0 or 1',
  'problem.samples': 'a list of 1 to {most} points [x, y]',
  'problem.point-count': '{count} points; give 1 to {most}',
  'problem.more-than-points': '{value} is more than the {points} points given',
  'problem.loss-classes':
    '{value} needs classes; {data} has numbers to aim at, so give one of {names}',
  'problem.target-classes':
    '{value} needs classes; {data} has numbers to aim at, so leave {name} out',
  'problem.batch': '{value} is more than the {images} images to train on',
  'problem.batch-rows': '{value} is more than the {images} rows to train on',
  'problem.goal': 'a goal',
  'problem.goals': 'a list of 1 to {most} goals',
  'problem.goal-target': 'no target; give test_accuracy, test_loss or both',
  'problem.title': 'a title of 1 to {most} characters in one line',
  'problem.nesterov': 'true needs a momentum greater than 0',
  'problem.not-greater': '{value} is too small; it must be greater than {name}, {bound}',
  'problem.not-at-least': '{value} is too small; it must be at least {name}, {bound}',
  'problem.no-linear': 'no linear layer; give at least one',
  'problem.output-unit': '{units} does not fit {data}; the last linear layer needs 1 unit',
  'problem.output-units': '{units} does not fit {data}; the last linear layer needs {needed} units',
  'problem.parameters': '{count} parameters; at most {most} fit',
  'problem.unreadable': 'this could not be read',
  'problem.too-deep': 'nested too deeply',
  'problem.too-many-values': 'too many values',
  'problem.at': '{path}: {problem}',
  'problem.more': 'and {count} more problems',
  'error.problems': '{lines}',
  'error.link-empty': 'The link holds no experiment.',
  'error.link-too-long': 'The link is longer than {most} characters.',
  'error.link-version': 'The link is of version {found}; this program reads version {version}.',
  'error.link-damaged': 'The link is cut off or altered. Copy it again from where it came from.',
  'error.claim': 'The claim does not fit: {problem}.',
  'error.claim-fields':
    'a claim has the fields steps, testAccuracy and fingerprint, perhaps checkpoints, and no others',
  'error.claim-number': '{field} must be a number',
  'error.claim-whole': '{field} must be a whole number',
  'error.claim-negative': '{field} must be 0 or more',
  'error.claim-share': '{field} must lie between 0 and 1',
  'error.claim-text': '{field} must be a text',
  'error.claim-digits': '{field} must be 16 hexadecimal digits',
  'error.claim-checkpoints':
    '{field} must be a list of at most {most} texts, each of 8 hexadecimal digits',
  'error.wasm-missing':
    'This browser has WebAssembly switched off, which Strata computes with. A usual mode, or another browser, has it.',
  'error.wasm-load': 'The engine could not be loaded from {url}: {reason}.',
  'error.wasm-version': 'The engine does not belong to this version of Strata; reload the page.',
  'error.memory':
    'There is no room for another {megabytes} MB; use fewer units or layers, or close other pages.',
  'error.unexpected': 'Something went wrong inside the engine: {reason}',
  'error.data-missing': 'There is no packed data at {url}; scripts/pack-data.mjs makes it.',
  'error.data-range-train':
    'The experiment asks for {wanted} training images; {most} of MNIST are here.',
  'error.data-range-test':
    'The experiment asks for {wanted} test images; {most} of MNIST are here.',
  'error.download': 'Some of the images could not be downloaded ({reason}).',
  'error.download-read': '{reason}',
  'error.download-stalled': 'nothing has arrived for a while',
  'error.download-status': 'the server answered {status}',
  'error.download-answer': 'the server answered with an error',
  'error.download-damaged': 'a file is damaged',
  'error.points-none': 'There are no points in this text.',
  'error.points-columns':
    'Two columns are needed, x and y, or three, x1, x2 and the class; line {line} has {found}.',
  'error.points-uneven': 'The first line has {wanted} columns, line {line} has {found}.',
  'error.points-many':
    'The text has more than {most} points, which is as many as an experiment takes.',
  'error.points-quote': 'A quotation mark in line {line} is not closed.',
  'error.points-number': 'Line {line}, column {column}: {value} is not a number.',
  'error.points-range':
    'Line {line}, column {column}: {value} is not a number from {min} to {max}.',
  'error.points-no-class': 'Line {line}, column {column}: the class is missing.',
  'error.points-third-class':
    'Line {line}, column {column}: {value} is a third class beside {first} and {second}; there may be two.',
};

/** @typedef {keyof typeof sentences} SentenceKey */

/**
 * What stands in a place: text as it is; a number, grouped where it is whole; a number as it is `written` in the document;
 * another sentence; or lines.
 * @typedef {string | number | { readonly written: number } | Sentence | readonly (Sentence | string)[]} Value
 */

/**
 * Plain data, which may cross threads: `text` is the English one, with its places.
 * @typedef {{ readonly key: string, readonly text: string, readonly values: Readonly<Record<string, Value>> }} Sentence
 */

/**
 * @template {string} Key
 * @param {Readonly<Record<Key, string>>} table
 * @returns {(key: Key, values?: Record<string, Value>) => Sentence} makes a sentence of it, with a value for each of its places
 */
export function sentencesOf(table) {
  return (key, values = {}) => ({ key, text: table[key], values });
}

export const sentence = sentencesOf(sentences);

/**
 * @param {Sentence} sentence
 * @returns {string} in English
 */
export function textOf({ text, values }) {
  return text.replaceAll(/\{(\w+)\}/g, (_, place) =>
    render(/** @type {Value} */ (values[place]), { number: inWords, sentence: textOf }),
  );
}

/**
 * @param {Value} value
 * @param {{ number: (value: number) => string, written?: (value: number) => string, sentence: (sentence: Sentence) => string }} say
 *   the language's way with numbers and sentences
 * @returns {string}
 */
export function render(value, say) {
  if (typeof value === 'number') return say.number(value);
  if (typeof value !== 'object') return String(value);
  if ('written' in value) return (say.written ?? String)(value.written);
  return 'key' in value ? say.sentence(value) : value.map((line) => render(line, say)).join('\n');
}

/**
 * Made when it is needed: a browser's first takes it longer than the rest of the engine.
 * @type {Intl.NumberFormat | undefined}
 */
let whole;

/** @param {number} value */
export function inWords(value) {
  if (!isGrouped(value)) return String(value);
  whole ??= new Intl.NumberFormat('en-GB');
  return whole.format(value);
}

/** @param {number} value @returns {boolean} whether its digits are grouped to be read */
export function isGrouped(value) {
  return Number.isInteger(value) && Math.abs(value) < 1e15;
}
