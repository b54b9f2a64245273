const limit = 350;

/**
 * @param {import('./includes.mjs').SourceFile[]} files hand-written code
 * @returns {string[]} one line per file that is too long to read in one go
 */
export function lengthProblems(files) {
  return files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return lines > limit ? [`${path}: ${lines} lines; the limit is ${limit}.`] : [];
  });
}
