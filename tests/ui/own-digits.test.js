import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SHELF } from '../../web/ui/state/digit-shelf.js';
import { OwnDigits } from '../../web/ui/state/own-digits.js';

/** @param {number} seed */
const image = (seed) => Uint8Array.from({ length: 784 }, (_, i) => (i * seed) % 256);

/** @param {string | null} [text] what is stored */
function shelfWith(text = null) {
  const shelf = {
    text,
    /** @param {string} name */
    getItem: (name) => (name === SHELF ? shelf.text : null),
    setItem(/** @type {string} */ _, /** @type {string} */ value) {
      shelf.text = value;
    },
  };
  return shelf;
}

/** A shelf on which nothing can be put. @param {string} name of the error */
function closedShelf(name) {
  const refuse = () => {
    throw new DOMException('No.', name);
  };
  return { getItem: name === 'SecurityError' ? refuse : () => null, setItem: refuse };
}

/** @param {number} serial @param {number[]} answers @param {number} [step] */
const views = (serial, answers, step = 0) => ({
  step,
  own: { serial, answers: Int8Array.from(answers) },
});

describe("the student's own digits", () => {
  test('are there again after a reload, up to twenty', () => {
    const shelf = shelfWith();
    const own = new OwnDigits(shelf);
    for (let i = 0; i < 22; i++) own.keep(image(i + 1), i % 10);
    assert.equal(own.digits.length, 20);
    own.remove(3);
    const again = new OwnDigits(shelf);
    assert.deepEqual(again.digits, own.digits);
    assert.equal(again.digits.length, 19);
    assert.deepEqual(again.digits[3], { truth: 4, pixels: image(5) });
    assert.equal(again.trouble, null);
  });

  test('stay in memory where storage is refused or full, and it is said which', () => {
    for (const [shelf, trouble] of /** @type {const} */ ([
      [null, 'refused'],
      [closedShelf('SecurityError'), 'refused'],
      [closedShelf('QuotaExceededError'), 'full'],
    ])) {
      const own = new OwnDigits(shelf);
      own.keep(image(3), 8);
      assert.equal(own.digits.length, 1);
      assert.equal(own.trouble, trouble);
      own.reload();
      assert.equal(own.digits.length, 1, 'another tab takes nothing away');
    }
  });

  test('are read as far as they are whole', () => {
    const shelf = shelfWith();
    new OwnDigits(shelf).keep(image(3), 8);
    const whole = JSON.parse(shelf.text ?? '')[0];
    const broken = [
      null,
      7,
      {},
      { truth: 10, pixels: whole.pixels },
      { truth: 1, pixels: whole.pixels.slice(4) },
      { truth: 1, pixels: '%' },
    ];
    for (const part of broken) {
      const own = new OwnDigits(shelfWith(JSON.stringify([part, whole])));
      assert.deepEqual(own.digits, [{ truth: 8, pixels: image(3) }], JSON.stringify(part));
      assert.equal(own.trouble, 'damaged');
    }
    for (const text of ['', '{', 'null', '{}', '12']) {
      const own = new OwnDigits(shelfWith(text));
      assert.deepEqual([own.digits.length, own.trouble], [0, 'damaged'], text);
      own.keep(image(2), 1);
      assert.equal(own.trouble, null, 'what is kept next is stored');
    }
    assert.equal(new OwnDigits(shelfWith()).trouble, null);
  });

  test('get the answers to their own question only, and a curve of how many are right', () => {
    const own = new OwnDigits(shelfWith());
    assert.deepEqual([own.request, own.ownAccuracies], [null, null]);
    own.keep(image(1), 1);
    own.keep(image(2), 2);
    assert.deepEqual(own.request?.pixels, Uint8Array.of(...image(1), ...image(2)));
    own.take(0, views(own.serial - 1, [1], 0));
    assert.equal(own.right, null);
    own.take(0, views(own.serial, [1, 7], 10));
    assert.equal(own.right, 1);
    own.take(0, views(own.serial, [1, 2], 20));
    own.take(0, views(own.serial, [-1, -1], 30));
    assert.deepEqual(
      [own.ownAccuracies?.x, own.ownAccuracies?.y],
      [
        [10, 20],
        [50, 100],
      ],
    );
    own.take(1, null);
    assert.equal(own.answers, null);
    assert.deepEqual(own.ownAccuracies?.x, [], 'another network begins another curve');
    own.remove(0);
    own.remove(0);
    assert.equal(own.ownAccuracies, null);
  });

  test('tell when they change, and not when the same answers come again', () => {
    const own = new OwnDigits(shelfWith());
    let told = 0;
    own.subscribe(() => told++);
    own.keep(image(1), 1);
    own.take(0, views(own.serial, [3], 1));
    const before = told;
    own.take(0, views(own.serial, [3], 2));
    assert.equal(told, before);
    own.take(0, views(own.serial, [1], 3));
    assert.equal(told, before + 1);
  });
});
