import { describe, expect, it } from 'vitest';
import { CATALOGUES, LANGUAGES, LOCALES, counted, fill, preferred, type Language } from '../src/words/words.svelte';
import { STATES } from '../src/till/payment';

type Tree = { readonly [key: string]: string | Tree };

const OTHERS = LANGUAGES.filter((language) => language !== 'en');
const isPlural = (tree: Tree): boolean => typeof tree['other'] === 'string';

/** Every text with its path; a text with plural forms is one text, joined. */
function texts(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') {
      found.set(at, value);
    } else if (isPlural(value)) {
      found.set(at, Object.values(value).join(' | '));
    } else {
      texts(value, at).forEach((text, inner) => found.set(inner, text));
    }
  }
  return found;
}

const of = (language: Language): Map<string, string> => texts(CATALOGUES[language] as unknown as Tree);
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

function plurals(tree: Tree): Tree[] {
  return Object.values(tree)
    .filter((value) => typeof value !== 'string')
    .flatMap((value) => (isPlural(value) ? [value] : plurals(value)));
}

describe.each(OTHERS)('the catalogue %s', (language) => {
  it('has the same keys as the English one', () => {
    expect([...of(language).keys()]).toEqual([...of('en').keys()]);
  });

  it('has the same placeholders in each text', () => {
    const english = of('en');

    of(language).forEach((text, key) =>
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]),
    );
  });

  it('leaves nothing in English but names', () => {
    const english = of('en');
    const same = [...of(language)]
      .filter(([key, text]) => text !== '' && text === english.get(key))
      .map(([key]) => key);
    // Names and what is written with signs and units alone.
    const names = /\.(ok|stan|rrn|demo|title|menu|percent|perKilogram)$|^screens\.keys\./;

    expect(same.filter((key) => !names.test(key))).toEqual([]);
  });
});

describe.each(LANGUAGES)('in %s', (language) => {
  it('no text is empty, but where there is nothing to say', () => {
    const empty = [...of(language)].filter(([, text]) => text.trim() === '').map(([key]) => key);

    expect(empty).toEqual(['reasons.NONE.says', 'reasons.NONE.works']);
  });

  it('every plural form of the language is there', () => {
    const forms = new Intl.PluralRules(LOCALES[language]).resolvedOptions().pluralCategories.toSorted();

    for (const plural of plurals(CATALOGUES[language] as unknown as Tree)) {
      expect(Object.keys(plural).toSorted()).toEqual(forms);
    }
  });
});

describe('approved', () => {
  const ROOT: Record<Language, RegExp> = { en: /approv/i, vi: /chấp thuận|phê duyệt/i, ru: /одобр/i };
  const PENDING = ['STORED', 'FORWARDING', 'VOID_ASKED', 'UNRESOLVED', 'RETRY_WAIT', 'HELD', 'EXPIRED_HELD'] as const;
  const BY_CARD = 'STORED – approved by the card, not yet captured';
  const BY_PHONE = 'STORED – approved by phone, not yet captured';

  it.each(LANGUAGES)(
    'is the word for an approval in %s, so that the rules below look for the right one',
    (language) => {
      expect(CATALOGUES[language].payment.results.approved.headline).toMatch(ROOT[language]);
    },
  );

  it.each(LANGUAGES)('never stands alone on a stored sale in %s', (language) => {
    const { stored_by_card: card, stored_by_voice: voice, stored_deferred: deferred } =
      CATALOGUES[language].payment.results;
    const texts = [card, voice, deferred].flatMap(({ headline, text }) => [headline, text]);
    const said = texts.filter((text) => text !== BY_CARD && text !== BY_PHONE);

    said.forEach((text) => expect(text).not.toMatch(ROOT[language]));
  });

  it.each(LANGUAGES)('never stands alone on a part in %s', (language) => {
    const { headline } = CATALOGUES[language].payment.results.approved_in_part;

    expect(headline).toMatch(/^[^–]*\S \S[^–]* – \S/);
  });

  it.each(LANGUAGES)('is said of no other state or result in %s', (language) => {
    const { states, results } = CATALOGUES[language].payment;
    const { approved: _, approved_in_part: __, stored_by_card: ___, stored_by_voice: ____, ...others } = results;

    STATES.forEach((state) => expect(states[state]).not.toMatch(ROOT[language]));
    Object.values(others).forEach(({ headline }) => expect(headline).not.toMatch(ROOT[language]));
  });

  it.each(LANGUAGES)('has headlines that no two results share in %s', (language) => {
    const headlines = Object.values(CATALOGUES[language].payment.results).map(({ headline }) => headline);

    expect(new Set(headlines).size).toBe(headlines.length);
    expect(PENDING.map((state) => CATALOGUES[language].payment.states[state])).not.toContain('');
  });
});

describe('exact words that the rules prescribe', () => {
  it.each([
    ['en', 'No internet connection', 'Not synced'],
    ['vi', 'Không có kết nối internet', 'Chưa đồng bộ'],
    ['ru', 'Нет подключения к интернету', 'Не синхронизировано'],
  ] as const)('are there in %s', (language, noNetwork, notSynced) => {
    const { network, screens } = CATALOGUES[language];

    expect([network.sync.progress.NO_NETWORK, screens.receipts.notSynced]).toEqual([noNetwork, notSynced]);
  });
});

describe('words', () => {
  it('are filled with values, and what has none stays', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
  });

  it.each([
    [1, '1 продажа'],
    [3, '3 продажи'],
    [5, '5 продаж'],
    [21, '21 продажа'],
  ])('are counted as Russian does: %i', (n, text) => {
    expect(counted(CATALOGUES.ru.screens.banner.sales, n, 'ru-RU')).toBe(text);
  });

  it('are in the first language of the browser that is spoken here', () => {
    expect(preferred(['de-DE', 'vi-VN', 'en'])).toBe('vi');
    expect(preferred(['de'])).toBe('en');
  });
});
