/** Views of the page that a lesson can point to. */
export const views = /** @type {const} */ ([
  'data',
  'layers',
  'twins',
  'results',
  'gradients',
  'inspector',
  'collapse',
  'dead',
  'batch',
  'start',
  'compare',
  'outputs',
  'surface',
  'curve',
  'kinks',
  'regions',
]);
