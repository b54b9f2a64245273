import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { commandProblems } from '../../scripts/check/commands.mjs';
import { includeProblems } from '../../scripts/check/includes.mjs';
import { lengthProblems } from '../../scripts/check/lengths.mjs';
import { root } from '../../scripts/process.mjs';

describe('C includes', () => {
  /**
   * @param {string} path
   * @param {string} include
   */
  const problems = (path, include) =>
    includeProblems([{ path, text: `/* */\n#include ${include}\n` }]);

  for (const [path, include] of /** @type {const} */ ([
    ['c/simd/v.h', '"v_math.h"'],
    ['c/kernels/gemm.inc', '"../simd/v.h"'],
    ['c/kernels/act.inc', '"../tables/activations.def"'],
    ['c/engine/train.c', '"../kernels/kernels.h"'],
    ['c/engine/train.c', '"../strata.h"'],
    ['c/wasm.c', '"engine/net.h"'],
    ['c/engine/net.h', '<stdint.h>'],
    ['c/tables/print.c', '<stdio.h>'],
  ])) {
    test(`${path} may include ${include}`, () => assert.deepEqual(problems(path, include), []));
  }

  for (const [path, include, expected] of /** @type {const} */ ([
    [
      'c/simd/v.h',
      '"../kernels/kernels.h"',
      /^c\/simd\/v\.h:2: .* c\/simd may use nothing else\.$/,
    ],
    ['c/kernels/act.inc', '"../engine/net.h"', /may use simd, tables, strata\.h\.$/],
    ['c/engine/train.c', '"../simd/v.h"', /is in c\/simd; c\/engine may use/],
    ['c/engine/train.c', '"../wasm.c"', /is in c\/wasm\.c/],
    ['c/tables/tables.c', '"../engine/net.h"', /c\/tables may use strata\.h\.$/],
    ['c/engine/train.c', '<stdlib.h>', /<stdlib\.h> is not a freestanding header\.$/],
    ['c/other/a.c', '<stdint.h>', /has no rule for c\/other\.$/],
  ])) {
    test(`${path} may not include ${include}`, () => {
      const found = problems(path, include);
      assert.equal(found.length, 1);
      assert.match(found[0] ?? '', expected);
    });
  }
});

describe('JavaScript imports', () => {
  for (const [from, to, rule] of /** @type {const} */ ([
    ['web/engine/run.js', '../ui/a.js', 'engine-stands-alone'],
    ['web/engine/run.js', '../../scripts/a.js', 'engine-stands-alone'],
    ['web/engine/run.js', 'node:fs', 'engine-knows-no-node'],
    ['web/engine/run.js', './a.node.js', 'node-files-by-condition'],
    ['web/worker/trainer.js', '../ui/a.js', 'worker-knows-no-ui'],
    ['web/ui/view.js', '../worker/a.js', 'ui-reaches-the-worker-through-its-client'],
    ['web/ui/view.js', '../engine/network.js', 'ui-leaves-computing-to-the-worker'],
    ['web/ui/view.js', '../../tests/a.js', 'web-knows-no-scripts'],
    ['web/ui/view.js', './missing.js', 'resolvable'],
    ['scripts/a.js', '../tests/a.js', 'no-code-from-tests'],
  ])) {
    test(`${from} may not import ${to}`, () => {
      const found = importProblems({
        [from]: to,
        ...(to.includes('missing') ? {} : target(from, to)),
      });
      assert.match(found, new RegExp(`error ${rule}: ${from}`));
    });
  }

  test('the allowed directions pass', () => {
    const found = importProblems({
      'web/ui/view.js': '../worker/client.js',
      'web/worker/client.js': './protocol.js',
      'web/worker/protocol.js': '../engine/errors.js',
      'web/engine/errors.js': '',
      'web/engine/files.node.js': 'node:fs',
    });
    assert.match(found, /no dependency violations found/);
  });

  /**
   * @param {string} from
   * @param {string} to
   */
  function target(from, to) {
    return to.startsWith('.') ? { [join(dirname(from), to)]: '' } : {};
  }

  /**
   * @param {Record<string, string>} files what each imports
   * @returns {string} what dependency-cruiser says about them under the project's rules
   */
  function importProblems(files) {
    const folder = mkdtempSync(join(tmpdir(), 'strata-imports-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [path, imported] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), imported ? `import '${imported}';\n` : '');
    }
    const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
    const config = join(root, '.dependency-cruiser.cjs');
    const program = join(root, 'node_modules/.bin/depcruise');
    const { stdout } = spawnSync(program, ['--config', config, ...folders], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    return stdout;
  }
});

describe('file lengths', () => {
  test('350 lines pass, 351 do not', () => {
    const file = (/** @type {number} */ lines) => [{ path: 'c/a.c', text: ';\n'.repeat(lines) }];
    assert.deepEqual(lengthProblems(file(350)), []);
    assert.deepEqual(lengthProblems(file(351)), ['c/a.c: 351 lines; the limit is 350.']);
  });
});

describe('commands', () => {
  const good = {
    scripts: { start: '', test: '', check: '' },
    ci: '#!/usr/bin/env bash\nset -e\nnpm test\n',
    readme: 'Type `npm start`, or `npm test`, or `npm run check`.',
  };
  test('that agree pass', () => assert.deepEqual(commandProblems(good), []));
  test('CI may run nothing but the test command', () => {
    const ci = `npm ci\n${good.ci}`;
    assert.match(commandProblems({ ...good, ci }).join(), /^\.ci\/run: /);
  });
  test('the README names the commands, and only those that exist', () => {
    const problems = commandProblems({ ...good, readme: 'Type `npm start` or `npm run bench`.' });
    assert.deepEqual(problems, [
      'README.md: does not name `npm test`.',
      'README.md: names the script "bench", which package.json does not have.',
    ]);
  });
});
