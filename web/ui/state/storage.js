/** What the page may use of the browser's storage. Where something is refused, these functions throw. */

let storing = true;

/** For a page that is shown in others: several on one would take each other's runs, lessons and digits for their own. */
export function storeNothing() {
  storing = false;
}

/** @returns {boolean} whether this page is one that stores anything */
export function isStoring() {
  return storing;
}

/** @returns {Storage} of all tabs */
export function localShelf() {
  demand();
  return localStorage;
}

/** @returns {Storage} of this tab alone */
export function tabShelf() {
  demand();
  return sessionStorage;
}

/** @throws {Error} where this page stores nothing */
export function demand() {
  if (!storing) throw new Error('This page stores nothing.');
}
