import { LOCALES, counted, type Language, type Plural } from '$kit/language';
import type { Catalogue } from './catalogue';
import { floor as enFloor } from './en/floor';
import { payment as enPayment } from './en/payment';
import { reasons as enReasons } from '$kit/words/reasons.en';
import { screens as enScreens } from './en/screens';
import { floor as ruFloor } from './ru/floor';
import { payment as ruPayment } from './ru/payment';
import { reasons as ruReasons } from '$kit/words/reasons.ru';
import { screens as ruScreens } from './ru/screens';
import { floor as viFloor } from './vi/floor';
import { payment as viPayment } from './vi/payment';
import { reasons as viReasons } from '$kit/words/reasons.vi';
import { screens as viScreens } from './vi/screens';

export { LANGUAGES, LOCALES, counted, fill, preferred, type Language } from '$kit/language';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: { screens: enScreens, payment: enPayment, reasons: enReasons, floor: enFloor },
  vi: { screens: viScreens, payment: viPayment, reasons: viReasons, floor: viFloor },
  ru: { screens: ruScreens, payment: ruPayment, reasons: ruReasons, floor: ruFloor },
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
