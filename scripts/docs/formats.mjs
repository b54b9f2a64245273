import { formats } from '../../web/engine/export/formats.js';
import { writers } from '../../web/engine/export/writers.js';
import { inline, tableOf } from './html.mjs';
import { exportsOf } from './jsdoc.mjs';

const index = new URL('../../web/engine/index.js', import.meta.url);

/** @returns {string} what networks can be written as, with what the writers' comments say of themselves, as HTML */
export function formatTable() {
  const texts = new Map(exportsOf(index).map(({ name, text }) => [name, text]));
  const rows = formats.map(({ name, ending, opens }) => {
    const writer = writers[name];
    const { name: call } = 'script' in writer ? writer.script : writer.network;
    const [what = ''] = texts.get(call)?.split(/[.:]\s/) ?? [];
    return [
      ...[`<code>${name}</code>`, `<code>.${ending}</code>`, inline(what), opens ? 'yes' : 'no'],
      `<a href="./api.html#${call}"><code>${call}</code></a>`,
    ];
  });
  const head = ['<code>--format</code>', 'file', 'what it is', 'Strata opens it', 'in Node'];
  return tableOf(head, rows, 'Formats');
}
