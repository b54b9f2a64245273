import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { npmPackagesFit } from '../../scripts/setup.mjs';
import { installPackages } from '../../scripts/system-packages.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('npm packages', () => {
  const one = { version: '1.0.0', integrity: 'sha512-one' };

  /**
   * @param {Record<string, object>} wanted
   * @param {Record<string, object>} [installed]
   */
  function fit(wanted, installed) {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    const write = (/** @type {string} */ name, /** @type {object} */ packages) =>
      writeFileSync(join(folder, name), JSON.stringify({ packages }));
    write('package-lock.json', { '': {}, ...wanted });
    if (installed) write('node_modules/.package-lock.json', installed);
    return npmPackagesFit(folder);
  }

  test('fit when those installed are those locked', () => {
    assert.equal(fit({ 'node_modules/one': one }, { 'node_modules/one': one }), true);
  });
  test('may lack what is for other platforms', () => {
    assert.equal(fit({ 'node_modules/one': { ...one, optional: true } }, {}), true);
  });
  test('do not fit when one is missing', () => {
    assert.equal(fit({ 'node_modules/one': one }, {}), false);
  });
  test('do not fit when one has another version or other contents', () => {
    const path = 'node_modules/one';
    assert.equal(fit({ [path]: one }, { [path]: { ...one, version: '1.0.1' } }), false);
    assert.equal(fit({ [path]: one }, { [path]: { ...one, integrity: 'sha512-two' } }), false);
  });
  test('do not fit when the installation did not end', () => {
    assert.equal(fit({ 'node_modules/one': one }), false);
  });
});

describe('Debian packages', () => {
  const path = process.env.PATH;
  afterEach(() => {
    process.env.PATH = path;
  });

  /**
   * @param {string} name
   * @param {string} text of a shell script
   */
  function program(name, text) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  test('without root and sudo, the one line to run is told and nothing is installed', async () => {
    program('apt-get', `touch ${folder}/used`);
    process.env.PATH = folder;
    await assert.rejects(installPackages(['cmake', 'ninja-build'], 1000), {
      message:
        /^Missing: cmake, ninja-build\. .*\n\n {2}sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends cmake ninja-build'\n$/,
    });
    assert.throws(() => readFileSync(join(folder, 'used')));
  });

  test('on a system without apt-get, what is missing is named', async () => {
    process.env.PATH = folder;
    await assert.rejects(installPackages(['cmake'], 0), { message: /no apt-get.*: cmake\.$/ });
  });

  test('a network that is down is called that', async () => {
    program('env', 'shift; exec "$@"');
    program('dpkg', 'exit 0');
    program('apt-get', 'echo "E: Failed to fetch http://packages.example/cmake.deb"; exit 100');
    process.env.PATH = folder;
    await assert.rejects(installPackages(['cmake'], 0), { message: /needs the network this once/ });
  });

  test('a first set-up installs what the purpose needs, a second one does nothing', () => {
    for (const name of ['dpkg', 'node']) program(name, 'exit 0');
    program('env', 'shift; exec "$@"');
    // Provides each package the way Debian does, by the names of its programs. apt closes the descriptor of its status
    // lines to the packages' scripts, so it must not be standard output.
    program(
      'apt-get',
      `case "$*" in *install*) case "$*" in *Status-Fd=3*) echo pmstatus:x:1:x >&3 || exit 9 ;; *) exit 8 ;; esac ;; esac
      for word in "$@"; do case $word in
        emscripten) new=emcc ;; ninja-build) new=ninja ;; clang-19 | cmake) new=$word ;; *) continue ;;
      esac; printf '#!/bin/sh\\n' > ${folder}/$new; /bin/chmod +x ${folder}/$new; done`,
    );
    const setUp = () =>
      spawnSync(
        process.execPath,
        [
          '--input-type=module',
          '--eval',
          `process.getuid = () => 0;
           const { setUp } = await import(${JSON.stringify(new URL('../../scripts/setup.mjs', import.meta.url))});
           await setUp('build');`,
        ],
        { env: { PATH: folder }, encoding: 'utf8' },
      );
    const first = setUp();
    assert.match(
      first.stdout,
      /^Installing Debian packages: emscripten clang-19 cmake ninja-build\nDebian packages installed in [\d.]+ s\.\n$/,
    );
    assert.equal(first.status, 0, first.stderr);
    const second = setUp();
    assert.deepEqual([second.status, second.stdout, second.stderr], [0, '', '']);
  });
});
