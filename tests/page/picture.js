/** What is to be seen in a screenshot. */

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @param {Page} page any, which unpacks the picture
 * @param {Uint8Array} png
 * @returns {Promise<{ colours: number, most: number }>} how many colours there are, and the share of the most frequent one
 */
export function coloursOf(page, png) {
  return page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = picture;
    const canvas = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    canvas?.drawImage(picture, 0, 0);
    const { buffer } = canvas?.getImageData(0, 0, width, height).data ?? new Uint8Array();
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const colour of new Uint32Array(buffer)) {
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return { colours: counts.size, most: Math.max(...counts.values()) / (width * height) };
  }, Buffer.from(png).toString('base64'));
}

/**
 * A picture of an element and of the pixels around it.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {number} around so many pixels on each side
 */
export async function pictureOf(page, selector, around) {
  const found = await page.waitForSelector(selector);
  await found?.evaluate((one) => one.scrollIntoView({ block: 'nearest' }));
  const { x = 0, y = 0, width = 0, height = 0 } = (await found?.boundingBox()) ?? {};
  const top = await page.evaluate(() => scrollY);
  const clip = {
    x: x - around,
    y: y + top - around,
    width: width + 2 * around,
    height: height + 2 * around,
  };
  return page.screenshot({ clip });
}
