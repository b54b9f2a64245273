import { bounds, datasets, defaults } from '../../web/engine/experiment/index.js';
import { tables } from '../../web/engine/tables.js';
import { formulas as curves } from '../../web/ui/picker/formulas.gen.js';
import { formulas as rules } from '../../web/ui/tip/formulas.gen.js';
import { escaped, slug, table } from './html.mjs';

/** @typedef {{ name: string, label: string, torch?: string, params: readonly import('../../web/engine/tables.js').Param[] }} Row */

/** The sections that are a name with parameters, each with its table. */
const sections = /** @type {const} */ ([
  { field: 'optimizer', title: 'Optimisers', rows: tables.optimizers },
  { field: 'schedule', title: 'Schedules', rows: tables.schedules },
  { field: 'clip', title: 'Clipping', rows: tables.clips },
  { field: 'init', title: 'Initialisers', rows: tables.initializers },
]);

const code = (/** @type {unknown} */ value) =>
  `<code>${escaped(typeof value === 'string' ? value : JSON.stringify(value))}</code>`;

/** @returns {string} what every table says of the document, as HTML */
export function documentTables() {
  return [
    part('Whole numbers and shares', numbers()),
    part('Data sets', sets()),
    part('Activations', activations()),
    part('Losses', losses()),
    ...sections.map(({ field, title, rows }) => part(title, named(field, rows))),
  ].join('\n');
}

/** @param {string} title @param {string} content */
function part(title, content) {
  return `<section><h2 id="${slug(title)}">${title}</h2>\n${content}</section>`;
}

function numbers() {
  const { limits } = tables;
  const rows = Object.entries(bounds).map(([name, { min, max }]) => {
    const usual = name in defaults ? defaults[/** @type {keyof typeof defaults} */ (name)] : '–';
    return [code(name), code(min), code(max), code(usual)];
  });
  return `${table(['field', 'least', 'most', 'default'], rows)}
<p>A network has at most ${limits.layers} layers and ${limits.parameters.toLocaleString('en')} parameters.</p>`;
}

function sets() {
  const rows = datasets.map(({ name, text, kind, input, outputs, train, test, noise }) => [
    code(name),
    escaped(text),
    kind === 'CLASSES' ? `${outputs} classes` : `${outputs} number`,
    String(input),
    `${train.default}, at most ${train.max}`,
    `${test.default}, at most ${test.max}`,
    `${noise.default}, at most ${noise.max}`,
  ]);
  return table(['name', 'what', 'target', 'inputs', 'train', 'test', 'noise'], rows);
}

function activations() {
  const rows = tables.activations.map((row) => [
    code(row.name),
    row.torch ? code(`torch.${row.torch}`) : 'not in torch.nn',
    curves[/** @type {keyof typeof curves} */ (row.name)] ?? '',
    parameters(row),
    `${bound(row.range[0], '−')} to ${bound(row.range[1], '')}`,
  ]);
  return table(['name', 'PyTorch', 'value', 'parameters', 'range'], rows);
}

/** @param {number} value @param {string} sign of what has no bound */
function bound(value, sign) {
  return Number.isFinite(value) ? written(value) : `${sign}∞`;
}

/** @param {number} value @returns {string} to four digits, with a true minus */
function written(value) {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}

function losses() {
  const rows = tables.losses.map(({ name, targets }) => [
    code(name),
    code(`torch.nn.functional.${name}`),
    rules[/** @type {keyof typeof rules} */ (`loss ${name}`)] ?? '',
    targets === 'NUMBERS' ? 'classes and numbers' : 'classes',
  ]);
  return table(['name', 'PyTorch', 'value', 'for'], rows);
}

/** @param {string} field @param {readonly Row[]} rows */
function named(field, rows) {
  const lines = rows.map((row, i) => [
    `${code(row.name)}${i === 0 ? ' <small>default</small>' : ''}`,
    row.torch ? code(`torch.${row.torch}`) : '–',
    rules[/** @type {keyof typeof rules} */ (`${field} ${row.name}`)] ?? '',
    parameters(row),
  ]);
  return `<p>Field ${code(field)}: a name, or an object with <code>name</code> and parameters.</p>
${table(['name', 'PyTorch', 'rule', 'parameters'], lines)}`;
}

/** @param {Pick<Row, 'params'>} row */
function parameters({ params }) {
  const list = params.map((one) => {
    if (one.flag) return `${code(one.name)} = ${code(one.default)}`;
    const allowed = one.choices
      ? one.choices.map((choice) => code(choice)).join(' or ')
      : `${written(one.min)} to ${written(one.max)}`;
    const usual = typeof one.default === 'number' ? written(one.default) : one.default;
    return `${code(one.name)} = ${code(usual)}, ${allowed}`;
  });
  return list.join('<br />') || '–';
}
