import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import temml from 'temml';
import { tables } from '../web/engine/tables.gen.js';
import { lessons } from '../web/lessons/index.js';
import { markup } from '../web/ui/lesson/tex.js';
import { root } from './process.mjs';

/** Writes formulas, TeX in the engine's tables and in the lessons, as MathML for the page. */

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

/** @param {string} file @param {Record<string, unknown>} formulas @param {string} [source] */
function write(file, formulas, source = "the engine's tables") {
  writeFileSync(
    join(root, file),
    `// Generated from ${source} by the build.\n\nexport const formulas = ${JSON.stringify(formulas, null, 2)};\n`,
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

/** @returns {Promise<string[]>} all TeX of the lessons, in every language */
async function lessonTex() {
  const modules = await Promise.all(lessons.map(({ load }) => load()));
  return modules.flatMap(({ default: lesson }) =>
    /** @type {import('../web/engine/lesson/index.js').Lesson} */ (lesson).why.flatMap((part) => {
      if (typeof part === 'string' || !('formula' in part)) return [];
      const { formula } = part;
      return typeof formula === 'string' ? [formula] : Object.values(formula ?? {});
    }),
  );
}

write(
  'web/ui/lesson/formulas.gen.js',
  Object.fromEntries(
    (await lessonTex()).map((tex) => [
      tex,
      markup(tex, (part) => temml.renderToString(part, { throwOnError: true, xml: false })),
    ]),
  ),
  'the lessons',
);
