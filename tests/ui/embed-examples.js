import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../web/embed/README.md', import.meta.url), 'utf8');

/** @param {'html' | 'http' | 'json'} language @returns {string[]} the README's examples */
export function examples(language) {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  );
}

/** @returns {string[]} the custom properties in the README's table */
export function customProperties() {
  const rows = [...readme.matchAll(/^\| (`--strata-[^|]*`) \|/gm)];
  return rows.flatMap(([, names = '']) => names.replaceAll('`', '').split(' '));
}
