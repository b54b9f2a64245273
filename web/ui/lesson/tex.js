/** A space that sets one statement apart from the next, and the signs before which a line may end. */
const APART = /^(?:\\qquad|\\quad)(?![a-z])/i;
const SIGN = /^(?:[=+<>]|\\(?:le|ge|approx|in|Rightarrow)(?![a-z]))/i;
/** What has a prime as its exponent. The sign is raised by itself; a browser raises it again, and makes it smaller. */
const PRIMED = /<msup>((?:(?!<\/?msup>).)*?<mo[^>]*>′<\/mo>)<\/msup>/g;
const OPENING = ['{', '(', '\\begin', '\\left'];
const CLOSING = ['}', ')', '\\end', '\\right'];

/**
 * A formula for a narrow place: its statements, each on a line of its own, in parts between which that may be broken.
 * MathML itself is never broken.
 *
 * @param {string} tex
 * @returns {string[][]} lines of parts, in TeX
 */
export function linesOf(tex) {
  const lines = [['']];
  let depth = 0;
  for (let rest = tex; rest !== ''; ) {
    const line = lines.at(-1) ?? [];
    const begun = line.join('').trim();
    const space = depth === 0 && APART.exec(rest)?.[0];
    if (space) {
      // What follows from it stands behind the arrow.
      if (begun !== '' && begun !== '\\Rightarrow') lines.push(['']);
      rest = rest.slice(space.length);
      continue;
    }
    const [token = ''] = /^\\(?:[a-z]+|.)|^./is.exec(rest) ?? [];
    if (depth === 0 && SIGN.test(rest) && line.at(-1)?.trim()) line.push('');
    if (OPENING.includes(token)) depth++;
    if (CLOSING.includes(token)) depth--;
    line.push((line.pop() ?? '') + token);
    rest = rest.slice(token.length);
  }
  return lines
    .map((line) => line.map((part) => part.trim()))
    .filter((line) => line.join('') !== '');
}

/**
 * @param {string} tex
 * @param {(part: string) => string} render a part as MathML
 * @returns {string} markup of it all, without styles, which the page's policy forbids
 */
export function markup(tex, render) {
  const math = (/** @type {string} */ part) =>
    // With nothing before it, a sign would lose the space on its left.
    render(`\\displaystyle ${SIGN.test(part) ? '{}' : ''}${part}`)
      .replaceAll(/ style="[^"]*"/g, '')
      .replaceAll(PRIMED, '<mrow>$1</mrow>');
  return linesOf(tex)
    .map((line) => `<span>${line.map(math).join('<wbr>')}</span>`)
    .join('');
}
