// The README's example runs as it stands and gives what it says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

/** @param {string} code a module of this package */
function runModule(code) {
  return execFileSync(process.execPath, ['--input-type=module'], {
    cwd: root,
    input: code,
    encoding: 'utf8',
  });
}

test('the README trains MNIST in about a dozen lines', (context) => {
  const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map((found) => found[1] ?? '');
  assert.equal(examples.length, 1);
  const output = runModule(examples[0] ?? '');
  context.diagnostic(output.trim());
  const [, accuracy] =
    /^([\d.]+) % of the test digits right; weights [0-9a-f]{16}\n$/.exec(output) ?? [];
  assert.ok(Number(accuracy) > 94, output);
  assert.equal(runModule(examples[0] ?? ''), output, 'a second run prints the same');
});

test('the README names every dependency', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !readme.includes(name),
  );
  assert.deepEqual(missing, []);
});
