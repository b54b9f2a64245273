// A contestant's worker. The page's first message sets it up and brings a port, on which the version comes first and an
// answer per request after it.
import { splitData } from './dataset.js';
import { errorText, openModule } from './host.js';

/** @typedef {{ data: string, module: string, base: string, options: Record<string, unknown> }} Setup addresses; no data if empty */

addEventListener(
  'message',
  async ({ data: setup, ports: [port] }) => {
    if (!port) return;
    try {
      const { version, answer } = await open(setup);
      port.onmessage = async ({ data: request }) => port.postMessage(await answer(request));
      port.postMessage({ version });
    } catch (error) {
      port.postMessage({ error: errorText(error) });
    }
  },
  { once: true },
);

/** @param {Setup} setup */
async function open({ data, module, base, options }) {
  const bytes = data ? await (await fetch(data)).arrayBuffer() : new ArrayBuffer(0);
  const host = { data: splitData(new Uint8Array(bytes)), base, options };
  return openModule(module, { ...host, place: 'browser' });
}
