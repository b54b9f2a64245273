import { createHash } from 'node:crypto';

/** @typedef {import('vite').Plugin} Plugin */

const TAGS = {
  'script-src': /<script type="module"[^>]*>([\s\S]*?)<\/script>/g,
  'style-src': /<style[^>]*>([\s\S]*?)<\/style>/g,
};

/**
 * Allows a page that has its script and styles in itself these, by their hashes, and nothing else.
 *
 * @param {string} file
 * @param {Readonly<Record<string, string>>} others what else is allowed, by directive
 * @returns {Plugin}
 */
export function policyInside(file, others) {
  return {
    name: 'strata-policy-inside',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle[file];
        if (page?.type !== 'asset') throw new Error(`${file} has not been built.`);
        const html = String(page.source);
        const hashed = Object.entries(TAGS).map(([directive, tag]) => [
          directive,
          hashes(html, tag),
        ]);
        const policy = {
          'default-src': "'none'",
          ...Object.fromEntries(hashed),
          'base-uri': "'none'",
          'form-action': "'none'",
        };
        for (const [directive, value] of Object.entries(others)) {
          policy[directive] = [policy[directive], value].filter(Boolean).join(' ');
        }
        const text = Object.entries(policy)
          .map((one) => one.join(' '))
          .join('; ');
        page.source = html.replace(
          '<head>',
          () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${text}" />`,
        );
      },
    },
  };
}

/** @param {string} html @param {RegExp} tag */
function hashes(html, tag) {
  const texts = [...html.matchAll(tag)].map(([, text = '']) => text);
  return texts
    .map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .join(' ');
}
