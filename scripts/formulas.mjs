import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import temml from 'temml';
import { tables } from '../web/engine/tables.gen.js';
import { root } from './process.mjs';

/** Writes formulas, TeX in the engine's tables, as MathML for the page. */

/** @typedef {{ name: string, formula: string }} Row */

/** @param {readonly Row[]} rows @param {string} [before] what stands before each formula */
function mathOf(rows, before = '') {
  return rows.map(({ name, formula }) => [
    name,
    temml.renderToString(before + formula, { throwOnError: true, xml: false }),
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
