/** What stands under the network, by language. */
const languages = Object.freeze({
  en: {
    alone: 'No learning management system listens to this page: nothing is reported.',
    lost: 'The learning management system has not taken the last report.',
    nothing: 'A run that has ended will be reported.',
    large: 'This network is too large to be here again at the next visit.',
    reported: (/** @type {string} */ score) => `Reported: ${score} of 100.`,
    passed: (/** @type {string} */ score) => `Reported: ${score} of 100, passed.`,
    completed: 'Reported: completed.',
  },
  de: {
    alone: 'Kein Lernmanagementsystem hört dieser Seite zu: Es wird nichts gemeldet.',
    lost: 'Das Lernmanagementsystem hat die letzte Meldung nicht angenommen.',
    nothing: 'Gemeldet wird, dass ein Lauf zu Ende ist.',
    large: 'Dieses Netz ist zu groß, um beim nächsten Besuch wieder da zu sein.',
    reported: (/** @type {string} */ score) => `Gemeldet: ${score} von 100.`,
    passed: (/** @type {string} */ score) => `Gemeldet: ${score} von 100, bestanden.`,
    completed: 'Gemeldet: abgeschlossen.',
  },
});

const [wanted = 'en'] = navigator.language.split('-');
/** @type {keyof typeof languages} */
export const language = wanted === 'de' ? 'de' : 'en';
export const words = languages[language];
