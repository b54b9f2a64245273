import { createServer } from 'node:http';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Pages of another origin that show a frame.
 *
 * @returns {Promise<{ close: () => Promise<void>, show: (frame: string, policy?: string) => string }>} `show` gives the
 *   address of a page with that frame in it, under that policy
 */
export async function serveHosts() {
  /** @type {{ frame: string, policy: string | undefined }[]} */
  const pages = [];
  const server = createServer((request, response) => {
    const found = pages[Number(request.url?.slice(1))];
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/html',
      ...(found.policy && { 'Content-Security-Policy': found.policy }),
    });
    const icon = found.policy ? '' : '<link rel="icon" href="data:,">';
    response.end(`<!doctype html>${icon}<title>Host</title>${found.frame}`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    show: (frame, policy) => `http://127.0.0.1:${port}/${pages.push({ frame, policy }) - 1}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * @param {Page} page that shows the embedded page
 * @returns {Promise<Page>} what is in its frame, of which only what a frame can do may be used
 */
export async function frameOf(page) {
  const frame = await page.waitForFrame((one) => one.url().includes('embed.html'));
  return /** @type {Page} */ (/** @type {unknown} */ (frame));
}
