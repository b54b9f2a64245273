import { selectorOfParts, selectorOfPlaces } from './parts.js';

/**
 * A style sheet that hides controls and leaves what they show: a number of images stays when its slider goes. The button
 * beside a field stays as long as it leads to others.
 *
 * @param {readonly string[]} names
 */
export function hidingStyles(names) {
  const places = `:is(${selectorOfPlaces(names)})`;
  const others = `.popover > .field:not(${places})`;
  const hidden = [
    `:is(${selectorOfParts(names)})`,
    `.field${places} > :is(label, .mistake)`,
    `.field${places} > .box > :not(.more, .popover)`,
    `.field${places}:not(:has(${others}))`,
    `.more:has(+ .popover > .field${places}):not(:has(+ ${others}))`,
    `:is(.slider, .own-points)${places} > :not(span, output, .aside)`,
    `${places}:not(.field, .slider, .own-points)`,
  ];
  const rules = [`${hidden.join(',\n')} { display: none !important; }`];
  if (names.includes('results')) rules.push('main { --results: 0px !important; }');
  // Elsewhere the column has them, and the bar at the top only for those who do not see it.
  if (names.includes('results') || names.includes('charts')) {
    const shown = 'position: static; width: auto; height: auto; min-width: 84px; clip-path: none;';
    rules.push(`.readouts > .hidden { ${shown} }`);
  }
  if (names.includes('lesson')) {
    // Beside a lesson there are no data, and so nothing on the left is left.
    rules.push(`@media (min-width: 1100px) {
      main.with-lesson { grid-template-columns: minmax(0, 1fr) var(--results) !important; }
      .with-lesson > .right { grid-column: 2 !important; }
    }`);
  }
  return rules.join('\n');
}
