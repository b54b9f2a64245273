import { IntlMessageFormat } from 'intl-messageformat';
import { Changing } from '../state/listeners.js';
import { localShelf } from '../state/storage.js';
import english from './en.json' with { type: 'json' };

/** @import checkWords from './en.check.json' */
/** @import goalWords from './en.goals.json' */
/** @import embedWords from './en.embed.json' */
/** @import lessonWords from './en.lessons.json' */
/** @import shareWords from './en.share.json' */
/** @import viewWords from './en.views.json' */

/** @typedef {keyof typeof english | keyof typeof checkWords | keyof typeof embedWords | keyof typeof goalWords | keyof typeof lessonWords | keyof typeof shareWords | keyof typeof viewWords} Key */
/** @typedef {Record<string, string | number>} Values */

/** The languages there are, each with its own name. */
export const languages = /** @type {const} */ ({ en: 'English', de: 'Deutsch' });
/** @typedef {keyof typeof languages} Language */

const MEMORY = 'strata-language';

/**
 * A language's sentences: the page's own, and those that in English are the engine's.
 * @typedef {Record<Key, string> & Record<string, string>} Sentences
 */

/** @type {Record<Exclude<Language, 'en'>, () => Promise<{ default: Sentences }>>} */
const others = { de: () => import('./de.json', { with: { type: 'json' } }) };

/** The page's language and what it says in it. */
class Words extends Changing {
  /** @type {Language} */
  language = 'en';
  /** What has been fetched of English, where it is known which sentences there are. @type {Record<string, string>} */
  #english = { ...english };
  /** @type {Record<string, string>} */
  #sentences = this.#english;
  /** Whether the page's data are images; of others, some sentences have another one that takes their place. */
  #place = true;
  /** @type {Map<string, IntlMessageFormat>} */
  #formats = new Map();
  /** @type {Intl.NumberFormat | null} */
  #numbers = null;

  /** Counts the languages that were asked for. */
  #asked = 0;

  /** @param {Language} language */
  async speak(language) {
    const asked = ++this.#asked;
    const sentences = language === 'en' ? this.#english : (await others[language]()).default;
    // Another one, asked for later, may have been here sooner.
    if (asked !== this.#asked) return;
    this.language = language;
    this.#sentences = sentences;
    this.#formats.clear();
    this.#numbers = null;
    this.changed();
  }

  /**
   * Takes in what a later script says; every other language is fetched as a whole.
   *
   * @param {Record<string, string>} english
   */
  add(english) {
    Object.assign(this.#english, english);
  }

  /** @param {string} key @returns {boolean} whether there is such a sentence, as far as the scripts are there that say it */
  has(key) {
    return key in this.#english;
  }

  /**
   * @param {Key} key
   * @param {Values} [values]
   * @returns {string}
   */
  say(key, values) {
    const said = !this.#place && this.has(`set/${key}`) ? `set/${key}` : key;
    return this.#said(said, this.#sentences[said] ?? '', values);
  }

  /** @param {boolean} images whether the page's data are images */
  about(images) {
    if (images === this.#place) return;
    this.#place = images;
    this.changed();
  }

  /**
   * @param {string} key of what is the engine's in English
   * @param {Values} [values]
   * @returns {string | undefined} none in English
   */
  translated(key, values) {
    const sentence = this.language === 'en' ? undefined : this.#sentences[key];
    return sentence === undefined ? undefined : this.#said(key, sentence, values);
  }

  /**
   * @param {string} key
   * @param {string} sentence
   * @param {Values} [values]
   */
  #said(key, sentence, values) {
    if (!values) return sentence;
    let format = this.#formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(sentence, this.language);
      this.#formats.set(key, format);
    }
    return String(format.format(this.#grouped(format, values)));
  }

  /**
   * Large numbers with their thousands apart, but those that choose between plural forms, which do so themselves.
   *
   * @param {IntlMessageFormat} format
   * @param {Values} values
   */
  #grouped(format, values) {
    const large = Object.entries(values).filter(
      ([, value]) => typeof value === 'number' && Math.abs(value) >= 1000,
    );
    if (large.length === 0) return values;
    this.#numbers ??= new Intl.NumberFormat(this.language);
    const numbers = this.#numbers;
    const choosing = format.getAst().map((part) => ('options' in part ? part.value : ''));
    const told = large
      .filter(([name]) => !choosing.includes(name))
      .map(([name, value]) => [name, numbers.format(Number(value))]);
    return { ...values, ...Object.fromEntries(told) };
  }
}

export const words = new Words();

/**
 * A sentence of the page, in its language.
 *
 * @param {Key} key
 * @param {Values} [values] for the places in it
 */
export function t(key, values) {
  return words.say(key, values);
}

let chosen = remembered() ?? '';

/** Speaks the language that was chosen here before, or the browser's if there is a choice. */
export async function speakAsBefore() {
  const wanted = [chosen, ...navigator.languages.map((one) => one.slice(0, 2))];
  await words.speak(wanted.find(isLanguage) ?? 'en').catch(() => {});
}

/** @param {Language} language */
export function choose(language) {
  chosen = language;
  try {
    localShelf().setItem(MEMORY, language);
  } catch {
    // Where nothing may be stored, the choice holds until the page is closed.
  }
  return words.speak(language);
}

function remembered() {
  try {
    return localStorage.getItem(MEMORY);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @returns {name is Language}
 */
function isLanguage(name) {
  return name in languages;
}
