import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import temml from 'temml';
import { tables } from '../web/engine/tables.gen.js';
import { root } from './process.mjs';

/** Writes the activations' formulas, TeX in the engine's tables, as MathML for the page. */

const formulas = Object.fromEntries(
  tables.activations.map(({ name, formula }) => [
    name,
    temml.renderToString(`f(x) = ${formula}`, { throwOnError: true, xml: false }),
  ]),
);

writeFileSync(
  join(root, 'web/ui/picker/formulas.gen.js'),
  `// Generated from the engine's tables by the build.\n\nexport const formulas = ${JSON.stringify(formulas, null, 2)};\n`,
);
