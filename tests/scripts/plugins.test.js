import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classicScript } from '../../scripts/page/plugins.mjs';

const ELEMENT = 'strata-playground.js';

/** @param {object} chunk @returns {string} the code of the element's script */
function wrapped(chunk) {
  const element = {
    ...{ type: 'chunk', code: '', imports: [], dynamicImports: [], exports: [] },
    ...chunk,
  };
  const { generateBundle } = /** @type {any} */ (classicScript());
  generateBundle({}, { [ELEMENT]: element });
  return element.code;
}

test('the element’s script stays as strict as the module that it is made from', () => {
  const code = wrapped({ code: 'globalThis.found = function () { return this }();\n' });
  const found = new Function('globalThis', `${code}return globalThis.found;`);
  assert.equal(found({ found: 'not set' }), undefined);
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
