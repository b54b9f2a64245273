// What the documentation says to put into a notebook shows the page in one file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../scripts/process.mjs';

const folder = mkdtempSync(join(tmpdir(), 'strata-notebook-'));
after(() => rmSync(folder, { recursive: true }));

/** What stands for IPython: it keeps the HTML that a notebook would show, and refuses what IPython would warn of. */
const display = `
def HTML(data):
    text = data.strip().lower()
    if text.startswith("<iframe ") and text.endswith("</iframe>"):
        raise UserWarning("Consider using IPython.display.IFrame instead")
    with open("shown.html", "w", encoding="utf-8", newline="") as file:
        file.write(data)
`;

/** Reads that HTML as a browser would, and prints its elements. */
const reader = `
import json
from html.parser import HTMLParser

found = []

class Reader(HTMLParser):
    def handle_starttag(self, tag, attributes):
        found.append([tag, dict(attributes)])

with open("shown.html", encoding="utf-8", newline="") as file:
    Reader().feed(file.read())
print(json.dumps(found))
`;

/** @param {string} code */
const python = (code) =>
  execFileSync('python3', ['-B', '-'], {
    ...{ cwd: folder, input: code, encoding: 'utf8', maxBuffer: 2 ** 26 },
    env: { ...process.env, PYTHONPATH: folder },
  });

test('the cell shows a frame that holds all of strata.html', () => {
  const page = join(root, 'dist/page/strata.html');
  copyFileSync(page, join(folder, 'strata.html'));
  mkdirSync(join(folder, 'IPython'));
  writeFileSync(join(folder, 'IPython/__init__.py'), '');
  writeFileSync(join(folder, 'IPython/display.py'), display);
  const guide = readFileSync(join(root, 'web/docs/one-file.md'), 'utf8');
  const cells = [...guide.matchAll(/```python\n(.*?)```/gs)].map(([, code = '']) => code);
  assert.equal(cells.length, 1);
  python(cells[0] ?? '');
  const found = JSON.parse(python(reader));
  assert.deepEqual(
    found.map(([tag = '']) => tag),
    ['div', 'iframe'],
  );
  const [, [, { srcdoc, ...others }]] = found;
  assert.deepEqual(others, { sandbox: 'allow-scripts', width: '100%', height: '800' });
  assert.ok(srcdoc === readFileSync(page, 'utf8'), 'it is the file, to the last character');
});
