import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadEngine } from '../../web/engine/index.js';
import { at, linear, refusal } from './helpers.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const child = fileURLToPath(new URL('child.js', import.meta.url));

/** Node 20 has relaxed SIMD behind this option; later versions have it always, and may not know the option. */
const option = '--experimental-wasm-relaxed-simd';
const known = spawnSync(process.execPath, [option, '--eval', '']).status === 0;

/** @param {string[]} flags @param {string[]} args */
function inChild(flags, ...args) {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, child, ...args], {
    env,
  });
  assert.equal(status, 0, String(stderr));
  return JSON.parse(String(stdout));
}

const strict = inChild([], 'strict');

test('strict kernels are the default, on SIMD128', async () => {
  const engine = await loadEngine();
  const { kernels, backend, note } = engine;
  assert.deepEqual({ kernels, backend, note }, { kernels: 'strict', backend: 'simd128', note: '' });
  assert.deepEqual([strict.kernels, strict.backend, strict.note], ['strict', 'simd128', '']);
});

test('fast kernels run where the platform has relaxed SIMD, and come close to the strict ones', () => {
  const fast = inChild(known ? [option] : [], 'fast');
  assert.deepEqual(
    [fast.supported, fast.kernels, fast.backend, fast.note],
    [true, 'fast', 'relaxed', ''],
  );
  assert.notEqual(fast.print, strict.print);
  strict.losses.forEach((/** @type {number} */ loss, /** @type {number} */ i) => {
    assert.ok(Math.abs(at(fast.losses, i) / loss - 1) < 1e-4, `${fast.losses[i]}, strict ${loss}`);
  });
});

test('without the option, fast is what the platform has', () => {
  const found = inChild([], 'fast');
  assert.equal(found.kernels, found.supported ? 'fast' : 'strict');
  assert.equal(found.note === '', found.supported);
});

test('where no feature is found, fast falls back to the same bits as strict, and says so', () => {
  const { kernels, backend, note, print, losses } = inChild([], 'fast', 'blind');
  assert.deepEqual([kernels, backend], ['strict', 'scalar']);
  assert.match(note, /no relaxed SIMD.*strict/);
  assert.deepEqual([print, losses], [strict.print, strict.losses]);
});

test('the scalar backend can be asked for', async () => {
  const { kernels, backend, note } = await loadEngine({ backend: 'scalar' });
  assert.deepEqual({ kernels, backend, note }, { kernels: 'strict', backend: 'scalar', note: '' });
});

test('other kernels and backends are refused', async () => {
  for (const [options, value] of /** @type {[any, string][]} */ ([
    [{ kernels: 'quick' }, '"quick"'],
    [{ kernels: null }, 'null'],
    [{ kernels: 3 }, '3'],
    [{ backend: 'gpu' }, '"gpu"'],
  ])) {
    const error = await refusal(() => loadEngine(options));
    assert.equal(error.code, 'kernels-unknown');
    assert.equal(error.path, Object.keys(options)[0]);
    assert.ok(error.message.includes(value));
    assert.match(error.message, /"strict" or "fast"|"scalar"/);
  }
});

test('two engines have memories of their own', async () => {
  const [one, other] = [await loadEngine(), await loadEngine()];
  const before = other.memoryBytes;
  one.createStore({ train: 5e7, test: 1, input: 1 });
  assert.equal(other.memoryBytes, before);
  assert.ok(one.memoryBytes > 1e8);
});

test('a platform without WebAssembly is told so', async () => {
  const { WebAssembly: own } = globalThis;
  try {
    Object.assign(globalThis, { WebAssembly: undefined });
    const error = await refusal(() => loadEngine());
    assert.equal(error.code, 'wasm-missing');
    assert.match(error.message, /WebAssembly switched off/);
  } finally {
    Object.assign(globalThis, { WebAssembly: own });
  }
});

/** A module with nothing but `strata_row_count`, which answers 7. */
const stranger = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0],
  ...[7, 20, 1, 16, ...new TextEncoder().encode('strata_row_count'), 0, 0],
  ...[10, 6, 1, 4, 0, 65, 7, 11],
);
/** A module that imports a function `m.f`. */
const needy = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 109, 1, 102, 0, 0],
);

/** @type {[string, Uint8Array | null, RegExp][]} */
const broken = [
  ['missing', null, /404 no such file/],
  ['empty', new Uint8Array(0), /could not be loaded from file:/],
  ['no wasm', new TextEncoder().encode('<!doctype html>'), /could not be loaded from file:/],
  ['of another build', stranger, /does not belong to this version of Strata/],
  ['no engine', Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), /could not be loaded from file:/],
  ['in need of imports', needy, /could not be loaded from file:/],
];

for (const [what, bytes, says] of broken) {
  test(`a module that is ${what} is a wasm-load error; once it is mended, the engine loads`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'strata-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const filter = (/** @type {string} */ path) => !path.endsWith('.wasm');
    cpSync(join(root, 'web/engine'), join(folder, 'web/engine'), { recursive: true, filter });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const file = join(folder, 'web/engine/wasm/strata.wasm');
    if (bytes) writeFileSync(file, bytes);
    const { href } = pathToFileURL(join(folder, 'web/engine/load.js'));
    /** @type {typeof import('../../web/engine/load.js')} */
    const copy = await import(href);
    await assert.rejects(copy.loadEngine(), (error) => {
      const { name, code, message } = /** @type {any} */ (error);
      assert.deepEqual([name, code], ['StrataError', 'wasm-load']);
      assert.match(message, says);
      return true;
    });
    if (bytes && what !== 'empty' && what !== 'no wasm') return;
    cpSync(join(root, 'web/engine/wasm/strata.wasm'), file);
    const engine = await copy.loadEngine();
    assert.equal(engine.createNetwork({ layers: [linear(2)] }, { input: 1 }).output, 2);
  });
}
