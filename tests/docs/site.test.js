// The documentation is whole: what the package gives and a document may say is in it, links lead somewhere, snippets run.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { documentOf } from '../../scripts/docs/html.mjs';
import { pages } from '../../scripts/docs/pages.mjs';
import { bounds, datasets } from '../../web/engine/experiment/index.js';
import * as strata from '../../web/engine/index.js';
import { tables } from '../../web/engine/tables.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const site = new Map(
  pages.map((page) => {
    const text = documentOf({
      ...page,
      content: page.content(page.source),
      pages,
      policy: "default-src 'none'",
    });
    return [`${page.name}.html`, text];
  }),
);
const text = (/** @type {string} */ name) => site.get(`${name}.html`) ?? '';

/** @param {string} html */
const idsIn = (html) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');

for (const [file, html] of site) {
  test(`${file}: links lead somewhere, and places have one name each`, () => {
    const ids = idsIn(html);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    );
    for (const [, href = ''] of html.matchAll(/ href="([^"]+)"/g)) {
      if (href.startsWith('https://') || href === '../') continue;
      if (['./docs.css', './icon.svg'].includes(href)) continue;
      const [path = '', id] = href.replace('./', '').split('#');
      const target = path === '' ? html : site.get(path);
      assert.ok(target !== undefined, href);
      if (id) assert.ok(idsIn(target).includes(id), href);
    }
    assert.doesNotMatch(html, /\[object|>undefined<|>NaN</);
    assert.doesNotMatch(html, /Errors: [^<]*\bas\s*<\/p>/);
  });

  test(`${file}: tables and code have names, and tables have heads`, () => {
    const scrolling = html.match(/<[^>]* tabindex="0"[^>]*>/g) ?? [];
    const names = scrolling.map((tag) => /role="group" aria-label="([^"]+)"/.exec(tag)?.[1]);
    assert.equal(names.filter(Boolean).length, html.split(/<table>|<pre\b/).length - 1);
    assert.deepEqual([...new Set(names)], names);
    assert.doesNotMatch(html, /<th>|<th scope="col"><\/th>/);
  });
}

test('everything that the package exports is described, with its parameters', () => {
  for (const [name, value] of Object.entries(strata)) {
    const [, entry = ''] = text('api').split(`<h3 id="${name}">`);
    assert.match(entry.split('<h3')[0] ?? '', /<p>(?!Returns |Errors: )\S/, name);
    if (typeof value !== 'function' || /^[A-Z]/.test(name)) continue;
    const [, given = ''] = /^<code>\w+\((.*?)\)/.exec(entry) ?? [];
    assert.ok(given.split(', ').filter(Boolean).length >= value.length, name);
  }
  for (const member of [
    'Engine.train',
    'Engine.activate',
    'Network.trainBatch',
    'Network.gradients',
  ]) {
    assert.ok(idsIn(text('api')).includes(member), member);
  }
});

test('every name of the tables is in the reference of the document', () => {
  const { limits, ...rows } = tables;
  const names = [...Object.values(rows).flat(), ...datasets].map(({ name }) => name);
  assert.ok(names.length > 60 && limits.layers > 0);
  for (const name of [...names, ...Object.keys(bounds)]) {
    assert.ok(text('document').includes(`<code>${name}</code>`), name);
  }
});

test('the commands are told without the machine that the documentation was built on', () => {
  assert.match(text('commands'), /--jobs N +runs at the same time \(one for each core\)/);
});

let snippets = 0;
const sources = readdirSync(`${root}web/docs`).filter((name) => name.endsWith('.md'));
for (const name of sources) {
  const markdown = readFileSync(`${root}web/docs/${name}`, 'utf8');
  for (const [i, [, code = '']] of [...markdown.matchAll(/```js\n(.*?)```/gs)].entries()) {
    snippets++;
    test(`${name}: example ${i + 1} prints what it says`, () => {
      const output = execFileSync(process.execPath, ['--input-type=module'], {
        ...{ cwd: root, input: code, encoding: 'utf8' },
      });
      const said = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((found) => found[1]);
      assert.ok(said.length > 0);
      assert.deepEqual(output.trimEnd().split('\n'), said);
    });
  }
  const [, homework = '{}'] = /```json\n(.*?)```/s.exec(markdown) ?? [];
  for (const [, lines = ''] of markdown.matchAll(/```sh\n(.*?)```/gs)) {
    snippets++;
    for (const line of lines.trim().split('\n')) {
      test(`${name}: ${line}`, () => {
        const [program, command, ...words] = line.split(' ');
        assert.deepEqual([program, command], ['npx', 'strata']);
        const cli = `${root}scripts/cli/strata.mjs`;
        const cwd = mkdtempSync(join(tmpdir(), 'strata-docs-'));
        writeFileSync(join(cwd, 'homework.json'), homework);
        const output = execFileSync(process.execPath, [cli, ...words], { cwd, encoding: 'utf8' });
        rmSync(cwd, { recursive: true });
        assert.ok(output.length > 0);
      });
    }
  }
}

test('there are snippets', () => assert.ok(snippets >= 3, `${snippets}`));
