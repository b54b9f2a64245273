/**
 * Says why there is nothing in `embed.html` where its module may not be loaded. A classic script: in a sandbox, modules need
 * the host's permission, and such scripts do not.
 */

const sentences = {
  en: [
    'Strata could not be loaded.',
    'In a frame whose sandbox lacks allow-same-origin, its host has to send “Access-Control-Allow-Origin: *” with each file.',
  ],
  de: [
    'Strata konnte nicht geladen werden.',
    'In einem Rahmen, dessen Sandbox allow-same-origin fehlt, muss der Server mit jeder Datei „Access-Control-Allow-Origin: *“ senden.',
  ],
};

addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || target.type !== 'module') return;
    for (const [lang, [what, why]] of Object.entries(sentences)) {
      const line = document.createElement('p');
      line.lang = lang;
      line.textContent = origin === 'null' ? `${what} ${why}` : `${what}`;
      document.body.append(line);
    }
  },
  // Errors of elements do not bubble.
  { capture: true },
);
