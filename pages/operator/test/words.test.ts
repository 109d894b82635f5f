import { describe, expect, it } from 'vitest';
import paymentEvent from '../../../core/src/main/java/dev/tidegate/core/payment/PaymentEvent.java?raw';
import manualAction from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/capture/ManualAction.java?raw';
import manualActions from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/capture/ManualActions.java?raw';
import outlook from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/capture/Outlook.java?raw';
import person from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/capture/Person.java?raw';
import linkCounts from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/link/LinkCounts.java?raw';
import linkStanding from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/link/LinkStanding.java?raw';
import linkTrouble from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/link/LinkTrouble.java?raw';
import attemptRow from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/store/AttemptRow.java?raw';
import paymentRow from '../../../iso8583-gateway/src/main/java/dev/tidegate/gateway/store/PaymentRow.java?raw';
import { constants } from '../../kit/test/java';
import { COUNTS, LINK_STATES, TROUBLES } from '../src/gateway/link';
import { ACTIONS, KINDS, MESSAGES, NEXT, PROGRESS, REFUSALS, ROLES } from '../src/gateway/payment';
import { valueOf } from '../src/show/value';
import { terms } from '../src/words/en/terms';
import { CATALOGUES, LANGUAGES, LOCALES, Words, type Language } from '../src/words/words.svelte';

type Tree = { readonly [key: string]: string | Tree };

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

function plurals(tree: Tree): Tree[] {
  return Object.values(tree)
    .filter((value) => typeof value !== 'string')
    .flatMap((value) => (isPlural(value) ? [value] : plurals(value)));
}

const of = (language: Language): Map<string, string> => texts(CATALOGUES[language] as unknown as Tree);
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the catalogue %s', (language) => {
  it('has the same keys as the English one', () => {
    expect([...of(language).keys()].toSorted()).toEqual([...of('en').keys()].toSorted());
  });

  it('has the same placeholders in each text', () => {
    const english = of('en');

    of(language).forEach((text, key) =>
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]),
    );
  });

  it('leaves nothing in English but names', () => {
    const english = of('en');
    const same = [...of(language)].filter(([key, text]) => text !== '' && text === english.get(key)).map(([key]) => key);

    expect(same.filter((key) => !/\.(stan|rrn|entries\.CHIP)$/.test(key))).toEqual([]);
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

describe('the words of the gateway', () => {
  it.each([
    ['states of a link', LINK_STATES, constants(linkStanding, 'State')],
    ['troubles of a link', TROUBLES, constants(linkTrouble, 'LinkTrouble')],
    ['counts of a link', COUNTS, constants(linkCounts, 'What')],
    ['actions', ACTIONS, constants(manualAction, 'ManualAction')],
    ['refusals', REFUSALS, constants(manualActions, 'Refusal')],
    ['roles', ROLES, constants(person, 'Role')],
    ['what is next', NEXT, constants(outlook, 'Next')],
    ['kinds of payment', KINDS, constants(paymentRow, 'Kind')],
    ['kinds of message', MESSAGES, constants(attemptRow, 'Kind')],
    ['how a message went', PROGRESS, constants(attemptRow, 'State')],
  ])('are the same on the page: %s', (_, page, java) => {
    expect(page).toEqual(java);
  });

  it('are there for every event of a payment', () => {
    const missing = constants(paymentEvent, 'PaymentEvent').filter((event) => !(event in terms.events));

    expect(missing).toEqual([]);
  });

  it.each([
    ['16 digits, **** 0119', '16 цифр, последние **** 0119'],
    ['1 bytes', '1 байт'],
    ['3 characters, not shown', '3 знака, не показаны'],
    ['not shown', 'не показано'],
    ['000000001250', '000000001250'],
  ])('are said in the reader’s language: %s', (value, said) => {
    const words = new Words();
    words.language = 'ru';

    expect(valueOf(value, words)).toBe(said);
  });
});
