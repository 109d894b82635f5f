import type { Catalogue, Plural } from './catalogue';
import { payment as enPayment } from './en/payment';
import { reasons as enReasons } from './en/reasons';
import { screens as enScreens } from './en/screens';
import { payment as ruPayment } from './ru/payment';
import { reasons as ruReasons } from './ru/reasons';
import { screens as ruScreens } from './ru/screens';
import { payment as viPayment } from './vi/payment';
import { reasons as viReasons } from './vi/reasons';
import { screens as viScreens } from './vi/screens';

export const LANGUAGES = ['en', 'vi', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: { screens: enScreens, payment: enPayment, reasons: enReasons },
  vi: { screens: viScreens, payment: viPayment, reasons: viReasons },
  ru: { screens: ruScreens, payment: ruPayment, reasons: ruReasons },
};

/** For Intl: where the day comes before the month and the clock has 24 hours. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', vi: 'vi-VN', ru: 'ru-RU' };

/** Puts values in the place of {names}. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The form of the text that goes with a number. */
export function counted(text: Plural, n: number, locale: string): string {
  const form = text[new Intl.PluralRules(locale).select(n)] ?? text.other;
  return fill(form, { n: new Intl.NumberFormat(locale).format(n) });
}

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

/** The first of the reader's languages that there is a catalogue for. */
export function preferred(languages: readonly string[]): Language {
  for (const tag of languages) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found !== undefined) {
      return found;
    }
  }
  return 'en';
}
