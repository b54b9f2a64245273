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
  return rules.join('\n');
}
