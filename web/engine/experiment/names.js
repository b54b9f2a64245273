/** Names of the places of an experiment document, for what is said of a place in whatever document. */
import { experiment } from './schema.js';

/**
 * The paths of a document without the numbers in them: `optimizer` and all that any optimiser has, such as `optimizer.lr`
 * and `optimizer.name`. What tells kinds of layers apart is called by the kind: `layers.activation` is the activation's
 * name. A list of things of one kind, such as `goals`, is one place.
 *
 * @returns {string[]} each once, sections before what is in them
 */
export function placeNames() {
  return [...new Set(within(experiment, ''))];
}

/**
 * @param {any} schema Valibot's
 * @param {string} name of the place it is for, empty for the whole document
 * @returns {Generator<string>} perhaps with repetitions
 */
function* within(schema, name) {
  const { type, options, item, entries } = opened(schema);
  if (name !== '') yield name;
  if (type === 'variant') for (const one of options) yield* within(one, name);
  if (type === 'array' && opened(item).type === 'variant') yield* within(item, name);
  if (type === 'loose_object') yield* entriesOf(entries, name);
}

/**
 * @param {Record<string, any>} entries
 * @param {string} name
 */
function* entriesOf(entries, name) {
  const inside = (/** @type {string} */ key) => (name === '' ? key : `${name}.${key}`);
  const { type } = entries;
  for (const [key, schema] of Object.entries(entries)) {
    if (opened(schema).type !== 'literal') yield* within(schema, inside(key));
    else if (key === 'name') yield inside(type?.literal ?? key);
  }
}

/** @param {any} schema @returns {any} what may be left out, or is looked up, as it is when it is there */
function opened(schema) {
  if (schema.type === 'optional') return opened(schema.wrapped);
  return schema.type === 'lazy' ? opened(schema.getter({})) : schema;
}
