// How the element looks is for the page around it to say, by the custom properties that the README lists and by its part.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customProperties } from '../ui/embed-examples.js';
import { untilOpen } from './browser.js';
import { inEachBrowser } from './each-browser.js';
import { eventually, frameOf, host, onHost } from './host-page.js';

/** @typedef {import('./browser.js').Page} Page */

/** Those around the page: a value, and the style that it is to come to. @type {Record<string, [string, string, string]>} */
const around = {
  '--strata-height': ['321px', 'height', '321px'],
  '--strata-width': ['456px', 'width', '456px'],
  '--strata-border': ['3px dashed #010203', 'border-left', '3px dashed rgb(1, 2, 3)'],
};

/** Those of the page in it: a value, what has it, and the style. @type {Record<string, [string, string, string, string]>} */
const ofPage = {
  '--strata-accent': ['#010204', 'html', '--accent', '#010204'],
  '--strata-background': ['#fefdfc', 'html', 'background-color', 'rgb(254, 253, 252)'],
  '--strata-surface': ['#fffefd', '.top', 'background-color', 'rgb(255, 254, 253)'],
};

/** @param {Page} page @param {string} property of the style of the frame, or of the element if that has a border */
const styleOf = (page, property) =>
  page.evaluate((name) => {
    const element = document.querySelector('strata-playground') ?? document.body;
    const frame = element.shadowRoot?.querySelector('iframe') ?? document.body;
    const { borderLeftWidth } = getComputedStyle(element);
    const bordered = name.startsWith('border') && borderLeftWidth !== '0px';
    return getComputedStyle(bordered ? element : frame).getPropertyValue(name);
  }, property);

/** Layouts of the page around it in which what has no width would be narrow. */
const layouts = {
  'a column that is centred': 'body { display: flex; flex-direction: column; align-items: center }',
  'a row': 'body { display: flex }',
  'a grid that is centred': 'body { display: grid; justify-items: center }',
  'a float': 'strata-playground { float: left }',
  'a table': 'body { display: table; width: 100% }',
};

/** @param {Page} page @param {string} selector @param {string} property */
const styleIn = (page, selector, property) =>
  page.evaluate(
    (where, name) => {
      const found = document.querySelector(where);
      return found && getComputedStyle(found).getPropertyValue(name);
    },
    selector,
    property,
  );

test('what is tested here is what the README lists', () => {
  const tested = [...Object.keys(around), ...Object.keys(ofPage)];
  assert.deepEqual(customProperties().sort(), tested.sort());
});

inEachBrowser('styles of <strata-playground>', (at) => {
  /** @param {string} styles @param {(page: Page, inside: Page) => Promise<void>} use */
  const styled = (styles, use) =>
    onHost(
      at.browser,
      host('<strata-playground theme="light"></strata-playground>', at.server.url, styles),
      async (page, faults) => {
        const inside = await frameOf(page);
        await untilOpen(inside);
        await use(page, inside);
        assert.deepEqual(faults, []);
      },
    );

  test('come from its custom properties, one by one', async () => {
    await styled('', async (page, inside) => {
      for (const [property, [value, style, expected]] of Object.entries(around)) {
        assert.notEqual(await styleOf(page, style), expected);
        await page.addStyleTag({ content: `strata-playground { ${property}: ${value} }` });
        assert.equal(await styleOf(page, style), expected, property);
      }
      for (const [, selector, style, expected] of Object.values(ofPage)) {
        assert.notEqual(await styleIn(inside, selector, style), expected);
      }
    });
    for (const [property, [value, selector, style, expected]] of Object.entries(ofPage)) {
      await styled(`strata-playground { ${property}: ${value} }`, (_, inside) =>
        eventually(async () => (await styleIn(inside, selector, style)) === expected),
      );
    }
  });

  for (const [name, styles] of Object.entries(layouts)) {
    test(`leave it as wide as there is room in ${name}`, () =>
      styled(
        `${styles} body { margin: 0 } strata-playground { --strata-border: 3px solid }`,
        async (page) => {
          const found = await page.evaluate(() => {
            const { shadowRoot } = document.querySelector('strata-playground') ?? {};
            const width = shadowRoot?.querySelector('iframe')?.getBoundingClientRect().width ?? 0;
            const { scrollWidth, clientWidth } = document.documentElement;
            return [width, scrollWidth].map((one) => one - clientWidth);
          });
          assert.deepEqual(found, [-6, 0]);
        },
      ));
  }

  test('reach the frame as its part', () =>
    styled(
      'strata-playground::part(frame) { border-radius: 9px; opacity: 0.5; border: 2px solid red }',
      async (page) => {
        const names = ['border-top-left-radius', 'opacity', 'border-top-color'];
        const found = await Promise.all(names.map((name) => styleOf(page, name)));
        assert.deepEqual(found, ['9px', '0.5', 'rgb(255, 0, 0)']);
      },
    ));
});
