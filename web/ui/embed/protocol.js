/**
 * What an embedded page and its host say to each other, version 1: `{ strata: 1, id?, type, … }`, described with examples
 * in web/embed/README.md. Everything is plain data; nothing in a message is evaluated, nor is any HTML taken from one.
 */
import * as v from 'valibot';

const VERSION = 1;
const MAX_STEPS = 1000;
const MAX_ID = 100;
/** Characters of what stands in a message that a sentence repeats. */
const REPEATED = 40;

/** @typedef {string | number} Id the host's own: the answer has the same */

/**
 * @typedef {{ id?: Id | undefined }} Asked
 * @typedef {Asked & { type: 'run' | 'pause' | 'reset' | 'getState' }} PlainRequest
 * @typedef {Asked & { type: 'step', n: number }} StepRequest 1 to 1,000 steps
 * @typedef {Asked & { type: 'setState', experiment: unknown }} SetRequest a document, its JSON text or a link; not checked yet
 * @typedef {Asked & { type: 'theme', colors: Partial<Record<Colour, string>> }} ThemeRequest `#rrggbb` each; those not given
 *   are the page's own
 * @typedef {PlainRequest | StepRequest | SetRequest | ThemeRequest} Request
 *
 * @typedef {import('./answers.js').Answer} Answer
 * @typedef {Answer extends infer A ? A extends Answer ? Omit<A, 'strata'> : never : never} Told
 */

/** @type {v.GenericSchema<Id>} */
const id = v.custom(
  (value) => isId(value),
  `id is a whole number or a text of at most ${MAX_ID} characters.`,
);

/** @param {unknown} value @returns {value is Id} */
function isId(value) {
  return typeof value === 'string' ? value.length <= MAX_ID : Number.isSafeInteger(value);
}

/**
 * @template {v.ObjectEntries} E
 * @param {string} type
 * @param {E} fields
 */
export const message = (type, fields) =>
  v.strictObject(
    { strata: v.literal(VERSION), id: v.optional(id), type: v.literal(type), ...fields },
    ({ expected, path }) => {
      const name = brief(path?.[0]?.key);
      return expected === 'never' ? `${type} has no field ${name}.` : `${type} needs ${name}.`;
    },
  );

const wholeSteps = `n is a whole number from 1 to ${MAX_STEPS}.`;

/** The colours that a host may choose, and the page's own properties for them. */
export const properties = Object.freeze({
  accent: '--accent',
  background: '--bg',
  surface: '--surface',
});
/** @typedef {keyof typeof properties} Colour */

/** @param {string} name */
const colour = (name) => {
  const wanted = `${name} is a colour such as #5b3cc4.`;
  return v.optional(v.pipe(v.string(wanted), v.regex(/^#[0-9a-f]{6}$/i, wanted)));
};

/** @type {Record<Request['type'], v.ObjectEntries>} */
const fields = {
  run: {},
  pause: {},
  step: {
    n: v.optional(
      v.pipe(
        v.number(wholeSteps),
        v.safeInteger(wholeSteps),
        v.minValue(1, wholeSteps),
        v.maxValue(MAX_STEPS, wholeSteps),
      ),
      1,
    ),
  },
  reset: {},
  getState: {},
  setState: { experiment: v.unknown() },
  theme: {
    colors: v.strictObject(
      Object.fromEntries(Object.keys(properties).map((name) => [name, colour(name)])),
      `colors has at most the fields ${Object.keys(properties).join(', ')}.`,
    ),
  },
};

/** What a host may ask for. */
const requests = new Map(
  Object.entries(fields).map(([type, entries]) => [type, message(type, entries)]),
);

/**
 * Reads a message from the host.
 *
 * @param {unknown} data of a message event: what structured cloning gives
 * @returns {Request | { fault: string, id?: Id | undefined } | null} null where it is no message of this protocol;
 *   `fault` says in a sentence what is wrong with it
 */
export function readRequest(data) {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'strata')) return null;
  const { strata, type, id: asked } = /** @type {Record<string, unknown>} */ (data);
  const answered = isId(asked) ? { id: asked } : {};
  if (strata !== VERSION) {
    return { ...answered, fault: `This page speaks version ${VERSION} of the messages only.` };
  }
  const schema = typeof type === 'string' ? requests.get(type) : undefined;
  if (!schema) {
    const known = [...requests.keys()].join(', ');
    return { ...answered, fault: `${brief(type)} is not among the types ${known}.` };
  }
  const { output, issues } = v.safeParse(schema, data);
  if (issues) return { ...answered, fault: issues.map((issue) => issue.message).join(' ') };
  return /** @type {Request} */ (output);
}

/** @param {Told} told @returns {Answer} as it is sent */
export function written(told) {
  return /** @type {Answer} */ ({ strata: VERSION, ...told });
}

/** @param {unknown} value of a message @returns {string} as much of it as a sentence can take */
function brief(value) {
  if (typeof value !== 'string') return 'Something that is no text';
  const cut = value.length > REPEATED ? `${value.slice(0, REPEATED)}…` : value;
  return JSON.stringify(cut);
}
