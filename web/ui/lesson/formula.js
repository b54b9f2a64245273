import { html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { until } from 'lit/directives/until.js';
import { formulas } from './formulas.gen.js';
import { markup } from './tex.js';

/** Of lessons that somebody wrote, by their TeX. @type {Map<string, Promise<string>>} */
const written = new Map();

/** @param {string} tex */
export function formula(tex) {
  const known = formulas[/** @type {keyof typeof formulas} */ (tex)];
  if (known !== undefined) return html`<p class="formula">${unsafeHTML(known)}</p>`;
  let made = written.get(tex);
  if (!made) {
    made = render(tex).catch(() => '');
    written.set(tex, made);
  }
  // Where TeX cannot be read, it is shown as it is.
  const shown = made.then((math) => (math ? unsafeHTML(math) : html`<code>${tex}</code>`));
  return html`<p class="formula">${until(shown, html`<code>${tex}</code>`)}</p>`;
}

/** @param {string} tex */
async function render(tex) {
  const { default: temml } = await import('temml');
  return markup(tex, (part) => temml.renderToString(part, { throwOnError: true, xml: false }));
}
