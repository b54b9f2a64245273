import * as v from 'valibot';
import { dataDefaults, dataOptions, SHARE } from '../../web/engine/experiment/data.js';
import { grouped, parameterDefaults } from '../../web/engine/experiment/fields.js';
import { goalFields } from '../../web/engine/experiment/goals.js';
import { bounds, datasets, defaults } from '../../web/engine/experiment/index.js';
import { linear } from '../../web/engine/experiment/schema.js';
import { textOf } from '../../web/engine/sentences.js';
import { tables } from '../../web/engine/tables.js';
import { formulas as curves } from '../../web/ui/picker/formulas.gen.js';
import { formulas as rules } from '../../web/ui/tip/formulas.gen.js';
import { escaped } from '../cli/markup.mjs';
import { slug, tableOf } from './html.mjs';

/** @typedef {import('../../web/engine/tables.js').Param} Param */
/** @typedef {{ name: string, label: string, torch?: string, params: readonly Param[] }} Row */

/** The sections that are a name with parameters, each with its table. */
const sections = /** @type {const} */ ([
  { field: 'optimizer', title: 'Optimisers', rows: tables.optimizers },
  { field: 'schedule', title: 'Schedules', rows: tables.schedules },
  { field: 'clip', title: 'Clipping', rows: tables.clips },
  { field: 'init', title: 'Initialisers', rows: tables.initializers },
]);

const code = (/** @type {string} */ text) => `<code>${escaped(text)}</code>`;
/** As it stands in a document. */
const json = (/** @type {unknown} */ value) =>
  code(Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value));
/** As it stands in a sentence. */
const words = (/** @type {unknown} */ value) => Number(value).toLocaleString('en');

/** @returns {string} what every table says of the document, as HTML */
export function documentTables() {
  return [
    part('Numeric fields', numbers),
    part('Data sets', sets),
    part('Further fields', further),
    part('Activations', activations),
    part('Losses', losses),
    ...sections.map(({ field, title, rows }) => part(title, () => named(field, rows, title))),
  ].join('\n');
}

/** @param {string} title @param {(title: string) => string} content */
function part(title, content) {
  return `<section><h2 id="${slug(title)}">${title}</h2>\n${content(title)}</section>`;
}

/** @param {string} title */
function numbers(title) {
  const { limits } = tables;
  const rows = Object.entries(bounds).map(([name, { min, max }]) => {
    const usual =
      name in defaults ? json(defaults[/** @type {keyof typeof defaults} */ (name)]) : '–';
    return [code(name), json(min), json(max), usual];
  });
  return `${tableOf(['field', 'least', 'most', 'default'], rows, title)}
<p>A network has at most ${limits.layers} layers and ${words(limits.parameters)} parameters.</p>`;
}

/** @param {string} title */
function sets(title) {
  const rows = datasets.map((row) => {
    const { name, text, kind, input, outputs, train, test, noise } = row;
    const usual = dataDefaults(row);
    const count = (/** @type {'train' | 'test'} */ key, /** @type {number} */ max) =>
      `${key in usual ? words(usual[key]) : 'all'}, at most ${words(max)}`;
    const amount = (/** @type {'noise' | 'label_noise'} */ key, /** @type {number} */ max) =>
      key in usual ? `${words(usual[key])}, at most ${words(max)}` : '–';
    return [
      ...[code(name), escaped(text), `${outputs} ${kind === 'CLASSES' ? 'classes' : 'number'}`],
      ...[words(input), count('train', train.max), count('test', test.max)],
      ...[amount('noise', noise.max), amount('label_noise', SHARE.max)],
    ];
  });
  const head = ['name', 'what', 'target', 'inputs', 'train', 'test', 'noise', 'label_noise'];
  return tableOf(head, rows, title);
}

/**
 * The fields that the tables before do not have.
 * @param {string} title
 */
function further(title) {
  const rows = [
    ...fieldRows('layers[]', linear.entries, Object.keys(bounds)),
    ...dataOptions.flatMap(({ entries }, i) => {
      const { name = '' } = datasets[i] ?? {};
      const others = ['train', 'test', 'noise', 'label_noise'];
      return fieldRows('data', entries, others, ` of ${code(name)}`);
    }),
    ...fieldRows('goals[]', goalFields(bounds)),
  ];
  return tableOf(['field', 'what may stand there', 'default'], rows, title);
}

/**
 * @param {string} place
 * @param {Record<string, any>} entries of the schema
 * @param {readonly string[]} [others] that are left out
 * @param {string} [whose] HTML
 */
function fieldRows(place, entries, others = [], whose = '') {
  const own = Object.entries(entries).filter(
    ([name, { type }]) => type !== 'literal' && !others.includes(name),
  );
  return own.map(([name, schema]) => {
    const inner = schema.wrapped ?? schema;
    const words = /** @type {any} */ (v.getDescription(inner));
    const usual = v.getDefault(schema);
    const without = schema === inner ? 'has to be there' : '–';
    return [
      code(`${place}.${name}`) + whose,
      words ? escaped(textOf(words)) : `${json(true)} or ${json(false)}`,
      usual === undefined ? without : json(usual),
    ];
  });
}

/** @param {string} title */
function activations(title) {
  const rows = tables.activations.map((row) => [
    code(row.name),
    row.torch ? code(`torch.${row.torch}`) : 'not in torch.nn',
    curves[/** @type {keyof typeof curves} */ (row.name)] ?? '',
    parameters(row),
    `${bound(row.range[0], '−')} to ${bound(row.range[1], '')}`,
  ]);
  return tableOf(['name', 'PyTorch', 'value', 'parameters', 'range'], rows, title);
}

/**
 * @param {number} value
 * @param {string} sign of what has no bound
 * @returns {string} to four digits, with a true minus
 */
function bound(value, sign) {
  return Number.isFinite(value)
    ? String(Number(value.toPrecision(4))).replace('-', '−')
    : `${sign}∞`;
}

/** @param {string} title */
function losses(title) {
  const rows = tables.losses.map(({ name, targets }) => [
    code(name),
    code(`torch.nn.functional.${name}`),
    rules[/** @type {keyof typeof rules} */ (`loss ${name}`)] ?? '',
    targets === 'NUMBERS' ? 'classes and numbers' : 'classes',
  ]);
  return tableOf(['name', 'PyTorch', 'value', 'for'], rows, title);
}

/** @param {string} field @param {readonly Row[]} rows @param {string} title */
function named(field, rows, title) {
  const lines = rows.map((row, i) => [
    `${code(row.name)}${i === 0 ? ' <small>default</small>' : ''}`,
    row.torch ? code(`torch.${row.torch}`) : '–',
    rules[/** @type {keyof typeof rules} */ (`${field} ${row.name}`)] ?? '',
    parameters(row),
  ]);
  return `<p>Field ${code(field)}: a name, or an object with <code>name</code> and parameters.</p>
${tableOf(['name', 'PyTorch', 'rule', 'parameters'], lines, title)}`;
}

/** @param {Pick<Row, 'params'>} row */
function parameters({ params }) {
  const usual = parameterDefaults(params);
  const list = [...grouped(params)].map(([name, group]) => {
    const each = Array.isArray(usual[name]) ? 'each ' : '';
    const allowed = [...new Set(group.map(allowedOf))].join(' and ');
    return `${code(name)} = ${json(usual[name])}${allowed && `, ${each}${allowed}`}`;
  });
  return list.join('<br />') || '–';
}

/** @param {Param} param @returns {string} nothing for a yes/no */
function allowedOf(param) {
  if (param.flag) return '';
  return param.choices
    ? param.choices.map(json).join(' or ')
    : `${json(param.min)} to ${json(param.max)}`;
}
