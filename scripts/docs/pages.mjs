import { readFileSync } from 'node:fs';
import { help, topicNames } from '../cli/help.mjs';
import { escaped } from '../cli/markup.mjs';
import { reference } from './api.mjs';
import { documentTables } from './document.mjs';
import { gallery } from './gallery.mjs';
import { rendered } from './html.mjs';

const root = new URL('../../', import.meta.url);

/**
 * The pages of the documentation, in the order of their menu.
 *
 * @type {readonly { name: string, title: string, content: () => string }[]}
 */
export const pages = [
  { name: 'index', title: 'Quick start', content: () => markdown('web/docs/quick-start.md') },
  {
    name: 'document',
    title: 'Document',
    content: () => markdown('web/docs/document.md') + documentTables(),
  },
  { name: 'embedding', title: 'Embedding', content: () => markdown('web/embed/README.md') },
  { name: 'gallery', title: 'Gallery', content: gallery },
  { name: 'hiding', title: 'Hide and lock', content: () => markdown('web/ui/embed/README.md') },
  { name: 'one-file', title: 'One file', content: () => markdown('web/docs/one-file.md') },
  { name: 'api', title: 'API', content: reference },
  { name: 'commands', title: 'Command line', content: commands },
  { name: 'lessons', title: 'Writing lessons', content: () => markdown('web/lessons/README.md') },
  {
    name: 'autograder',
    title: 'Autograder',
    content: () => markdown('web/docs/autograder/README.md'),
  },
  { name: 'numerics', title: 'Numbers', content: () => markdown('web/docs/numerics.md') },
  { name: 'faq', title: 'Questions', content: () => markdown('web/docs/faq.md') },
];

/** @param {string} file */
function markdown(file) {
  return rendered(readFileSync(new URL(file, root), 'utf8'));
}

function commands() {
  const texts = topicNames.map(
    (name) =>
      `<section><h2 id="${name}">strata ${name}</h2>\n<pre><code>${escaped(help(name))}</code></pre></section>`,
  );
  return `<h1>Command line</h1>\n<pre><code>${escaped(help(undefined))}</code></pre>\n${texts.join('\n')}`;
}
