import { marked } from 'marked';

/** @param {string} text @returns {string} */
export function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

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
 * @param {(href: string) => string} where a link leads from the site
 * @returns {string}
 */
export function rendered(markdown, where = (href) => href) {
  marked.use({
    renderer: {
      heading({ tokens, depth }) {
        const text = this.parser.parseInline(tokens);
        return `<h${depth} id="${slug(text)}">${text}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escaped(where(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      table({ header, rows }) {
        const cells = (/** @type {typeof header} */ row, /** @type {string} */ tag) =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('');
        const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
        return `<div class="table" tabindex="0"><table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  return String(marked.parse(markdown));
}

/**
 * A table that scrolls by itself where it is too wide.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows HTML
 */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`;
  return `<div class="table" tabindex="0"><table><thead><tr>${head.map((one) => `<th>${one}</th>`).join('')}</tr></thead><tbody>${rows.map(line).join('\n')}</tbody></table></div>`;
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
