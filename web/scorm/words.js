/** What stands under the network, by language. */
const languages = Object.freeze({
  en: {
    alone: 'No learning management system is around this page: nothing is reported.',
    reported: (/** @type {string} */ score) => `Reported: ${score} of 100.`,
    passed: (/** @type {string} */ score) => `Reported: ${score} of 100, passed.`,
    completed: 'Reported: completed.',
  },
  de: {
    alone: 'Um diese Seite ist kein Lernmanagementsystem: Es wird nichts gemeldet.',
    reported: (/** @type {string} */ score) => `Gemeldet: ${score} von 100.`,
    passed: (/** @type {string} */ score) => `Gemeldet: ${score} von 100, bestanden.`,
    completed: 'Gemeldet: abgeschlossen.',
  },
});

const [language = 'en'] = navigator.language.split('-');
export const words = languages[language === 'de' ? 'de' : 'en'];
