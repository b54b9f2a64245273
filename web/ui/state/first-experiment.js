import { fitting } from '#place';

/** What the page opens with. */
export const firstExperiment = fitting({
  strata: 1,
  data: { name: 'mnist' },
  layers: [
    { type: 'linear', units: 64 },
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 32 },
    { type: 'activation', name: 'relu' },
    { type: 'linear', units: 10 },
  ],
  epochs: 10,
});
