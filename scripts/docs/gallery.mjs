import { readdirSync, readFileSync } from 'node:fs';
import { encodeLink, parseExperiment } from '../../web/engine/index.js';
import { escaped } from '../cli/markup.mjs';
import { codeOf } from './html.mjs';

const folder = new URL('../../web/docs/gallery/', import.meta.url);
/** What stands for the folder of Strata in what is shown. */
const EXAMPLE = 'https://strata.example/';

/** Has the cell of a notebook, an experiment, and the command that makes a package of it. */
const oneFile = read('../one-file.md');

/**
 * @typedef {object} Example a page of somebody else's
 * @property {string} name of its files
 * @property {string} about what it is there for
 * @property {Record<string, string>} [shown] code by what it is, where that is not the page's own
 */

/** In the order in which they are shown. @type {readonly Example[]} */
export const examples = [
  { name: 'element', about: 'The element, for pages that may load a script.' },
  { name: 'lesson', about: 'A bare frame: no script in the page at all.' },
  {
    name: 'locked',
    about:
      'Everything is fixed but the activations. The frame has no origin, and so reaches nothing of the page around it.',
  },
  { name: 'course', about: 'Buttons and words of the page’s own, by methods and events.' },
  {
    name: 'messages',
    about:
      'The same without a script of Strata’s in the page: messages to the frame, and all that it says.',
  },
  {
    name: 'several',
    about: 'They share the engine and the images, and train in turns as long as they are in sight.',
  },
  { name: 'shadow', about: 'As in pages that are built of components.' },
  {
    name: 'one-file',
    about: 'A single file of 3 MB, which may as well lie beside the page, or in a notebook.',
  },
  {
    name: 'notebook',
    about: 'With the file beside the notebook. The frame is what the cell shows.',
    shown: { 'A cell of Jupyter': snippet('python') },
  },
  {
    name: 'scorm',
    about:
      'Such systems unpack what the command writes. The page around plays the system, and says what it is told.',
    shown: { 'homework.json': snippet('json'), 'On the command line': snippet('sh') },
  },
];

/** Of every example's page, which links to it where it is shown live. */
const LOOK = 'look.css';

/** @returns {{ name: string, text: string }[]} the examples' files, as they work in a folder of the documentation */
export function galleryFiles() {
  return readdirSync(folder).map((name) => ({
    name,
    text: read(name)
      .replaceAll(EXAMPLE, '../../')
      .replace('</title>', `$&\n  <link rel="stylesheet" href="./${LOOK}" />`)
      .replace('#the homework', () => homework())
      .replace('<!-- what the cell shows -->', () => cell()),
  }));
}

/** @returns {string} HTML */
export function gallery() {
  const shown = examples.map(({ name, about, shown = filesOf(name) }) => {
    const title = escaped(titleOf(read(`${name}.html`)));
    const codes = Object.entries(shown).map(
      ([what, text]) => `<p><code>${what}</code></p>\n${codeOf(text, what)}`,
    );
    return `<section><h2 id="${name}">${title}</h2>
<p>${escaped(about)}</p>
<iframe src="./gallery/${name}.html" title="${title}" loading="lazy"></iframe>
${codes.join('\n')}</section>`;
  });
  return `<h1>Gallery</h1>
<p>Ways to have Strata in a page, each live and with all that it takes. What is possible beyond is in
<a href="./embedding.html">Embedding</a>. Each page has this style sheet too, so that it is as dark as the reader wants
it and frames have no border:</p>
${codeOf(read(LOOK), LOOK)}
${shown.join('\n')}`;
}

/** @param {string} name of an example @returns {Record<string, string>} its files, the page first */
function filesOf(name) {
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`))
    .sort((a, b) => Number(b.endsWith('.html')) - Number(a.endsWith('.html')));
  return Object.fromEntries(files.map((file) => [file, read(file)]));
}

/** @returns {string} what the cell of the notebook writes, with the built page in it */
function cell() {
  const [, html = ''] = /f'(<.*>)'/.exec(snippet('python')) ?? [];
  return html.replace('{page}', () => escaped(read('../../../dist/page/strata.html')));
}

/** @returns {string} fragment of the experiment that becomes a package */
function homework() {
  return `#e=${encodeLink(parseExperiment(snippet('json')))}`;
}

/** @param {string} language @returns {string} the first code in it */
function snippet(language) {
  return new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(oneFile)?.[1] ?? '';
}

/** @param {string} file */
function read(file) {
  return readFileSync(new URL(file, folder), 'utf8');
}

/** @param {string} html */
function titleOf(html) {
  return /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '';
}
