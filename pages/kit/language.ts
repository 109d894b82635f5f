/** One text per plural form of the language; {n} is the number. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** The same keys with other texts. */
export type Shape<T> = T extends string
  ? string
  : T extends { other: string }
    ? Plural
    : { readonly [K in keyof T]: Shape<T[K]> };

export const LANGUAGES = ['en', 'vi', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

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
