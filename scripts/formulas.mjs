import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import temml from 'temml';
import { tables } from '../web/engine/tables.gen.js';
import { root } from './process.mjs';

/** Writes formulas, TeX in the engine's tables, as MathML for the page. */

/** @typedef {{ name: string, formula: string }} Row */

/**
 * @param {string} formula in which `condition ? this : that` may stand, as the tables have it
 * @returns {string} with both cases one above the other
 */
function inCases(formula) {
  const found = /^(?:(.*)\()?([^(]*) (>|\\le) ([^(]*)\\,\?\\; (.*) : (.*?)(\)?)$/.exec(formula);
  if (!found) return formula;
  const [, before = '', left, sign, right, one, other = '', end = ''] = found;
  const opposite = sign === '>' ? '\\le' : '>';
  // A bracket around them is what the brace is.
  const rest = before === '' ? other + end : other;
  return `${before}\\begin{cases} ${one} & ${left} ${sign} ${right} \\\\ ${rest} & ${left} ${opposite} ${right} \\end{cases}`;
}

/** The page's policy forbids them. @param {string} math */
function withoutStyles(math) {
  return math.replaceAll(/ style="[^"]*"/g, '');
}

/** @param {readonly Row[]} rows @param {string} [before] what stands before each formula */
function mathOf(rows, before = '') {
  return rows.map(({ name, formula }) => [
    name,
    withoutStyles(
      temml.renderToString(before + inCases(formula), { throwOnError: true, xml: false }),
    ),
  ]);
}

/** @param {string} file @param {Record<string, unknown>} formulas */
function write(file, formulas) {
  writeFileSync(
    join(root, file),
    `// Generated from the engine's tables by the build.\n\nexport const formulas = ${JSON.stringify(formulas, null, 2)};\n`,
  );
}

write('web/ui/picker/formulas.gen.js', Object.fromEntries(mathOf(tables.activations, 'f(x) = ')));

const { losses, optimizers, schedules, clips, initializers } = tables;
write(
  'web/ui/tip/formulas.gen.js',
  Object.fromEntries(
    Object.entries({
      loss: mathOf(losses, 'L = '),
      optimizer: mathOf(optimizers),
      schedule: mathOf(schedules, '\\mathrm{lr}_t = '),
      clip: mathOf(clips, 'g \\leftarrow '),
      init: mathOf(initializers, 'w \\sim '),
    }).flatMap(([section, rows]) => rows.map(([name, math]) => [`${section} ${name}`, math])),
  ),
);
