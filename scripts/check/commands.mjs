/**
 * The commands users are told must exist, and what CI runs must be what users are told.
 *
 * @param {object} texts
 * @param {Record<string, string>} texts.scripts of package.json
 * @param {string} texts.ci the text of .ci/run
 * @param {string} texts.readme
 * @returns {string[]} one line per disagreement
 */
export function commandProblems({ scripts, ci, readme }) {
  const problems = [];
  const ciCommands = ci
    .split('\n')
    .filter((line) => /^(npm|npx|node)\b/.test(line.trim()))
    .map((line) => line.trim());
  if (ciCommands.join() !== 'npm test')
    problems.push('.ci/run: runs something else than `npm test`.');
  for (const command of ['npm start', 'npm test']) {
    if (!readme.includes(command)) problems.push(`README.md: does not name \`${command}\`.`);
  }
  const named = [...readme.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
  for (const name of new Set(named.map((found) => found[1] ?? found[2] ?? ''))) {
    if (!Object.hasOwn(scripts, name)) {
      problems.push(`README.md: names the script "${name}", which package.json does not have.`);
    }
  }
  return problems;
}
