// Files that commands take experiments from.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { lastLine, strata } from './strata.js';

const folder = mkdtempSync(join(tmpdir(), 'strata-documents-'));
after(() => rmSync(folder, { recursive: true }));

describe('train', () => {
  it('reads a document in each encoding of text', async () => {
    const file = join(folder, 'doc.json');
    const text = JSON.stringify({
      strata: 1,
      data: { name: 'moons', train: 100, test: 50 },
      layers: [{ type: 'linear', units: 2 }],
      epochs: 1,
    });
    /** @type {[string, BufferEncoding][]} */
    const forms = [
      [text, 'utf8'],
      [`\uFEFF${text}`, 'utf8'],
      [`\uFEFF${text}`, 'utf16le'],
    ];
    const fingerprints = new Set();
    for (const [form, encoding] of forms) {
      writeFileSync(file, form, encoding);
      const { stdout } = await strata(['train', file, '--json']);
      fingerprints.add(JSON.parse(lastLine(stdout)).fingerprint);
    }
    assert.equal(fingerprints.size, 1);
  });

  it('says what a file lacks that is no document', async () => {
    const file = join(folder, 'none.json');
    for (const [text, said] of /** @type {const} */ ([
      ['', /JSON/],
      ['[1]', /experiment/],
      ['#e=1abc', /JSON/],
    ])) {
      writeFileSync(file, text);
      const { status, stderr } = await strata(['train', file]);
      assert.equal(status, 2);
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /safetensors/);
    }
  });
});
