// Links in Markdown lead to files of the repository, and to headings in them, wherever it is read.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Marked } from 'marked';
import { slug } from '../../scripts/docs/html.mjs';
import { pages } from '../../scripts/docs/pages.mjs';
import { root } from '../../scripts/process.mjs';
import { filesIn } from '../../scripts/stale.mjs';

const home = pathToFileURL(join(root, '/')).href;
const files = ['README.md', 'web', 'c']
  .flatMap((path) => filesIn(root, path))
  .filter((path) => path.endsWith('.md'));

/** @param {string} path of Markdown, a whole one @returns {{ links: string[], places: string[] }} */
function contentOf(path) {
  /** @type {string[]} */
  const links = [];
  /** @type {string[]} */
  const places = [];
  const page = new Marked({
    walkTokens(token) {
      if (token.type === 'link' || token.type === 'image') links.push(token.href);
      if (token.type === 'heading') places.push(slug(token.text));
    },
  });
  page.parse(readFileSync(path, 'utf8'));
  return { links, places };
}

/**
 * @param {string} href
 * @param {string} path of the Markdown that has it, a whole one
 * @returns {string} why it leads nowhere; nothing where it leads somewhere, or out of the repository
 */
function fault(href, path) {
  const { protocol, hash, pathname, href: whole } = new URL(href, pathToFileURL(path));
  if (protocol !== 'file:') return '';
  const target = fileURLToPath(new URL(pathname, home));
  if (!whole.startsWith(home)) return 'outside the repository';
  if (!existsSync(target)) return 'no such file';
  const place = hash.slice(1);
  return place === '' || contentOf(target).places.includes(place) ? '' : 'no such heading';
}

let count = 0;
for (const path of files) {
  const own = join(root, path);
  const { links } = contentOf(own);
  count += links.length;
  test(`${path}: its ${links.length} links lead somewhere`, () => {
    const faults = links.map((href) => `${href}: ${fault(href, own)}`);
    assert.deepEqual(
      faults.filter((line) => !line.endsWith(': ')),
      [],
    );
  });
}

test('there are links, and what leads nowhere is found', () => {
  assert.ok(count >= 15 && files.length >= 10, `${count} in ${files.length}`);
  const own = join(root, 'web/docs/faq.md');
  assert.deepEqual(
    ['document.html', '../../../x', 'document.md#nowhere', '#which-browsers', 'https://x.org'].map(
      (href) => fault(href, own),
    ),
    ['no such file', 'outside the repository', 'no such heading', '', ''],
  );
});

test('every page of the documentation is made from a file, each from its own', () => {
  const sources = pages.map(({ source }) => source);
  assert.deepEqual([...new Set(sources)], sources);
  for (const source of sources) assert.ok(existsSync(join(root, source)), source);
  const own = files.filter((path) => path.startsWith('web/docs/'));
  assert.deepEqual(
    own.filter((path) => !sources.includes(path)),
    [],
    'and every file of it is a page',
  );
});
