// Trains in the built page, in both browsers, and prints how long the page's main thread was busy at a stretch and how
// many images a second the worker trained. `node tests/page/training.bench.js [SECONDS]`; build the page first.

import { setTimeout as sleep } from 'node:timers/promises';
import { encodeLink } from '../../web/engine/link.js';
import { browserNames, launchBrowser, openTab, press, until, untilComplete } from './browser.js';
import { servePage } from './server.js';

const seconds = Number(process.argv[2] ?? 10);

/** @param {number} batch */
const experiment = (batch) => ({
  strata: 1,
  data: { name: 'mnist' },
  layers: [
    { type: 'linear', units: 128 },
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 10 },
  ],
  batch,
  epochs: 1000,
});

const server = await servePage();
try {
  for (const name of browserNames) {
    const browser = await launchBrowser(name);
    try {
      for (const batch of [32, 128]) {
        const { page } = await openTab(browser);
        await page.goto(`${server.url}#e=${encodeLink(experiment(batch))}`);
        await untilComplete(page);
        await press(page, 'Run');
        await until(
          page,
          () => document.querySelector('button.run')?.textContent?.trim() === 'Pause',
        );
        await page.evaluate(watch);
        const before = await trained(page, batch);
        await sleep(1000 * seconds);
        const after = await trained(page, batch);
        const report = await page.evaluate(() => Reflect.get(globalThis, 'strataTasks'));
        const speed = Math.round(
          (after.images - before.images) / ((after.time - before.time) / 1000),
        );
        console.log(
          `${name}, linear:128,relu,linear:10, batch ${batch}, ${seconds} s: ${speed.toLocaleString('en-GB')} images/s with tests included; ` +
            `longest main-thread stretch ${report.longest.toFixed(1)} ms, over 50 ms: ${report.over}, frames ${report.frames}`,
        );
        await page.close();
      }
    } finally {
      await browser.close();
    }
  }
} finally {
  await server.close();
}

/**
 * Runs in the page. Chromium reports tasks over 50 ms; Firefox does not, so gaps between messages to oneself are measured
 * in both: a gap is what the longest task in between took.
 */
function watch() {
  const tasks = { longest: 0, over: 0, frames: 0 };
  Reflect.set(globalThis, 'strataTasks', tasks);
  const native = PerformanceObserver.supportedEntryTypes.includes('longtask');
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    tasks.longest = Math.max(tasks.longest, now - last);
    if (!native && now - last > 50) tasks.over++;
    last = now;
    setTimeout(() => {
      last = performance.now();
      port2.postMessage(null);
    });
  };
  port2.postMessage(null);
  const frame = () => {
    tasks.frames++;
    requestAnimationFrame(frame);
  };
  frame();
  if (native) {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        tasks.over++;
        tasks.longest = Math.max(tasks.longest, duration);
      }
    }).observe({ type: 'longtask' });
  }
}

/**
 * @param {import('puppeteer-core').Page} page
 * @param {number} batch
 */
async function trained(page, batch) {
  return page.evaluate((size) => {
    const text = document.querySelector('[role=status]')?.textContent ?? '';
    const step = Number(/Step\s+([\d,]+)/.exec(text)?.[1]?.replaceAll(',', ''));
    return { images: step * size, time: performance.now() };
  }, batch);
}
