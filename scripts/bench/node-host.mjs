// A contestant's process: `node node-host.mjs DATA MODULE BASE OPTIONS`, DATA being a file or empty, MODULE and BASE
// addresses, OPTIONS in JSON. Speaks JSON lines, as contestants that are not in JavaScript do: first `{"version"}`, then
// an answer per request.
import { Console } from 'node:console';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { splitData } from './dataset.js';
import { errorText, openModule } from './host.js';

const [dataFile = '', module = '', base = '', options = '{}'] = process.argv.slice(2);

// Packages say things on the console; lines on the standard output are answers.
globalThis.console = new Console(process.stderr);

/** @param {unknown} record */
function tell(record) {
  process.stdout.write(`${JSON.stringify(record)}\n`);
}

try {
  const { version, answer } = await openModule(module, {
    data: splitData(dataFile ? readFileSync(dataFile) : new Uint8Array()),
    place: 'node',
    base,
    options: JSON.parse(options),
  });
  tell({ version });
  for await (const line of createInterface({ input: process.stdin })) {
    tell(await answer(JSON.parse(line)));
  }
  process.exit();
} catch (error) {
  tell({ error: errorText(error) });
  process.exit(1);
}
