import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { lessons } from '../../web/lessons/index.js';
import { storeWith } from './lesson-session.js';

const source = async () => structuredClone((await lessons[0]?.load())?.default);

test('a lesson is loaded from this site alone', async () => {
  const { store, session } = storeWith();
  Reflect.set(globalThis, 'document', { baseURI: 'https://strata.example/page/' });
  try {
    const told = async (/** @type {string} */ path) => (await store.load(path))[0]?.();
    assert.match(String(await told('https://elsewhere.example/l.json')), /elsewhere\.example/);
    assert.match(String(await told('//elsewhere.example/l.json')), /elsewhere\.example/);
    assert.match(String(await told('data:text/plain,{}')), /data:/);
    assert.match(String(await told('https://')), /no path/);
    await store.follow('https://elsewhere.example/l.json');
    assert.match(session.problem, /elsewhere\.example/);
    const text = JSON.stringify(await source());
    /** @type {string[]} */
    const asked = [];
    mock.method(globalThis, 'fetch', async (/** @type {URL} */ url) => {
      asked.push(url.href);
      return url.pathname.endsWith('mine.json')
        ? new Response(text)
        : new Response('', { status: 404 });
    });
    assert.match(String(await told('lessons/none.json')), /no file “lessons\/none\.json”/);
    await store.follow('lessons/mine.json');
    assert.deepEqual(
      asked,
      ['none', 'mine'].map((name) => `https://strata.example/page/lessons/${name}.json`),
    );
    assert.equal(store.link, 'lessons/mine.json');
    mock.method(globalThis, 'fetch', async () => new Response('{"version": 1}'));
    await store.follow('lessons/bad.json');
    const [first, ...rest] = session.problem.split('\n');
    assert.match(String(first), new RegExp(`^These ${rest.length} things`));
    assert.ok(rest.some((line) => line.startsWith('title: ')) && rest.length > 2);
  } finally {
    mock.restoreAll();
    Reflect.deleteProperty(globalThis, 'document');
  }
});

test('a lesson that there is not is answered with those that there are', async () => {
  const { store, session } = storeWith();
  await store.follow('two-layers');
  assert.match(session.problem, /“two-layers”.*batch-is-a-matrix, one-layer, .*start-right\./);
  assert.equal(store.open, null);
});
