import { Marked, marked } from 'marked';
import { escaped } from '../cli/markup.mjs';

/** @param {string} markdown within a line @returns {string} */
export function inline(markdown) {
  return String(marked.parseInline(markdown.replaceAll(/\{@link (\w+)\}/g, '`$1`')));
}

/** @param {string} text of a heading @returns {string} */
export function slug(text) {
  return text
    .toLowerCase()
    .replaceAll(/<[^>]*>|[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s+/g, '-');
}

/**
 * @param {string} markdown
 * @param {(href: string) => string} target where its links lead on the page
 * @returns {string}
 */
export function rendered(markdown, target) {
  let section = '';
  let blocks = 0;
  const page = new Marked({
    walkTokens(token) {
      if (token.type === 'link') token.href = target(token.href);
    },
    renderer: {
      heading({ tokens, depth }) {
        const text = this.parser.parseInline(tokens);
        section = text;
        return `<h${depth} id="${slug(text)}">${text}</h${depth}>\n`;
      },
      code({ text }) {
        blocks++;
        return `${codeOf(text, `${section}: code ${blocks}`)}\n`;
      },
      table({ header, rows }) {
        const cells = (/** @type {typeof header} */ row) =>
          row.map(({ tokens }) => this.parser.parseInline(tokens));
        const head = cells(header);
        return `${tableOf(head, rows.map(cells), `${section}: ${head[0]}`)}\n`;
      },
    },
  });
  return String(page.parse(markdown));
}

/**
 * Code that scrolls by itself where it is too wide, as tables do.
 *
 * @param {string} text
 * @param {string} label HTML, whose tags are left out
 * @returns {string}
 */
export function codeOf(text, label) {
  return `<pre ${scrolling(label)}><code>${escaped(text)}</code></pre>`;
}

/** @param {string} label HTML @returns {string} attributes of what scrolls by itself */
function scrolling(label) {
  return `tabindex="0" role="group" aria-label="${label.replaceAll(/<[^>]*>/g, '')}"`;
}

/**
 * A table that scrolls by itself where it is too wide, and so can be focused. It is a group, not a region: with a landmark
 * for each of a page's many tables, none would help.
 *
 * @param {readonly string[]} head HTML
 * @param {readonly (readonly string[])[]} body HTML
 * @param {string} label HTML, whose tags are left out
 * @returns {string}
 */
export function tableOf(head, body, label) {
  const row = (/** @type {readonly string[]} */ cells) => `<tr>${cells.join('')}</tr>`;
  const heads = head.map((one) => (one ? `<th scope="col">${one}</th>` : '<td></td>'));
  const rows = body.map((cells) => row(cells.map((one) => `<td>${one}</td>`)));
  return `<div class="table" ${scrolling(label)}><table><thead>${row(heads)}</thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

/**
 * @param {{ title: string, content: string, pages: readonly { name: string, title: string }[], name: string, policy: string }} page
 * @returns {string} the whole document
 */
export function documentOf({ title, content, pages, name, policy }) {
  const links = pages
    .map(
      (one) =>
        `<li><a href="./${one.name}.html"${one.name === name ? ' aria-current="page"' : ''}>${escaped(one.title)}</a></li>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>${escaped(title)} · Strata</title>
<link rel="icon" type="image/svg+xml" href="./icon.svg" />
<link rel="stylesheet" href="./docs.css" />
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header><a class="home" href="../">Strata</a></header>
<nav aria-label="Documentation"><ul>
${links}
</ul></nav>
<main id="content" tabindex="-1">
${content}
</main>
</body>
</html>
`;
}
