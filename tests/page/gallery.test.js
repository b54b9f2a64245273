// Each way of embedding in the gallery is live and does what it says, on a host that sends the page's policy with every
// file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examples, galleryFiles } from '../../scripts/docs/gallery.mjs';
import { judgeGoals, loadData, loadEngine, parseExperiment } from '../../web/engine/index.js';
import {
  closeTab,
  fingerprint,
  openTab,
  press,
  until,
  untilReady,
  untilSaid,
  untilWords,
} from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { eventually } from './host-page.js';
import { pressIn, untilSays } from './lesson-hands.js';

/** @typedef {import('./browser.js').Page} Page */
/** @typedef {import('puppeteer-core').Frame} Frame */
/** @typedef {{ around: Page, inside: Page[] }} Shown the example's page, and those of Strata in it */

const engine = await loadEngine();

test('every file of the gallery belongs to an example', () => {
  const names = new Set(galleryFiles().map(({ name }) => name.replace(/\.\w+$/, '')));
  const own = ['look', ...examples.map(({ name }) => name)];
  assert.deepEqual([...names].sort(), own.sort());
});

/** What has been trained in Node, by experiment. @type {Map<string, Promise<Outcome>>} */
const outcomes = new Map();
/** @typedef {import('../../web/engine/train.js').Report & { score: number }} Outcome `score` of the first goal */

/** @param {unknown} document @returns {Promise<Outcome>} what it comes to in Node */
function outcomeOf(document) {
  const key = JSON.stringify(document);
  const known = outcomes.get(key) ?? train(document);
  outcomes.set(key, known);
  return known;
}

/** @param {unknown} document @returns {Promise<Outcome>} */
async function train(document) {
  const experiment = parseExperiment(document);
  const data = await loadData(engine, experiment);
  const network = engine.createNetwork(experiment, data);
  const report = await engine.train(network, data, experiment);
  const { epochs } = experiment;
  const [{ score = 0 } = {}] = judgeGoals(experiment, { ...report, epochs, parameters: 7850 });
  return { ...report, score };
}

/** @param {Page} inside @returns {Promise<Outcome>} what its experiment comes to in Node */
async function expected(inside) {
  const document = await inside.evaluate(() => {
    const { session } = /** @type {any} */ (window.document.querySelector('strata-page'));
    return session.experiment.document;
  });
  return outcomeOf(document);
}

/** Trains to the end, to Node's weights. @param {Page} inside */
async function trains(inside) {
  await press(inside, 'Run');
  await untilWords(inside, 'Finished');
  assert.equal(await fingerprint(inside), (await expected(inside)).fingerprint);
}

/** @param {Shown} shown */
const trainsFirst = ({ inside: [first] }) => trains(/** @type {Page} */ (first));

/** Until the page of an example says just that. @param {Page} around @param {string} text */
const untilTold = (around, text) =>
  until(around, (wanted) => document.querySelector('output')?.textContent === wanted, text);

/** @param {Page} around @param {number} count of steps that its button asks for */
const stepsBy = (around, count) =>
  around.evaluate((value) => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('input'));
    input.valueAsNumber = value;
    document.getElementById('step')?.click();
  }, count);

/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** What each example is to do. @type {Record<string, (shown: Shown) => Promise<unknown>>} */
const deeds = {
  element: trainsFirst,
  shadow: trainsFirst,
  'one-file': trainsFirst,
  async lesson({ inside: [first] }) {
    const inside = /** @type {Page} */ (first);
    await until(inside, () => document.querySelectorAll('.lesson input[type=radio]').length === 3);
    await inside.evaluate(() => {
      const [, second] = document.querySelectorAll('.lesson input[type=radio]');
      /** @type {HTMLInputElement | undefined} */ (second)?.click();
    });
    await pressIn(inside, 'Check by running');
    await until(inside, () => document.querySelector('.lesson .outcomes') !== null);
    await untilSays(inside, 'Right');
  },
  async locked({ inside: [first] }) {
    const inside = /** @type {Page} */ (first);
    assert.deepEqual(
      await inside.evaluate(() => [origin, document.documentElement.dataset.theme]),
      ['null', 'dark'],
    );
    await inside.select('[data-field="layers.activation"] select', 'tanh');
    await until(inside, () =>
      document.querySelector('[data-field="layers.units"] input')?.matches('[readonly]'),
    );
    await press(inside, 'Step');
    await untilWords(inside, 'Paused at step 1.');
    const layers = await inside.evaluate(() => {
      const { session } = /** @type {any} */ (document.querySelector('strata-page'));
      return session.experiment.document.layers.map((/** @type {any} */ { name }) => name);
    });
    assert.ok(layers.includes('tanh'), layers.join());
  },
  async course({ around, inside: [first] }) {
    const inside = /** @type {Page} */ (first);
    const { score } = await expected(inside);
    await until(inside, () => {
      const { height = 0, bottom = 0 } =
        document.querySelector('strata-goals')?.getBoundingClientRect() ?? {};
      return height > 0 && bottom <= innerHeight;
    });
    await around.click('#run');
    const met = score === 1 ? 'met' : 'not met';
    await untilTold(around, `Small and good: ${met}, score ${score.toFixed(2)}.`);
    await around.click('#reset');
    await until(inside, () => {
      const { session } = /** @type {any} */ (document.querySelector('strata-page'));
      return session.run.snapshot?.step === 0;
    });
  },
  async messages({ around, inside: [first] }) {
    const inside = /** @type {Page} */ (first);
    await untilTold(around, 'ready, step 0.');
    await until(inside, () => document.documentElement.scrollHeight === innerHeight);
    await stepsBy(around, 5000);
    await untilTold(around, 'n is a whole number from 1 to 1000.');
    await stepsBy(around, 10);
    await untilTold(around, 'paused, step 10.');
    await around.click('#reset');
    await untilTold(around, 'ready, step 0.');
    await around.evaluate(() => {
      for (const id of ['run', 'pause']) document.getElementById(id)?.click();
    });
    await until(around, () =>
      /^paused, step \d+\.$/.test(document.querySelector('output')?.textContent ?? ''),
    );
    const { steps, testAccuracy, score } = await expected(inside);
    await around.click('#run');
    const right = percent(Number(testAccuracy));
    await untilTold(around, `${steps} steps, ${right} of the test digits right.`);
    const goal = `Good: ${score === 1 ? 'met' : 'not met'}.`;
    await until(around, (text) => document.querySelector('#goal')?.textContent === text, goal);
  },
  async several({ around, inside }) {
    const [relu, sigmoid] = await Promise.all(inside.map(expected));
    assert.notEqual(relu?.fingerprint, sigmoid?.fingerprint);
    await around.click('button');
    await untilTold(
      around,
      `relu ${percent(Number(relu?.testAccuracy))}, sigmoid ${percent(Number(sigmoid?.testAccuracy))}`,
    );
  },
  async notebook({ inside: [first] }) {
    const inside = /** @type {Page} */ (first);
    assert.equal(await inside.evaluate(() => origin), 'null');
    await trains(inside);
  },
  async scorm({ around, inside: [first] }) {
    const inside = /** @type {Page} */ (first);
    const { score } = await expected(inside);
    await press(inside, 'Run');
    const told = Math.floor(score * 10_000) / 100;
    await untilTold(around, `${score === 1 ? 'passed' : 'incomplete'}, ${told} of 100`);
    const package_ = /** @type {Page} */ (
      /** @type {unknown} */ (/** @type {Frame} */ (/** @type {unknown} */ (inside)).parentFrame())
    );
    await untilSaid(package_, '[role=status]', `Reported: ${told} of 100`);
  },
};

/** @param {Frame} frame @returns {boolean} whether Strata is in it */
const isStrata = (frame) => /(embed|strata)\.html|^about:srcdoc/.test(frame.url());

/** @param {Frame} frame @param {Frame} around */
function isWithin(frame, around) {
  for (let one = frame.parentFrame(); one; one = one.parentFrame()) if (one === around) return true;
  return false;
}

inEachBrowser('the gallery', (at) => {
  for (const { name } of examples) {
    test(`has an example that does what it says: ${name}`, async () => {
      const deed = deeds[name] ?? assert.fail(`nothing is known of ${name}`);
      const { page, faults } = await openTab(at.browser);
      try {
        await page.goto(`${at.server.url}docs/gallery.html`);
        await page.$eval(`#${name} ~ iframe`, (frame) => frame.scrollIntoView());
        const around = await page.waitForFrame((one) => one.url().endsWith(`/${name}.html`));
        const count = name === 'several' ? 2 : 1;
        const frames = () => page.frames().filter((one) => isStrata(one) && isWithin(one, around));
        await eventually(() => frames().length === count);
        const inside = /** @type {Page[]} */ (/** @type {unknown[]} */ (frames()));
        for (const one of inside) await untilReady(one);
        await deed({ around: /** @type {Page} */ (/** @type {unknown} */ (around)), inside });
        assert.deepEqual(faults, []);
      } finally {
        await closeTab(page);
      }
    });
  }

  test('has examples that are as dark as wanted, without borders, and no wider than a telephone', async () => {
    for (const { name } of examples) {
      const { page } = await openTab(at.browser, { width: 304 });
      await page.goto(`${at.server.url}docs/gallery/${name}.html`);
      const look = await page.evaluate(() => ({
        scheme: getComputedStyle(document.documentElement).colorScheme,
        borders: [...document.querySelectorAll('iframe')].map(
          (frame) => getComputedStyle(frame).borderTopWidth,
        ),
        room: document.documentElement.scrollWidth,
      }));
      assert.equal(look.scheme, 'light dark', name);
      assert.deepEqual(new Set([...look.borders, '0px']), new Set(['0px']), name);
      assert.ok(look.room <= 304, `${name} is ${look.room} px wide`);
      await closeTab(page);
    }
  });
});
