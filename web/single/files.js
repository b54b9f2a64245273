/** What a worker finds the files under, which its page hands it with the script. */
export const FILES = 'strataFiles';

/** What the files stand under, as if they were in a folder. */
export const FOLDER = 'file-in-page://strata/';

/** Files that the page has in itself, in base64, by path. @type {Readonly<Record<string, string>>} */
export const files =
  Reflect.get(globalThis, FILES) ??
  JSON.parse(document.getElementById('files')?.textContent ?? '{}');
