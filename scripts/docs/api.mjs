import { escaped } from '../cli/markup.mjs';
import { codeOf, inline, slug, tableOf } from './html.mjs';
import { exportsOf } from './jsdoc.mjs';
import { Types } from './types.mjs';

/** @typedef {import('./jsdoc.mjs').Documented} Documented */

const engine = new URL('../../web/engine/', import.meta.url);

/** What the page has, in its order: titles, and beginnings of the paths of the files that belong there. */
const groups = /** @type {const} */ ([
  {
    title: 'Engine and networks',
    paths: ['load.js', 'engine.js', 'network.js', 'store.js', 'run.js', 'diagnosis.js'],
  },
  { title: 'Data', paths: ['data/'] },
  { title: 'Experiments and goals', paths: ['experiment/', 'goals.js'] },
  { title: 'Links and checks', paths: ['link.js', 'replay', 'train-in-worker.js'] },
  { title: 'Networks as files', paths: ['export/', 'import/'] },
  { title: 'Errors', paths: ['errors.js'] },
]);

/** Files of classes that the package does not export, but whose instances it gives. */
const given = ['engine.js', 'network.js', 'store.js', 'run.js', 'diagnosis.js'];

/** @returns {string} the reference of the package's module, as HTML */
export function reference() {
  const types = new Types();
  const all = [
    ...exportsOf(new URL('index.js', engine)),
    ...given.flatMap((file) =>
      exportsOf(new URL(file, engine)).filter(({ kind }) => kind === 'class'),
    ),
  ];
  const known = new Set(all.map(({ name }) => name));
  const unique = all.filter(({ name }, i) => all.findIndex((one) => one.name === name) === i);
  const show = (/** @type {string} */ type, /** @type {URL} */ file) =>
    linked(types.named(type, file), (name) => known.has(name) || types.has(name));
  const parts = grouped(unique);
  const sections = parts.map(
    ({ title, own }) =>
      `<section><h2 id="${slug(title)}">${title}</h2>\n${own.map((one) => entry(one, show)).join('\n')}</section>`,
  );
  const contents = parts.map(
    ({ title, own }) =>
      `<li><a href="#${slug(title)}">${title}</a>: ${own.map(({ name }) => `<a href="#${name}"><code>${name}</code></a>`).join(' · ')}</li>`,
  );
  const listed = types.list
    .filter(({ name }) => !known.has(name))
    .map(({ name, type, text, properties, file }) => {
      const body =
        properties.length > 0
          ? fields(properties, (one) => show(one, file), `Fields of ${name}`)
          : `<p><code>${show(type, file)}</code></p>`;
      return `<h3 id="${name}"><code>${name}</code></h3>${paragraphs(text)}${body}`;
    });
  return `<h1>API</h1>
<p>What <code>import … from 'strata'</code> gives, in Node, in workers and in pages. Errors are <a href="#StrataError"><code>StrataError</code></a> with a <code>code</code>; the codes stand with what throws them.</p>
<ul class="contents">${contents.join('\n')}
<li><a href="#types">Types</a></li></ul>
${sections.join('\n')}
<section><h2 id="types">Types</h2>
${listed.join('\n')}</section>`;
}

/**
 * @param {readonly Documented[]} all
 * @returns {{ title: string, own: Documented[] }[]}
 * @throws {Error} where something belongs nowhere
 */
function grouped(all) {
  const rest = new Set(all);
  const parts = groups.map(({ title, paths }) => {
    const own = paths.flatMap((start) =>
      all.filter(({ file }) => file.href.startsWith(engine.href + start)),
    );
    for (const one of own) rest.delete(one);
    return { title, own };
  });
  for (const { name } of rest) throw new Error(`${name} has no place in the reference.`);
  return parts;
}

/**
 * @param {Documented} one
 * @param {(type: string, file: URL) => string} show
 * @param {string} [owner] of a member
 * @returns {string}
 */
function entry(one, show, owner = '') {
  const { name, kind, params, returns, throws, examples, members, text, file } = one;
  const call = kind === 'function' ? `(${signature(one)})` : '';
  const level = owner ? 4 : 3;
  const id = owner ? `${owner}.${name}` : name;
  const list = (/** @type {Documented['fields']} */ rows, /** @type {string} */ label) =>
    rows.length > 0 ? fields(rows, (type) => show(type, file), `${label} of ${id}`) : '';
  const back = returns
    ? `<p>Returns <code>${show(returns.type, file)}</code> ${inline(returns.text)}</p>`
    : '';
  const errors = throws ? `<p>Errors: ${inline(throws)}</p>` : '';
  const samples = examples.map((code, i) => codeOf(code, `Example ${i + 1} of ${id}`)).join('\n');
  return `<h${level} id="${id}"><code>${name}${call}</code></h${level}>
${paragraphs(text)}${list(params, 'Parameters')}${list(one.fields, 'Fields')}${back}${errors}${samples}
${members.map((member) => entry(member, show, name)).join('\n')}`;
}

/** @param {Documented} one */
function signature({ params, words = [] }) {
  const names =
    params.length > 0 ? params.map(({ name, optional }) => (optional ? `${name}?` : name)) : words;
  return names.filter((name) => name !== '').join(', ');
}

/** @param {string} text */
function paragraphs(text) {
  return text
    .split('\n\n')
    .filter((one) => one !== '')
    .map((one) => `<p>${inline(one)}</p>`)
    .join('\n');
}

/**
 * @param {readonly { name: string, type: string, text: string, optional: boolean }[]} list
 * @param {(type: string) => string} show
 * @param {string} label
 */
function fields(list, show, label) {
  const rows = list.map(({ name, type, text, optional }) => [
    `<code>${escaped(name)}</code>${optional ? ' <small>optional</small>' : ''}`,
    `<code>${show(type)}</code>`,
    inline(text),
  ]);
  return tableOf(['name', 'type', 'what'], rows, label);
}

/** @param {string} type @param {(name: string) => boolean} known */
function linked(type, known) {
  return escaped(type).replaceAll(/\b[A-Z]\w+/g, (name) =>
    known(name) ? `<a href="#${name}">${name}</a>` : name,
  );
}
