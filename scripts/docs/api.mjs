import { escaped } from '../cli/markup.mjs';
import { inline, slug, tableOf } from './html.mjs';
import { exportsOf } from './jsdoc.mjs';
import { Types } from './types.mjs';

/** @typedef {import('./jsdoc.mjs').Documented} Documented */

const engine = new URL('../../web/engine/', import.meta.url);

/** Where something belongs, by the beginning of its file's path; the last holds what is left. */
const groups = /** @type {const} */ ([
  { title: 'Documents, links, goals', paths: ['experiment/', 'link.js', 'goals.js'] },
  { title: 'Data', paths: ['data/'] },
  { title: 'Networks as files', paths: ['export/', 'import/'] },
  { title: 'Checking, and courses', paths: ['replay.js', 'train-in-worker.js'] },
  { title: 'Engine and networks', paths: [''] },
]);

/** @returns {string} the reference of the package's module, as HTML */
export function reference() {
  const types = new Types();
  const all = [
    ...exportsOf(new URL('index.js', engine)),
    ...['engine.js', 'network.js'].flatMap((file) => exportsOf(new URL(file, engine))),
  ];
  const known = new Set(all.map(({ name }) => name));
  const unique = all.filter(({ name }, i) => all.findIndex((one) => one.name === name) === i);
  const show = (/** @type {string} */ type, /** @type {URL} */ file) =>
    linked(types.named(type, file), (name) => known.has(name) || types.has(name));
  const sections = groups.map(({ title, paths }) => {
    const own = unique.filter((one) => groupOf(one) === paths);
    return `<section><h2 id="${slug(title)}">${title}</h2>\n${own.map((one) => entry(one, show)).join('\n')}</section>`;
  });
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
<p class="contents">${unique.map(({ name }) => `<a href="#${name}"><code>${name}</code></a>`).join(' · ')}</p>
${sections.join('\n')}
<section><h2 id="types">Types</h2>
${listed.join('\n')}</section>`;
}

/** @param {Documented} one */
function groupOf({ file }) {
  const path = file.href.slice(engine.href.length);
  return groups.find(({ paths }) => paths.some((start) => path.startsWith(start)))?.paths;
}

/**
 * @param {Documented} one
 * @param {(type: string, file: URL) => string} show
 * @param {string} [owner] of a member
 * @returns {string}
 */
function entry(one, show, owner = '') {
  const { name, kind, params, returns, throws, examples, members, text, file } = one;
  const call = kind === 'function' && !one.getter ? `(${signature(one)})` : '';
  const level = owner ? 4 : 3;
  const id = owner ? `${owner}.${name}` : name;
  const given =
    params.length > 0 ? fields(params, (type) => show(type, file), `Parameters of ${id}`) : '';
  const back = returns
    ? `<p>Returns <code>${show(returns.type, file)}</code> ${inline(returns.text)}</p>`
    : '';
  const errors = throws ? `<p>Errors: ${inline(throws)}</p>` : '';
  const samples = examples.map((code) => `<pre><code>${escaped(code)}</code></pre>`).join('\n');
  return `<h${level} id="${id}"><code>${name}${call}</code></h${level}>
${paragraphs(text)}${given}${back}${errors}${samples}
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
