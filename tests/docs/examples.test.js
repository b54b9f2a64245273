// Every @example in the engine's docstrings runs and prints what its comments say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const prelude =
  "import { decodeLink, encodeLink, loadData, loadEngine, loadIdx, loadMnist, parseExperiment, parsePoints } from 'strata';\n";

/** Code of the examples in a source text. @param {string} source */
function examplesIn(source) {
  return [...source.matchAll(/^\s*\* @example\n((?:\s*\*(?! @|\/).*\n)+)/gm)].map((found) =>
    (found[1] ?? '').replaceAll(/^\s*\* ?/gm, ''),
  );
}

/** @param {string} code a module of this package */
function output(code) {
  const input = code.includes('import ') ? code : prelude + code;
  return execFileSync(process.execPath, ['--input-type=module'], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
}

const files = readdirSync(`${root}web/engine`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .sort();
let count = 0;

for (const file of files) {
  const source = readFileSync(`${root}web/engine/${file}`, 'utf8');
  for (const [i, code] of examplesIn(source).entries()) {
    count += 1;
    test(`${file}, example ${i + 1}`, () => {
      const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(
        (found) => found[1],
      );
      assert.ok(promised.length > 0, 'the example says what it prints');
      assert.deepEqual(output(code).trimEnd().split('\n'), promised);
    });
  }
}

test('there are examples', () => assert.ok(count >= 10, `${count}`));
