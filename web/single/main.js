/** What is in the one script of the page: the page, and its workers, which are made from it and told apart by name. */
if (globalThis.document) {
  // A browser that saves a page as it stands has saved this too.
  document.querySelector('strata-page')?.remove();
  import('./page.js');
} else if (self.name === 'strata helper') import('../worker/helper.js');
else import('../worker/worker.js');
