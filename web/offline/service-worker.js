/**
 * Keeps the page for when there is no network. What every visit needs is fetched as one version when it is installed; a
 * newer version waits beside it until the student takes it over. WebAssembly modules and images have names that tell
 * their contents: they are kept when they have been used, and serve all versions.
 */

/** @typedef {{ version: string, page: string[], used: string[] }} Build names of files; '' is the page itself */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
/** @type {Build} */
const build = JSON.parse('@BUILD@');
const scope = worker.registration.scope;
// Other pages of this origin may keep something too, even another Strata.
const PAGES = `strata ${new URL(scope).pathname} page `;
const PAGE = PAGES + build.version;
const FILES = `strata ${new URL(scope).pathname} files`;
const used = new Set(build.used.map(addressOf));

worker.addEventListener('install', (event) => event.waitUntil(fetchPage()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(tidy().then(() => worker.clients.claim())),
);
worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(scope)) event.respondWith(answer(event));
});
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') worker.skipWaiting();
  else event.waitUntil(keep(event.data).then((count) => event.ports[0]?.postMessage(count)));
});

/** @param {string} name */
function addressOf(name) {
  return new URL(name, scope).href;
}

async function fetchPage() {
  const cache = await caches.open(PAGE);
  // Only names that tell the contents may come from the browser's other cache as they are.
  const requests = build.page.map(
    (name) =>
      new Request(addressOf(name), { cache: name.startsWith('assets/') ? 'default' : 'no-cache' }),
  );
  await cache.addAll(requests);
}

/** The version before stays, for other tabs that still show it. */
async function tidy() {
  const pages = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== PAGE);
  for (const name of pages.slice(0, -1)) await caches.delete(name);
  const files = await caches.open(FILES);
  for (const { url } of await files.keys()) if (!used.has(url)) await files.delete(url);
}

/** @param {FetchEvent} event */
async function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const url = origin + pathname.replace(/\/index\.html$/, '/');
  const kept =
    (await caches.match(url, { cacheName: PAGE, ignoreVary: true })) ??
    (await caches.match(url, { ignoreVary: true }));
  if (kept) return kept;
  const response = await fetch(request);
  if (used.has(url) && response.status === 200) event.waitUntil(store(url, response.clone()));
  return response;
}

/** @param {string} url @param {Response} response */
async function store(url, response) {
  const files = await caches.open(FILES);
  // The page may give up in the middle, and the browser may have no room.
  await files.put(url, response).catch(() => {});
}

/**
 * Keeps what a page has used before there was a service worker.
 *
 * @param {string[]} urls
 * @returns {Promise<number | null>} how many were not there yet; null where not all can be kept
 */
async function keep(urls) {
  try {
    const files = await caches.open(FILES);
    const wanted = [...new Set(urls)].filter((url) => used.has(url));
    let count = 0;
    for (const url of wanted) {
      if (await files.match(url, { ignoreVary: true })) continue;
      const response = await fetch(url, { cache: 'force-cache' });
      if (response.status !== 200) return null;
      await files.put(url, response);
      count++;
    }
    return count;
  } catch {
    return null;
  }
}
