import { LOCALES, counted, type Language, type Plural } from '$kit/language';
import { reasons as enReasons } from '$kit/words/reasons.en';
import { reasons as ruReasons } from '$kit/words/reasons.ru';
import { reasons as viReasons } from '$kit/words/reasons.vi';
import type { Catalogue } from './catalogue';
import { screens as enScreens } from './en/screens';
import { terms as enTerms } from './en/terms';
import { screens as ruScreens } from './ru/screens';
import { terms as ruTerms } from './ru/terms';
import { screens as viScreens } from './vi/screens';
import { terms as viTerms } from './vi/terms';

export { LANGUAGES, LOCALES, fill, type Language } from '$kit/language';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: { screens: enScreens, terms: enTerms, reasons: enReasons },
  vi: { screens: viScreens, terms: viTerms, reasons: viReasons },
  ru: { screens: ruScreens, terms: ruTerms, reasons: ruReasons },
};

/** The catalogue that is in use. */
export class Words {
  language = $state<Language>('en');

  get all(): Catalogue {
    return CATALOGUES[this.language];
  }

  get locale(): string {
    return LOCALES[this.language];
  }

  count(text: Plural, n: number): string {
    return counted(text, n, this.locale);
  }

  number(n: number, digits = 0): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: digits }).format(n);
  }
}
