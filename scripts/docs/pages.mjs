import { readFileSync } from 'node:fs';
import { help, topicNames } from '../cli/help.mjs';
import { reference } from './api.mjs';
import { documentTables } from './document.mjs';
import { formatTable } from './formats.mjs';
import { gallery } from './gallery.mjs';
import { codeOf, rendered } from './html.mjs';
import { measureTable } from './measures.mjs';

const root = new URL('../../', import.meta.url);

/**
 * The pages of the documentation, in the order of their menu, and the file that each is made from: Markdown links to that,
 * so that its links lead somewhere wherever it is read.
 *
 * @type {readonly { name: string, title: string, source: string, content: (source: string) => string }[]}
 */
export const pages = [
  { name: 'index', title: 'Quick start', source: 'web/docs/quick-start.md', content: markdown },
  {
    name: 'document',
    title: 'Document',
    source: 'web/docs/document.md',
    content: (source) => markdown(source) + documentTables(),
  },
  { name: 'embedding', title: 'Embedding', source: 'web/embed/README.md', content: markdown },
  { name: 'gallery', title: 'Gallery', source: 'web/docs/gallery', content: gallery },
  { name: 'hiding', title: 'Hide and lock', source: 'web/ui/embed/README.md', content: markdown },
  { name: 'one-file', title: 'One file', source: 'web/docs/one-file.md', content: markdown },
  {
    name: 'take-along',
    title: 'Take it along',
    source: 'web/docs/take-along.md',
    content: (source) => markdown(source) + formatTable(),
  },
  { name: 'api', title: 'API', source: 'web/engine/index.js', content: reference },
  { name: 'commands', title: 'Command line', source: 'scripts/cli/help.mjs', content: commands },
  {
    name: 'lessons',
    title: 'Writing lessons',
    source: 'web/lessons/README.md',
    content: (source) => markdown(source) + measureTable(),
  },
  {
    name: 'autograder',
    title: 'Autograder',
    source: 'web/docs/autograder/README.md',
    content: markdown,
  },
  { name: 'numerics', title: 'Numbers', source: 'web/docs/numerics.md', content: markdown },
  { name: 'faq', title: 'Questions', source: 'web/docs/faq.md', content: markdown },
];

/** @param {string} source */
function markdown(source) {
  const file = new URL(source, root);
  return rendered(readFileSync(file, 'utf8'), (href) => targetOf(href, file));
}

/**
 * @param {string} href of a link in Markdown
 * @param {URL} file that has it
 * @returns {string} the same place in the documentation
 * @throws {Error} where that has no such page
 */
function targetOf(href, file) {
  const { href: whole, hash } = new URL(href, file);
  if (!whole.startsWith(root.href) || href.startsWith('#')) return href;
  const page = pages.find(({ source }) => whole === new URL(source, root).href + hash);
  if (page) return `./${page.name}.html${hash}`;
  throw new Error(`${file.pathname}: no page is made from ${href}.`);
}

function commands() {
  const texts = topicNames.map(
    (name) =>
      `<section><h2 id="${name}">strata ${name}</h2>\n${codeOf(help(name), `strata ${name}`)}</section>`,
  );
  return `<h1>Command line</h1>\n${codeOf(help(undefined), 'strata')}\n${texts.join('\n')}`;
}
