import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { colours } from './docs/colours.mjs';
import { galleryFiles } from './docs/gallery.mjs';
import { documentOf } from './docs/html.mjs';
import { pages } from './docs/pages.mjs';
import { root } from './process.mjs';

/** Writes the documentation under dist/page/docs. */

/** Nothing in it runs but what the gallery shows in frames. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const folder = join(root, 'dist/page/docs');
mkdirSync(folder, { recursive: true });
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const styles = read('web/docs/docs.css');
writeFileSync(
  join(folder, 'docs.css'),
  `${colours(read('web/ui/styles/tokens.css'), styles)}\n${styles}`,
);
copyFileSync(join(root, 'web/ui/icon.svg'), join(folder, 'icon.svg'));
mkdirSync(join(folder, 'gallery'), { recursive: true });
for (const { name, text } of galleryFiles()) writeFileSync(join(folder, 'gallery', name), text);
const system = 'scorm12.min.js';
copyFileSync(join(root, 'node_modules/scorm-again/dist', system), join(folder, 'gallery', system));
for (const { name, title, source, content } of pages) {
  const text = documentOf({ title, content: content(source), pages, name, policy: POLICY });
  writeFileSync(join(folder, `${name}.html`), text);
}
