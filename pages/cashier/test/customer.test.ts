// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { Settings } from '$kit/settings.svelte';
import Customer from '../src/screens/Customer.svelte';
import { Display, type Phase, type Shown } from '../src/till/display.svelte';
import { LANGUAGES, Words, type Language } from '../src/words/words.svelte';

const silent = { addEventListener: () => undefined, close: () => undefined };
const OFFLINE: Record<Language, RegExp> = {
  en: /offline|stored|approved|network|authoris/i,
  vi: /ngoại tuyến|lưu|chấp thuận|mạng/i,
  ru: /офлайн|сохран|одобрен|сет[ьи]/i,
};

let page: ReturnType<typeof mount> | undefined;

async function shows(answer: () => Promise<Shown>, language: Language = 'en'): Promise<string> {
  const words = new Words();
  words.language = language;
  const display = new Display({ display: answer }, () => silent);
  page = mount(Customer, {
    target: document.body,
    props: { display, words, settings: new Settings(words, localStorage, [language]) },
  });
  words.language = language;
  await display.look();
  flushSync();
  return document.body.textContent ?? '';
}

const told = (phase: Phase) => (): Promise<Shown> =>
  Promise.resolve({ merchant: 'Corner Shop', phase, amount: { value: 1250, currency: 'EUR' } });

afterEach(async () => {
  if (page !== undefined) {
    await unmount(page);
    page = undefined;
  }
  document.body.replaceChildren();
});

describe('the customer display', () => {
  it('tells the amount and what to do while the card is awaited', async () => {
    const text = await shows(told('PRESENT_CARD'));

    expect(text).toContain('€12.50');
    expect(text).toContain('Insert, tap or swipe the card');
  });

  it('welcomes while the till does not answer', async () => {
    expect(await shows(() => Promise.reject(new Error('away')))).toContain('Welcome');
  });

  it.each(LANGUAGES)('thanks in %s without a word on how the sale was taken', async (language) => {
    const text = await shows(told('THANK_YOU'), language);

    expect(text).not.toBe('');
    expect(text).not.toMatch(OFFLINE[language]);
  });

  it.each(LANGUAGES)('gives no reason in %s where the sale does not stand', async (language) => {
    expect(await shows(told('ASK_CASHIER'), language)).not.toMatch(OFFLINE[language]);
  });
});

describe('the display of a till that answers late', () => {
  it('never puts an older answer over a newer one', async () => {
    const answers: ((shown: Shown) => void)[] = [];
    const display = new Display({ display: () => new Promise((say) => answers.push(say)) }, () => silent);
    const first = display.look();
    const second = display.look();

    answers[1]?.({ merchant: 'Corner Shop', phase: 'THANK_YOU' });
    answers[0]?.({ merchant: 'Corner Shop', phase: 'PROCESSING' });
    await Promise.all([first, second]);

    expect(display.shown?.phase).toBe('THANK_YOU');
  });
});
