/** Valibot schemas for the kinds of field a document has, with our sentences as messages. */
import * as v from 'valibot';
import { sentence } from '../sentences.js';
import { nameProblem, numberProblem, rangeInWords, shown, unknownFieldProblem } from './words.js';

/** @typedef {import('../tables.js').Param} Param */
/** @typedef {import('./words.js').Range} Range */
/** @typedef {v.GenericSchema<unknown, unknown>} Schema */
/** @typedef {(string | number)[]} Keys from the value at hand inwards */
/** @typedef {import('../sentences.js').Sentence} Sentence */
/** @typedef {{ keys: Keys, message: Sentence }} Fault */

/**
 * A sentence as Valibot's message or description: both are handed on as they are, whatever their type.
 * @param {Sentence | string} words
 */
export function handedOn(words) {
  return /** @type {string} */ (/** @type {unknown} */ (words));
}

/**
 * @param {unknown} value
 * @param {Sentence | string} wanted
 */
export function notWanted(value, wanted) {
  return handedOn(sentence('problem.not-wanted', { value: shown(value), wanted }));
}

/**
 * A number in a range. −0 becomes 0: JSON has no −0 to write.
 * @param {Range} range
 * @returns {Schema}
 */
export function number(range) {
  const { min, max, integer } = range;
  /** @param {{ input: unknown }} issue */
  const message = ({ input }) => handedOn(numberProblem(input, range));
  return v.pipe(
    v.number(message),
    v.check((x) => x >= min && x <= max && (!integer || Number.isInteger(x)), message),
    v.transform((x) => x + 0),
    v.description(handedOn(rangeInWords(range))),
  );
}

/** @returns {Schema} */
export function flag() {
  return v.boolean(({ input }) => handedOn(sentence('problem.not-flag', { value: shown(input) })));
}

/**
 * One of some words.
 * @param {readonly string[]} names
 * @returns {Schema}
 */
export function choice(names) {
  return v.pipe(
    v.picklist(names, ({ input }) => handedOn(nameProblem(input, names))),
    v.description(handedOn(sentence('problem.one-of', { names: names.join(', ') }))),
  );
}

/**
 * An object of these fields and no others.
 * @param {Record<string, Schema>} entries
 * @param {Sentence | string} description what it is, for the message when it is missing or something else
 * @returns {Schema}
 */
export function object(entries, description) {
  return noList(optionObject(entries, description), description);
}

/**
 * An object to be an option of a variant.
 * @param {Record<string, Schema>} entries
 * @param {Sentence | string} description
 * @returns {Schema & { entries: Record<string, Schema> }}
 */
export function optionObject(entries, description) {
  const known = Object.keys(entries);
  const fields = v.looseObject(entries, ({ input, path }) => {
    const missing = path && entries[String(path[0]?.key)];
    return missing ? missingProblem(missing) : notWanted(input, description);
  });
  const noOthers = v.rawCheck(({ dataset, addIssue }) => {
    if (!isRecord(dataset.value)) return;
    for (const key of Object.keys(dataset.value)) {
      if (known.includes(key)) continue;
      addIssue({
        message: handedOn(unknownFieldProblem(key, known)),
        path: pathTo(dataset.value, [key]),
      });
    }
  });
  const schema = v.pipe(fields, noOthers);
  return /** @type {Schema & { entries: Record<string, Schema> }} */ (
    /** @type {unknown} */ (schema)
  );
}

/**
 * Refuses arrays, which Valibot takes for objects too.
 * @param {Schema} schema
 * @param {Sentence | string} description
 * @returns {Schema}
 */
function noList(schema, description) {
  const refusal = v.custom(
    () => false,
    ({ input }) => notWanted(input, description),
  );
  return v.pipe(
    v.lazy((input) => (Array.isArray(input) ? refusal : schema)),
    v.description(handedOn(description)),
  );
}

/** @param {Schema} schema */
function missingProblem(schema) {
  /** @type {any} */
  const wanted = v.getDescription(/** @type {any} */ (schema));
  return handedOn(sentence('problem.missing', { wanted }));
}

/**
 * One of several kinds of object, told apart by a field.
 * @param {string} key
 * @param {readonly Schema[]} options made by `optionObject` or `innerVariant`
 * @param {Sentence} description
 * @param {Record<string, readonly string[]>} names which names the telling fields may have
 * @returns {Schema}
 */
export function variant(key, options, description, names) {
  return noList(innerVariant(key, options, description, names), description);
}

/**
 * A variant to be an option of another.
 * @param {string} key
 * @param {readonly Schema[]} options
 * @param {Sentence} description
 * @param {Record<string, readonly string[]>} names
 * @returns {Schema}
 */
export function innerVariant(key, options, description, names) {
  return v.variant(key, /** @type {any} */ (options), ({ input, path }) => {
    const field = path?.[0]?.key;
    if (field === undefined) return notWanted(input, description);
    return handedOn(nameProblem(input, names[String(field)] ?? []));
  });
}

/**
 * Fields for a table row's parameters, all optional. Parameters `name[0]`, `name[1]` … make one array.
 * @param {readonly Param[]} params
 * @returns {Record<string, Schema>}
 */
export function parameterFields(params) {
  /** @type {Record<string, Schema>} */
  const fields = {};
  for (const [name, group] of grouped(params)) {
    const [only] = group;
    const field = only && only.name === name ? parameter(only) : tuple(group);
    const defaultValue = parameterDefaults(params)[name];
    fields[name] = v.optional(
      field,
      /** @type {any} */ (Array.isArray(defaultValue) ? () => [...defaultValue] : defaultValue),
    );
  }
  return fields;
}

/**
 * @param {readonly Param[]} params
 * @returns {Record<string, number | string | boolean | (number | string | boolean)[]>}
 */
export function parameterDefaults(params) {
  return Object.fromEntries(
    [...grouped(params)].map(([name, group]) => [
      name,
      group[0]?.name === name ? group[0].default : group.map((param) => param.default),
    ]),
  );
}

/**
 * @param {readonly Param[]} params
 * @returns {Map<string, Param[]>} by name without index
 */
export function grouped(params) {
  /** @type {Map<string, Param[]>} */
  const groups = new Map();
  for (const param of params) {
    const name = param.name.replace(/\[\d+\]$/, '');
    groups.set(name, [...(groups.get(name) ?? []), param]);
  }
  return groups;
}

/** @param {Param} param */
function parameter(param) {
  if (param.flag) return flag();
  return param.choices ? choice(param.choices) : number(param);
}

/** @param {Param[]} params */
function tuple(params) {
  const items = /** @type {any} */ (params.map(parameter));
  const count = params.length;
  return v.strictTuple(items, ({ input, path }) =>
    path
      ? handedOn(sentence('problem.one-too-many', { count }))
      : notWanted(input, sentence('problem.numbers', { count })),
  );
}

/**
 * A rule over several fields, asked only where none of them has a problem of its own.
 * @param {readonly (string | number)[]} keys
 * @param {(value: any) => Fault[]} findFaults
 */
export function rule(keys, findFaults) {
  return v.rawCheck(({ dataset, addIssue }) => {
    const { value, issues = [] } = dataset;
    if (!isRecord(value) || issues.some(({ path }) => !path)) return;
    const sound = keys.every(
      (key) => key in value && !issues.some(({ path }) => path?.[0]?.key === key),
    );
    if (!sound) return;
    for (const { keys: inner, message } of findFaults(value)) {
      const path = inner.length > 0 ? pathTo(value, inner) : undefined;
      addIssue({ message: handedOn(message), path });
    }
  });
}

/**
 * @param {object} value
 * @param {Keys} keys
 * @returns {[v.IssuePathItem, ...v.IssuePathItem[]]} the same in Valibot's form
 */
function pathTo(value, keys) {
  /** @type {any} */
  let input = value;
  const items = keys.map((key) => {
    const item = { type: 'unknown', origin: 'value', input, key, value: input[key] };
    input = input[key];
    return item;
  });
  return /** @type {any} */ (items);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string | number, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
