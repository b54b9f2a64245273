import { readdirSync, readFileSync } from 'node:fs';
import { escaped } from '../cli/markup.mjs';

const folder = new URL('../../web/docs/gallery/', import.meta.url);
/** What stands for the folder of Strata in what is shown. */
const EXAMPLE = 'https://strata.example/';

/** Pages of others, in the order in which they are shown, and what each is there for. */
export const examples = Object.freeze([
  { name: 'element', about: 'The element, for pages that may load a script.' },
  { name: 'lesson', about: 'A bare frame: no script in the page at all.' },
  {
    name: 'locked',
    about:
      'Everything is fixed but the activations. The frame has no origin, and so reaches nothing of the page around it.',
  },
  { name: 'course', about: 'Buttons and words of the page’s own, by methods and events.' },
  { name: 'shadow', about: 'As in pages that are built of components.' },
  {
    name: 'one-file',
    about: 'A single file of 3 MB, which may as well lie beside the page, or in a notebook.',
  },
]);

/** @returns {{ name: string, text: string }[]} the examples' files, as they work in a folder of the documentation */
export function galleryFiles() {
  return readdirSync(folder).map((name) => ({
    name,
    text: read(name).replaceAll(EXAMPLE, '../../'),
  }));
}

/** @returns {string} HTML */
export function gallery() {
  const shown = examples.map(({ name, about }) => {
    const title = escaped(titleOf(read(`${name}.html`)));
    const codes = readdirSync(folder)
      .filter((file) => file.startsWith(`${name}.`))
      .sort((a, b) => Number(b.endsWith('.html')) - Number(a.endsWith('.html')))
      .map((file) => `<p><code>${file}</code></p>\n<pre><code>${escaped(read(file))}</code></pre>`);
    return `<section><h2 id="${name}">${title}</h2>
<p>${escaped(about)}</p>
<iframe src="./gallery/${name}.html" title="${title}" loading="lazy"></iframe>
${codes.join('\n')}</section>`;
  });
  return `<h1>Gallery</h1>
<p>Ways to have Strata in a page, each live and with all that it takes. What is possible beyond is in
<a href="./embedding.html">Embedding</a>.</p>
${shown.join('\n')}`;
}

/** @param {string} file */
function read(file) {
  return readFileSync(new URL(file, folder), 'utf8');
}

/** @param {string} html */
function titleOf(html) {
  return /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
}
