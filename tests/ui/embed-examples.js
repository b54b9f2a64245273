import { readFileSync } from 'node:fs';

const readme = new URL('../../web/embed/README.md', import.meta.url);

/** @param {'html' | 'http' | 'json'} language @returns {string[]} the README's examples */
export function examples(language) {
  const text = readFileSync(readme, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  );
}
