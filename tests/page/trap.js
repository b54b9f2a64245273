import { until } from './browser.js';

/** @typedef {import('./browser.js').Page} Page */

/** From a broadcast on, the engine of a worker whose script begins with this fails whenever it trains. */
export const trapped = `
  const instantiate = WebAssembly.instantiate;
  let armed = false;
  new BroadcastChannel('trap').onmessage = () => { armed = true; };
  WebAssembly.instantiate = async (...words) => {
    const instance = await instantiate(...words);
    const guard = (call) => (...numbers) => {
      if (armed) throw new WebAssembly.RuntimeError('memory access out of bounds');
      return call(...numbers);
    };
    const entries = Object.entries(instance.exports);
    const exports = entries.map(([name, one]) => [name, name === 'strata_train' ? guard(one) : one]);
    return { exports: Object.fromEntries(exports) };
  };
`;

/** @param {Page} page */
export const trap = (page) => page.evaluate(() => new BroadcastChannel('trap').postMessage(''));

/** @param {Page} page @param {number} step waits until training has gone on past it */
export const untilPast = (page, step) =>
  until(
    page,
    (past) => {
      const text = document.querySelector('[role=status]')?.textContent ?? '';
      return Number(/Step\s+([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '')) > past;
    },
    step,
  );
