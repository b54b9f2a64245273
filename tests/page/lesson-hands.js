// What is done with lessons on the page.
import { lessons } from '../../web/lessons/index.js';
import { until } from './browser.js';
import { focusOn } from './hands.js';

/** @typedef {import('./browser.js').Page} Page */

/** Until the panel or strip of a lesson says that somewhere. @param {Page} page @param {string} text */
export const untilSays = (page, text) =>
  until(page, (wanted) => document.querySelector('.lesson')?.textContent?.includes(wanted), text);

/** Opens the list of lessons from the keyboard. @param {Page} page */
export async function openList(page) {
  await focusOn(page, 'Lessons');
  await page.keyboard.press('Enter');
  await until(page, () => document.querySelectorAll('dialog.lessons li > button').length > 12);
}

/** @param {Page} page @param {string} name of the mark of a lesson in the list @param {string} mark */
export const untilMarked = (page, name, mark) =>
  until(
    page,
    (title, wanted) =>
      [...document.querySelectorAll('dialog.lessons li')]
        .find((one) => one.textContent?.includes(title))
        ?.querySelector('.mark')
        ?.textContent?.trim() === wanted,
    name,
    mark,
  );

/** Presses a button of the lesson by what is written on it. @param {Page} page @param {string} text */
export const pressIn = (page, text) =>
  page.evaluate((wanted) => {
    const buttons = [
      .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.lesson button')),
    ];
    const found = buttons.find((one) => one.textContent?.trim() === wanted);
    if (!found) throw new Error(`There is no ${wanted}.`);
    found.click();
  }, text);

/** @returns {Promise<any>} a lesson that somebody might write */
export async function written() {
  const [first] = lessons;
  const source = /** @type {any} */ (structuredClone((await first?.load())?.default));
  return {
    ...source,
    name: 'mine',
    title: 'My own',
    question: 'What <b>then</b>?',
    until: { steps: 20 },
    why: [
      'Because of',
      { formula: 'E = m c^2, \\qquad \\underbrace{a}_{b}' },
      { formula: '\\frac{' },
    ],
  };
}

/** @param {Page} page @param {unknown} text */
export async function paste(page, text) {
  await page.evaluate((lesson) => {
    const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('#lesson-text'));
    field.closest('details')?.setAttribute('open', '');
    field.value = lesson;
    /** @type {HTMLElement | null} */ (document.querySelector('[data-tip=lessons-read]'))?.click();
  }, JSON.stringify(text));
}
