import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { lessons } from '../../web/lessons/index.js';
import { parseLesson } from '../../web/ui/state/open-lesson.js';
import { MOST, OwnLessons } from '../../web/ui/state/own-lessons.js';
import { storeWith } from './lesson-session.js';

/** @typedef {import('../../web/ui/state/lesson-progress.js').Shelf} Shelf */

const SHELF = 'strata-own-lessons';
const BUILT_IN = 'batch-is-a-matrix';
const source = (await lessons[0]?.load())?.default;

/** @param {string} name @param {string} [title] @returns {string} a lesson that somebody might write */
const textOf = (name, title = 'My own') =>
  JSON.stringify({ .../** @type {any} */ (source), name, title });

/** @param {string} key @param {string} [text] */
const own = (key, text = textOf('mine')) => ({ key, text, lesson: parseLesson(text) });

/** @returns {Shelf & { held: Map<string, string> }} */
function shelfOf() {
  /** @type {Map<string, string>} */
  const held = new Map();
  return {
    held,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, text) => held.set(name, text),
  };
}

/** What else is stored of a lesson. @param {ReturnType<typeof shelfOf>} shelf @param {string} key */
const traces = (shelf, key) =>
  ['strata-lessons', 'strata-lesson-work'].filter((name) =>
    Object.hasOwn(JSON.parse(shelf.getItem(name) ?? '{}'), key),
  );

/** With files on the site. @param {Record<string, string>} files by path @param {() => Promise<void>} use */
async function onSite(files, use) {
  Reflect.set(globalThis, 'document', { baseURI: 'https://strata.example/page/' });
  mock.method(globalThis, 'fetch', async (/** @type {URL} */ { pathname }) => {
    const text = files[pathname];
    return new Response(text ?? '', { status: text === undefined ? 404 : 200 });
  });
  try {
    await use();
  } finally {
    mock.restoreAll();
    Reflect.deleteProperty(globalThis, 'document');
  }
}

describe('the shelf of one’s own lessons', () => {
  const keysOn = (/** @type {Shelf} */ shelf) =>
    new OwnLessons(() => shelf).all.map(({ key }) => key);

  test('has the last first, each once, and lets go of the oldest', () => {
    const shelf = shelfOf();
    const kept = new OwnLessons(() => shelf);
    for (let i = 0; i < MOST; i++) assert.deepEqual(kept.keep(own(`/${i}.json`)), []);
    assert.deepEqual(kept.keep(own('/0.json', textOf('mine', 'Another'))), []);
    assert.deepEqual(keysOn(shelf).slice(0, 2), ['/0.json', `/${MOST - 1}.json`]);
    assert.equal(new OwnLessons(() => shelf).all[0]?.lesson.title, 'Another');
    assert.deepEqual(kept.keep(own('*mine')), ['/1.json']);
    assert.equal(keysOn(shelf).length, MOST);
    assert.equal(kept.has('/1.json'), false);
    kept.forget('*mine');
    assert.equal(keysOn(shelf)[0], '/0.json');
  });

  test('has what another tab has kept, and not what that has forgotten', () => {
    const shelf = shelfOf();
    const [one, other] = [new OwnLessons(() => shelf), new OwnLessons(() => shelf)];
    one.keep(own('*mine'));
    other.keep(own('/mine.json'));
    assert.deepEqual(keysOn(shelf), ['/mine.json', '*mine']);
    one.forget('/mine.json');
    other.reload();
    assert.deepEqual(
      other.all.map(({ key }) => key),
      ['*mine'],
    );
  });

  test('takes no key that the page does not give, and no text that is no lesson', () => {
    const shelf = shelfOf();
    const keysOf = (/** @type {unknown} */ stored) => {
      shelf.held.set(SHELF, JSON.stringify(stored));
      return keysOn(shelf);
    };
    const text = textOf('mine');
    for (const key of ['*mine', '/mine.json', '/a/mine.json?version=2', '/mine%20own.json']) {
      assert.deepEqual(keysOf([[key, text]]), [key]);
    }
    const bad = ['*other', 'mine', BUILT_IN, 'mine.json', '', '__proto__'];
    const elsewhere = [
      '//elsewhere.example/a.json',
      'https://elsewhere.example/a.json',
      '/\\elsewhere.example/a',
    ];
    const unlike = ['/a/../mine.json', '/mine own.json', '/mine.json#part', 'javascript:alert(1)'];
    for (const key of [...bad, ...elsewhere, ...unlike])
      assert.deepEqual(keysOf([[key, text]]), [], key);
    for (const entry of [null, 7, 'ab', {}, [], ['*mine'], ['*mine', null], [['*mine'], text]]) {
      assert.deepEqual(keysOf([entry, ['*mine', text]]), ['*mine'], JSON.stringify(entry));
    }
    const spoilt = textOf('mine', '').replace('"until"', '"till"');
    for (const other of ['', '{', '{}', 'null', spoilt])
      assert.deepEqual(keysOf([['*mine', other]]), [], other);
    assert.deepEqual(
      keysOf([
        ['*mine', text],
        ['*mine', text],
      ]),
      ['*mine'],
    );
    const many = Array.from({ length: 2 * MOST }, (_, i) => [`/${i}.json`, text]);
    assert.equal(keysOf(many).length, MOST);
    for (const stored of [null, {}, 7, 'text']) assert.deepEqual(keysOf(stored), []);
    shelf.held.set(SHELF, '{');
    assert.deepEqual(keysOn(shelf), []);
  });

  test('holds until the page is closed where nothing may be stored, or no more', () => {
    const refused = () => {
      throw new DOMException('No.', 'SecurityError');
    };
    const full = { getItem: () => null, setItem: refused };
    for (const shelf of [refused, () => full]) {
      const kept = new OwnLessons(/** @type {any} */ (shelf));
      kept.keep(own('*mine'));
      kept.keep(own('/mine.json'));
      kept.reload();
      kept.forget('*mine');
      assert.deepEqual(
        kept.all.map(({ key }) => key),
        ['/mine.json'],
      );
    }
  });
});

describe('a lesson of one’s own', () => {
  test('that was pasted is there on another visit, with what was done in it', async () => {
    const shelf = shelfOf();
    const first = storeWith(shelf);
    assert.deepEqual(await first.store.read(textOf('mine')), []);
    first.store.open?.predict(1);
    first.store.open?.toggle();
    const { session, store } = storeWith(shelf);
    await store.list();
    const [one, ...others] = store.own?.all ?? [];
    assert.ok(one && others.length === 0);
    assert.equal(store.progress.of(one.key), 'run');
    await store.reopen(one);
    assert.equal(session.problem, '');
    assert.deepEqual([store.open?.choice, store.open?.stage, store.link], [1, 'run', null]);
  });

  test('is another than the page’s own of that name', async () => {
    const shelf = shelfOf();
    const { store } = storeWith(shelf);
    await store.read(textOf(BUILT_IN));
    store.open?.predict(2);
    assert.equal(store.progress.of(BUILT_IN), null);
    await store.show(BUILT_IN);
    assert.equal(store.open?.choice, null);
    store.open?.predict(0);
    assert.deepEqual(
      store.own?.all.map(({ key }) => key),
      [`*${BUILT_IN}`],
    );
    await store.read(textOf(BUILT_IN));
    assert.equal(store.open?.choice, 2);
  });

  test('that is a file is known by its path, and read anew', () =>
    onSite({ '/page/mine.json': textOf('mine') }, async () => {
      const shelf = shelfOf();
      const first = storeWith(shelf);
      await first.store.follow('mine.json');
      first.store.open?.predict(1);
      for (const link of ['mine.json', './mine.json', '/page/mine.json']) {
        const { store } = storeWith(shelf);
        await store.follow(link);
        assert.deepEqual([store.link, store.open?.choice], [link, 1]);
        assert.equal(store.own?.all.length, 1);
      }
      await onSite({ '/page/mine.json': textOf('mine', 'Corrected') }, async () => {
        const { store } = storeWith(shelf);
        const [one] = store.own?.all ?? [];
        assert.ok(one);
        await store.reopen(one);
        assert.deepEqual([store.open?.lesson.title, store.open?.choice], ['Corrected', 1]);
      });
    }));

  test('whose file is gone is not opened, and the path is named', () =>
    onSite({}, async () => {
      const { session, store } = storeWith(shelfOf());
      await store.reopen(own('/page/mine.json'));
      assert.match(session.problem, /no file “\/page\/mine\.json”/);
      assert.equal(store.open, null);
    }));

  test('whose file has a name like a lesson’s has a link that leads to the file', () =>
    onSite({ '/page/mine': textOf('mine') }, async () => {
      const { store } = storeWith();
      assert.deepEqual(await store.load('mine'), []);
      assert.equal(store.link, '/page/mine');
    }));

  test('is forgotten with all that was done in it, also while it is open', async () => {
    const shelf = shelfOf();
    const { store } = storeWith(shelf);
    await store.read(textOf('mine'));
    store.open?.predict(1);
    assert.equal(traces(shelf, '*mine').length, 2);
    store.forget('*mine');
    assert.deepEqual(traces(shelf, '*mine'), []);
    assert.equal(store.progress.of('*mine'), null);
    store.open?.go('run');
    assert.equal(store.open?.stage, 'run');
    assert.deepEqual(traces(shelf, '*mine'), []);
    assert.deepEqual(storeWith(shelf).store.own?.all, []);
  });

  test('takes what was done with it when there is no more room', async () => {
    const shelf = shelfOf();
    const { store } = storeWith(shelf);
    for (let i = 0; i <= MOST; i++) await store.read(textOf(`mine-${i}`));
    assert.deepEqual(traces(shelf, '*mine-0'), []);
    assert.equal(traces(shelf, '*mine-1').length, 2);
  });
});
