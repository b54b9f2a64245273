// The built page in a browser, trained flat out: how fast, and how its main thread fares meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {{ perSecond: number, frames: number, longest: number }} Window images and frames per second; the longest time
 *   from one frame to the next in milliseconds */

/** A task that takes longer than so many milliseconds is felt. */
const LONG = 50;
const PATIENCE = 60_000;
/** Milliseconds of training before it is measured: at first it is tested more often. */
const WARM_UP = 2000;

/**
 * @param {Page} page
 * @param {string} url of the page with an experiment
 */
export async function openPage(page, url) {
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(url);
  await page.waitForFunction(() => document.body.innerText.includes('60,000 + 10,000 images'), {
    timeout: PATIENCE,
  });
  await page.evaluate(watch);
  return {
    /** @param {number} seconds @param {number} batch @returns {Promise<Window>} */
    async train(seconds, batch) {
      // What lies behind has no frames.
      await page.bringToFront();
      await toggle(page, 'Pause');
      await sleep(WARM_UP);
      // Each epoch ends with a test: only whole epochs have all their costs.
      const before = await epochEnd(page);
      await sleep(1000 * seconds);
      const after = await epochEnd(page);
      // Apart from the speed: who asks for frames has more of them drawn than the page itself wants.
      await page.evaluate(() => Reflect.get(globalThis, 'strataWatch').start());
      await sleep(1000 * seconds);
      const { frames, longest, time } = await page.evaluate(() =>
        Reflect.get(globalThis, 'strataWatch').stop(),
      );
      await toggle(page, 'Run');
      const images = (after.step - before.step) * batch;
      return {
        perSecond: (1000 * images) / (after.time - before.time),
        frames: (1000 * frames) / time,
        longest,
      };
    },
    /**
     * By the browser's own trace; Chromium alone has one.
     *
     * @param {number} seconds
     * @returns {Promise<{ longest: number, over: number }>}
     */
    async trace(seconds) {
      await page.bringToFront();
      await toggle(page, 'Pause');
      await page.tracing.start({ categories: ['toplevel', '__metadata'] });
      await sleep(1000 * seconds);
      const bytes = (await page.tracing.stop()) ?? new Uint8Array();
      await toggle(page, 'Run');
      return tasksOf(JSON.parse(new TextDecoder().decode(bytes)).traceEvents);
    },
    close: () => page.close(),
  };
}

/** @typedef {{ name: string, ph: string, pid: number, tid: number, dur?: number, args: { name?: string } }} TraceEvent */

/**
 * Tasks of the main thread that has most of them: the page's.
 *
 * @param {TraceEvent[]} events
 */
function tasksOf(events) {
  const mains = events
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) =>
      events.filter((one) => one.pid === pid && one.tid === tid && /RunTask$/.test(one.name)),
    );
  const tasks = mains.sort((one, other) => other.length - one.length)[0] ?? [];
  const milliseconds = tasks.map(({ dur = 0 }) => dur / 1000);
  return {
    longest: milliseconds.reduce((most, one) => Math.max(most, one), 0),
    over: milliseconds.filter((one) => one > LONG).length,
  };
}

/** Presses Run or Pause. @param {Page} page @param {string} then what the button says afterwards */
async function toggle(page, then) {
  await page.click('button.run');
  await page.waitForFunction(
    (words) => document.querySelector('button.run')?.textContent?.trim() === words,
    { timeout: PATIENCE, polling: 100 },
    then,
  );
}

/**
 * Where training stands when the page first shows that another epoch has begun.
 *
 * @param {Page} page
 * @returns {Promise<{ step: number, time: number }>}
 */
async function epochEnd(page) {
  const read = () => {
    const text = document.querySelector('[role=status]')?.textContent ?? '';
    const number = (/** @type {string} */ name) =>
      Number(new RegExp(`${name}\\s+([\\d.,]+)`).exec(text)?.[1]?.replaceAll(',', ''));
    return { epoch: Math.floor(number('Epoch')), step: number('Step'), time: performance.now() };
  };
  const { epoch } = await page.evaluate(read);
  for (;;) {
    await sleep(50);
    const now = await page.evaluate(read);
    if (now.epoch > epoch) return now;
  }
}

/** Runs in the page: counts frames, and how far apart they are. Anything more often would slow training down. */
function watch() {
  let on = false;
  let last = 0;
  let started = 0;
  let seen = { frames: 0, longest: 0 };
  const frame = (/** @type {number} */ time) => {
    if (!on) return;
    if (last > 0) seen.longest = Math.max(seen.longest, time - last);
    last = time;
    seen.frames++;
    requestAnimationFrame(frame);
  };
  Reflect.set(globalThis, 'strataWatch', {
    start() {
      [on, last, seen] = [true, 0, { frames: 0, longest: 0 }];
      started = performance.now();
      requestAnimationFrame(frame);
    },
    stop() {
      on = false;
      return { ...seen, time: performance.now() - started };
    },
  });
}
