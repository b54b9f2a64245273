/** What the middle of the page can show of one network. */
export const middleViews = /** @type {const} */ ([
  'layers',
  'gradients',
  'collapse',
  'dead',
  'batch',
  'start',
  'compare',
  'outputs',
  'kinks',
  'regions',
]);

/** Views of the page that a lesson can point to. */
export const views = /** @type {const} */ ([
  'data',
  'twins',
  'results',
  'inspector',
  'picker',
  'surface',
  'curve',
  ...middleViews,
]);
