/** Valibot schemas for the kinds of field a document has, with our sentences as messages. */
import * as v from 'valibot';
import { nameProblem, numberProblem, rangeInWords, show, unknownFieldProblem } from './words.js';

/** @typedef {import('../tables.js').Param} Param */
/** @typedef {import('./words.js').Range} Range */
/** @typedef {v.GenericSchema<unknown, unknown>} Schema */
/** @typedef {(string | number)[]} Keys from the value at hand inwards */
/** @typedef {{ keys: Keys, message: string }} Fault */

/**
 * A number in a range. −0 becomes 0: JSON has no −0 to write.
 * @param {Range} range
 * @returns {Schema}
 */
export function number(range) {
  const { min, max, integer } = range;
  /** @param {{ input: unknown }} issue */
  const message = ({ input }) => numberProblem(input, range);
  return v.pipe(
    v.number(message),
    v.check((x) => x >= min && x <= max && (!integer || Number.isInteger(x)), message),
    v.transform((x) => x + 0),
    v.description(rangeInWords(range)),
  );
}

/** @returns {Schema} */
export function flag() {
  return v.boolean(({ input }) => `${show(input)} is neither true nor false`);
}

/**
 * One of some words.
 * @param {readonly string[]} names
 * @returns {Schema}
 */
export function choice(names) {
  return v.pipe(
    v.picklist(names, ({ input }) => nameProblem(input, names)),
    v.description(`one of ${names.join(', ')}`),
  );
}

/**
 * An object of these fields and no others.
 * @param {Record<string, Schema>} entries
 * @param {string} description what it is, for the message when it is missing or something else
 * @returns {Schema & { entries: Record<string, Schema> }}
 */
export function object(entries, description) {
  const known = Object.keys(entries);
  const fields = v.looseObject(entries, ({ input, path }) => {
    const missing = path && entries[String(path[0]?.key)];
    return missing ? missingProblem(missing) : `${show(input)} is not ${description}`;
  });
  const noOthers = v.rawCheck(({ dataset, addIssue }) => {
    if (!isRecord(dataset.value)) return;
    for (const key of Object.keys(dataset.value)) {
      if (known.includes(key)) continue;
      addIssue({
        message: unknownFieldProblem(key, known),
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
 * @param {string} description
 * @returns {Schema}
 */
function noList(schema, description) {
  const refusal = v.custom(
    () => false,
    ({ input }) => `${show(input)} is not ${description}`,
  );
  return v.pipe(
    v.lazy((input) => (Array.isArray(input) ? refusal : schema)),
    v.description(description),
  );
}

/** @param {Schema} schema */
function missingProblem(schema) {
  const description = v.getDescription(/** @type {any} */ (schema));
  return `missing; give ${description}`;
}

/**
 * One of several kinds of object, told apart by a field.
 * @param {string} key
 * @param {readonly Schema[]} options made by `object` or `innerVariant`
 * @param {string} description
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
 * @param {string} description
 * @param {Record<string, readonly string[]>} names
 * @returns {Schema}
 */
export function innerVariant(key, options, description, names) {
  return v.variant(key, /** @type {any} */ (options), ({ input, path }) => {
    const field = path?.[0]?.key;
    if (field === undefined) return `${show(input)} is not ${description}`;
    return nameProblem(input, names[String(field)] ?? []);
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
function grouped(params) {
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
  return v.strictTuple(items, ({ input, path }) =>
    path
      ? `one too many; give ${params.length}`
      : `${show(input)} is not a list of ${params.length} numbers`,
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
      addIssue({ message, path: inner.length > 0 ? pathTo(value, inner) : undefined });
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
