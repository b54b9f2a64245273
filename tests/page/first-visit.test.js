import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import {
  browserNames,
  launchBrowser,
  openTab,
  standing,
  until,
  untilReady,
  untilWords,
} from './browser.js';
import { servePage } from './server.js';

const root = new URL('../../', import.meta.url);

/** What size-limit counts, in bytes; it fails where that is too much. */
function counted() {
  const program = fileURLToPath(new URL('node_modules/.bin/size-limit', root));
  const { status, stdout } = spawnSync(program, ['--json'], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, stdout);
  const [code, typeface] = /** @type {{ size: number }[]} */ (JSON.parse(stdout));
  return { code: code?.size, typeface: typeface?.size };
}

/** @param {string[]} paths of the server */
function packed(paths) {
  return paths
    .map((path) => readFileSync(new URL(path.replace('/deep/folder/', 'dist/page/'), root)))
    .reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
}

for (const name of browserNames) {
  test(`a first visit in ${name} loads what is counted, and nothing twice`, async () => {
    const server = await servePage();
    const browser = await launchBrowser(name);
    try {
      const { page } = await openTab(browser);
      await page.goto(server.url);
      await untilWords(page, 'Works offline.');
      // What follows the service worker is kept for later, and comes from the browser's cache where files may be cached.
      const end = server.requests.findIndex((path) => path.endsWith('service-worker.js'));
      const visit = server.requests.slice(0, end + 1);
      assert.deepEqual(visit, [...new Set(visit)]);
      const { code, typeface } = counted();
      assert.equal(packed(visit.filter((path) => /\.(js|css|wasm)$/.test(path))), code);
      assert.equal(packed(visit.filter((path) => path.endsWith('.woff2'))), typeface);
    } finally {
      await browser.close();
      await server.close();
    }
  });

  test(`neither the typeface nor the data holds up a first visit in ${name}`, async () => {
    const server = await servePage();
    server.mischief.push(
      { path: /\.woff2$/, bytesPerSecond: 5000 },
      { path: /train-0[26]000-images/, bytesPerSecond: 20_000 },
    );
    const browser = await launchBrowser(name);
    try {
      const { page } = await openTab(browser);
      await page.goto(server.url, { waitUntil: 'domcontentloaded' });
      await untilReady(page);
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (document.querySelector('button.run')).click(),
      );
      await until(page, () =>
        /Step\s+[1-9]/.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      assert.ok((await standing(page)).step > 0);
      const font = await page.evaluate(() =>
        [...document.fonts].map(({ display, status }) => ({ display, status })),
      );
      assert.deepEqual(font, [{ display: 'swap', status: 'loading' }]);
      assert.ok(await page.evaluate(() => document.body.innerText.includes(' of 70,000 images')));
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

for (const [width, height] of /** @type {const} */ ([
  [1350, 940],
  [1280, 800],
  [768, 1024],
  [412, 823],
])) {
  test(`nothing that is seen moves while the page opens, at ${width} × ${height}`, async () => {
    const server = await servePage();
    const browser = await launchBrowser('chromium');
    try {
      const { page } = await openTab(browser, { width, height });
      await page.evaluateOnNewDocument(() => {
        /** @type {unknown[]} */
        const moves = [];
        Object.assign(globalThis, { moves });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moves.push(entry);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(server.url);
      await untilWords(page, 'Works offline.');
      const moved = await page.evaluate(() =>
        Reflect.get(globalThis, 'moves').reduce(
          (/** @type {number} */ sum, /** @type {{ value: number }} */ { value }) => sum + value,
          0,
        ),
      );
      assert.ok(moved < 0.05, `a layout shift of ${moved}`);
    } finally {
      await browser.close();
      await server.close();
    }
  });
}
