/** @typedef {{ path: string, text: string }} SourceFile */

/**
 * What each part of c/ may include, besides itself: `engine → kernels → simd`, with the tables below both. The boundary
 * names the kernels that a module is built with, and so does the benchmark's module.
 *
 * @type {Record<string, string[]>}
 */
const allowed = {
  simd: [],
  tables: ['strata.h'],
  kernels: ['simd', 'tables', 'strata.h'],
  engine: ['kernels', 'tables', 'strata.h'],
  'wasm.c': ['engine', 'kernels', 'strata.h'],
  'bench.c': ['kernels', 'simd'],
  'strata.h': [],
};

/** Headers that a freestanding compiler brings along, its sanitizers' and the two flavours of vector intrinsics. */
const freestanding =
  /^(stdint|stddef|stdbool|stdalign|float|limits|wasm_simd128|sanitizer\/.*|simde\/.*)\.h$/;

/** Runs at build time, on the machine that builds. */
const hosted = new Set(['c/tables/print.c']);

/**
 * @param {SourceFile[]} files of c/, with paths from the repository's root
 * @returns {string[]} one line per include that points the wrong way, or at a header the engine has to do without
 */
export function includeProblems(files) {
  return files.flatMap(({ path, text }) => {
    const part = path.split('/')[1] ?? '';
    const mayUse = allowed[part];
    if (mayUse === undefined)
      return [`${path}: scripts/check/includes.mjs has no rule for c/${part}.`];
    return includesOf(text).flatMap(({ name, line, system }) => {
      if (system) {
        if (freestanding.test(name) || hosted.has(path)) return [];
        return [`${path}:${line}: <${name}> is not a freestanding header.`];
      }
      const target = new URL(name, `file:///${path}`).pathname.split('/')[2] ?? '';
      if (target === part || mayUse.includes(target)) return [];
      const may = mayUse.length === 0 ? 'nothing else' : mayUse.join(', ');
      return [`${path}:${line}: "${name}" is in c/${target}; c/${part} may use ${may}.`];
    });
  });
}

/**
 * @param {string} text
 * @returns {{ name: string, line: number, system: boolean }[]}
 */
function includesOf(text) {
  return text.split('\n').flatMap((content, index) => {
    const found = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(content);
    if (!found) return [];
    return [{ name: found[2] ?? '', line: index + 1, system: found[1] === '<' }];
  });
}
