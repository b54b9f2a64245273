/**
 * Colours of the page for another style sheet, which follows the reader's scheme without a script.
 *
 * @param {string} tokens the page's style sheet with its custom properties
 * @param {string} styles what asks for some of them
 * @returns {string} a rule that sets those
 * @throws {Error} where one of them has no colour
 */
export function colours(tokens, styles) {
  const light = propertiesIn(tokens, ':root');
  const dark = propertiesIn(tokens, ":root[data-theme='dark']");
  const names = new Set([...styles.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name));
  const lines = [...names].map((name) => {
    if (!light.has(name) || !dark.has(name)) throw new Error(`${name} is no colour of the page.`);
    return `  ${name}: light-dark(${light.get(name)}, ${dark.get(name)});\n`;
  });
  return `:root {\n${lines.join('')}}\n`;
}

/** @param {string} css @param {string} selector of a rule that begins a line @returns {Map<string, string>} */
function propertiesIn(css, selector) {
  const [, rule = ''] = `\n${css}`.split(`\n${selector} {`);
  const [body = ''] = rule.split('}');
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*(#\w+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}
