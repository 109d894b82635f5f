import { LOCALES, counted, type Language, type Plural } from '$kit/language';
import type { Catalogue } from './catalogue';
import { payment as enPayment } from './en/payment';
import { people as enPeople } from './en/people';
import { reasons as enReasons } from '$kit/words/reasons.en';
import { screens as enScreens } from './en/screens';
import { payment as ruPayment } from './ru/payment';
import { people as ruPeople } from './ru/people';
import { reasons as ruReasons } from '$kit/words/reasons.ru';
import { screens as ruScreens } from './ru/screens';
import { payment as viPayment } from './vi/payment';
import { people as viPeople } from './vi/people';
import { reasons as viReasons } from '$kit/words/reasons.vi';
import { screens as viScreens } from './vi/screens';

export { LANGUAGES, LOCALES, counted, fill, preferred, type Language } from '$kit/language';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: { screens: enScreens, payment: enPayment, people: enPeople, reasons: enReasons },
  vi: { screens: viScreens, payment: viPayment, people: viPeople, reasons: viReasons },
  ru: { screens: ruScreens, payment: ruPayment, people: ruPeople, reasons: ruReasons },
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
}
