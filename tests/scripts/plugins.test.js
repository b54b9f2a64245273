import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classicScripts } from '../../scripts/page/plugins.mjs';

const plain = { type: 'chunk', code: '', imports: [], dynamicImports: [], exports: [] };

/** @param {object} chunk @returns {string[]} the code of the scripts that are no modules, made from it */
function wrapped(chunk) {
  const bundle = {
    'strata-playground.js': { ...plain, ...chunk },
    'embed-refused.js': { ...plain, ...chunk },
  };
  const { generateBundle } = /** @type {any} */ (classicScripts());
  generateBundle({}, bundle);
  return Object.values(bundle).map(({ code }) => code);
}

test('a script stays as strict as the module that it is made from', () => {
  for (const code of wrapped({ code: 'globalThis.found = function () { return this }();\n' })) {
    const found = new Function('globalThis', `${code}return globalThis.found;`);
    assert.equal(found({ found: 'not set' }), undefined);
  }
});

test('what only a module may have is refused', () => {
  for (const chunk of [
    { imports: ['assets/lit.js'] },
    { dynamicImports: ['assets/lit.js'] },
    { exports: ['Playground'] },
    { code: 'const here = import.meta.url;' },
  ]) {
    assert.throws(() => wrapped(chunk), /is to stand alone/, JSON.stringify(chunk));
  }
});
