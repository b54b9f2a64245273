// What the documentation says of the exported PyTorch script: its commands run, and its weights come back.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { experimentOf as experimentIn } from '../../web/engine/import/experiment.js';
import { exportPytorch, importParameters } from '../../web/engine/index.js';
import { experimentOf, layersWith, noisy } from './cases.js';
import { engine } from './networks.js';
import {
  commands,
  differenceIn,
  digits,
  epochsIn,
  lossesIn,
  runScripts,
  scriptFolder,
  skip,
  typed,
} from './torch.js';

const { folder, write } = scriptFolder(exportPytorch);
const whole = await write(noisy);
const [alone = ''] = skip ? [] : await runScripts([whole], ['--data', digits]);

test("the documentation's commands are those that a script shows", () => {
  const calls = /^(?: {4}\S.*\n)+/m.exec(readFileSync(whole, 'utf8'))?.[0] ?? '';
  const shown = calls.replaceAll(/^ {4}/gm, '').replaceAll('FILE', 'train.py').trim();
  assert.deepEqual(commands, shown.split('\n'));
});

test('two processes come to the losses of one', { skip }, async (context) => {
  const two = await typed('torchrun', whole);
  const [one, both] = [alone, two].map((output) => [
    ...lossesIn(output).map(({ here }) => here),
    ...epochsIn(output).flatMap(([trainLoss = 0, testLoss = 0]) => [trainLoss, testLoss]),
  ]);
  assert.equal(one?.length, 14);
  assert.equal(both?.length, 14, two);
  const differences = one?.map((loss, i) => Math.abs(loss - (both?.[i] ?? Number.NaN))) ?? [];
  context.diagnostic(`largest difference ${Math.max(...differences)}`);
  assert.ok(Math.max(...differences) <= 1e-5, two);
});

test('a process without rows takes part in the sums', { skip }, async () => {
  const script = await write({ batch: 1, layers: layersWith('prelu') });
  const two = await typed('torchrun', script, (command) => `${command} --steps 5`);
  assert.equal(lossesIn(two).length, 5);
  assert.ok(differenceIn(two, 'single rows') <= 1e-5, two);
});

test('the device is the one that is asked for', { skip }, async () => {
  /** @param {string} device */
  const on = (device) =>
    typed('python3 train.py --data DIR --device', whole, (command) =>
      command.replace('cuda', device),
    );
  assert.equal(await on('cpu'), alone);
  // A device that computes shapes alone: only the first loss, which is a number, cannot be had of it.
  await assert.rejects(on('meta'), { message: /return loss\.item\(\)[\s\S]*meta/i });
  await assert.rejects(on('nowhere'), { message: /nowhere/ });
});

/** Prints rows and what the script's network makes of them, with weights that torch has saved. */
const probe = join(folder, 'probe.py');
writeFileSync(
  probe,
  `import json, runpy, sys, torch
of = runpy.run_path(sys.argv[1])
model = of["make_model"]()
model.load_state_dict(torch.load(sys.argv[2]))
rows = of["FIRST"][0][:20]
print(json.dumps([rows.tolist(), model.eval()(of["numbers_of"](rows)).tolist()]))
`,
);

for (const [name, others] of /** @type {[string, object][]} */ ([
  ['spoilt images', noisy],
  [
    'a learned slope, no bias and a title',
    {
      layers: [{ type: 'linear', units: 7, bias: false }, ...layersWith('prelu')],
      goals: [{ title: '"""\\ 😀', test_loss: 1 }],
    },
  ],
])) {
  test(`the trained weights come back: ${name}`, { skip }, async (context) => {
    const script = await write(others);
    const [safe, torchs] = ['trained.safetensors', 'trained.pt'].map((file) => join(folder, file));
    await typed('python3 train.py --data DIR --out', script, (command) => `${command} --steps 30`);
    await runScripts([script], ['--data', digits, '--steps', '30', '--out', torchs ?? '']);
    const [output = ''] = await runScripts([probe], [script, torchs ?? '']);
    const [rows, wanted] = /** @type {number[][][]} */ (JSON.parse(output));
    const experiment = experimentOf(others);
    const bytes = readFileSync(safe ?? '');
    assert.deepEqual(experimentIn(bytes), experiment);
    const network = engine.createNetwork(experiment, { input: 784 });
    const start = network.fingerprint();
    importParameters(network, bytes);
    assert.notEqual(network.fingerprint(), start);
    const found = network.forward(Uint8Array.from(rows?.flat() ?? []));
    network.dispose();
    assert.equal(found.length, 200);
    const differences = Array.from(found, (x, i) =>
      Math.abs(x - (wanted?.flat()[i] ?? Number.NaN)),
    );
    context.diagnostic(`largest difference ${Math.max(...differences)}`);
    assert.ok(Math.max(...differences) <= 1e-5);
  });
}
