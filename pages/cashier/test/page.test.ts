// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { Keys } from '$kit/keys.svelte';
import { Desk } from '../src/sale/desk.svelte';
import { Draft } from '../src/sale/draft.svelte';
import { Clock } from '$kit/clock.svelte';
import { RESULTS, toneOf } from '../src/show/face';
import { Settings } from '$kit/settings.svelte';
import { People } from '../src/people/people.svelte';
import { Api } from '../src/till/api';
import { PeopleApi } from '../src/till/people-api';
import { Shop } from '../src/sale/shop.svelte';
import { Till } from '../src/till/till.svelte';
import type { Terminal } from '../src/till/terminal';
import { CATALOGUES, LANGUAGES, Words, type Language } from '../src/words/words.svelte';
import { FakeTill, Memory, payment, terminal } from './samples';

let fake: FakeTill;
let till: Till;
let page: ReturnType<typeof mount> | undefined;
let shelf: Memory;
let now: number;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeTill();
  shelf = new Memory();
  now = 0;
});

afterEach(async () => {
  if (page !== undefined) {
    await unmount(page);
  }
  page = undefined;
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100);
  flushSync();
}

/** Opens the page as after a reload: nothing is known but what the till tells and the shelf has kept. */
async function open(view: Partial<Terminal> = {}, language: Language = 'en'): Promise<void> {
  fake.view = terminal(view);
  till = new Till(new Api(fake.fetch), () => ({ addEventListener: () => {}, close: () => {} }));
  const words = new Words();
  const settings = new Settings(words, shelf, [language]);
  const draft = new Draft(shelf);
  const app = {
    till,
    people: new People(new PeopleApi(fake.fetch)),
    draft,
    desk: new Desk(till, draft),
    shop: new Shop(till.api, draft),
    words,
    settings,
    clock: new Clock(),
    keys: new Keys(() => now),
  };
  page = mount(App, { target: document.body, props: { app } });
  await settle();
}

async function press(key: string, code = key, parts: KeyboardEventInit = {}): Promise<void> {
  now += 1_000;
  window.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, ...parts }));
  await settle();
}

const text = (selector: string): string =>
  (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const buttons = (): HTMLElement[] => [...document.querySelectorAll('button')];
const button = (label: string): HTMLElement => {
  const found = buttons().find((each) => (each.textContent ?? '').includes(label));
  if (found === undefined) {
    throw new Error(`no button ${label}`);
  }
  return found;
};
const isDead = (label: string): boolean => button(label).getAttribute('aria-disabled') === 'true';

describe('selling by keyboard', () => {
  it('rings up items and a typed amount, and asks the till for the total', async () => {
    await open();

    await press('q', 'KeyQ');
    await press('5', 'Digit5');
    await press('.', 'NumpadDecimal');
    await press('Enter');
    await press('F9');

    expect(fake.made('POST /payments')[0]?.body).toMatchObject({ amount: { value: 740, currency: 'EUR' } });
  });

  it('takes what is still on the keypad into the sale', async () => {
    await open();

    await press('7', 'Numpad7');
    await press('F9');

    expect(fake.made('POST /payments')[0]?.body).toMatchObject({ amount: { value: 7 } });
  });

  it('keeps what is rung up over a reload', async () => {
    await open();
    await press('q', 'KeyQ');
    if (page !== undefined) {
      await unmount(page);
    }
    document.body.replaceChildren();

    await open();

    expect(text('.right')).toContain('Espresso');
  });

  it('offers the items of the catalogue, and its demo in a demo alone', async () => {
    await open({ demo: false });

    expect(text('.items')).toContain('Espresso');
    expect(document.querySelector('aside')).toBeNull();
  });

  it('is dead without a reader, and says so', async () => {
    await open({ reader_present: false });
    await press('q', 'KeyQ');

    expect(text('.tender')).toContain('no card reader');
    await press('F9');
    expect(fake.made('POST /payments')).toEqual([]);
  });
});

describe('a prompt', () => {
  it('fills the screen after a reload, with its amount and its way out', async () => {
    await open({ current: payment({ prompt: 'PRESENT_CARD' }) });

    expect(text('[role=alertdialog]')).toContain('Insert, tap or swipe the card');
    expect(text('[role=alertdialog]')).toContain('€16.40');
    await press('Escape');
    expect(fake.made(`POST /payments/${payment().id}/cancel`).length).toBe(1);
  });

  it.each(['PROCESSING', 'ONLINE_REQUEST', 'REMOVE_CARD'] as const)(
    'cannot be cancelled any more: %s',
    async (prompt) => {
      await open({ current: payment({ prompt }) });

      await press('Escape');

      expect(fake.calls.some(({ path }) => path.endsWith('/cancel'))).toBe(false);
    },
  );
});

describe('a card that wants to know something of its holder', () => {
  const two = { number: 7, applications: ['VISA CREDIT', 'VISA DEBIT'], tries_left: null };

  it('has its applications listed, each with a key, the favourite first', async () => {
    await open({ current: payment({ prompt: 'CHOOSE_APPLICATION', question: two }) });

    expect([...document.querySelectorAll('.applications button')].map((each) => each.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'VISA CREDIT 1',
      'VISA DEBIT 2',
    ]);
    await press('2', 'Digit2');
    expect(fake.made(`POST /payments/${payment().id}/application`)[0]?.body).toEqual({ question: 7, place: 1 });
  });

  it.each([
    ['1', 0],
    ['2', null],
  ])('has its one application confirmed by key %s: %s', async (key, place) => {
    const one = { number: 8, applications: ['MAESTRO'] };
    await open({ current: payment({ prompt: 'CONFIRM_APPLICATION', question: one }) });

    expect(text('[role=alertdialog]')).toContain('MAESTRO');
    await press(key, `Digit${key}`);
    expect(fake.made(`POST /payments/${payment().id}/application`)[0]?.body).toEqual({ question: 8, place });
  });

  it.each(LANGUAGES)('has the tries of its PIN said, and no key for a digit in %s', async (language) => {
    const pin = { number: 9, applications: [], tries_left: 2 };
    await open({ current: payment({ prompt: 'PIN_WRONG', question: pin }) }, language);
    const calls = fake.calls.length;

    expect(text('[role=alertdialog] h1')).toBe(CATALOGUES[language].payment.prompts.PIN_WRONG);
    expect(text('[role=alertdialog] .pin')).toContain('2');
    await press('1', 'Digit1');
    await press('Enter');
    expect(fake.calls.length).toBe(calls);
  });

  it('says nothing of tries that the card has not told', async () => {
    await open({ current: payment({ prompt: 'ENTER_PIN', question: { number: 9, applications: [], tries_left: null } }) });

    expect(text('[role=alertdialog] .pin')).toBe('The PIN is typed on the pad and nowhere else.');
  });

  it.each(['CHOOSE_APPLICATION', 'ENTER_PIN'] as const)('may be cancelled at the till: %s', async (prompt) => {
    await open({ current: payment({ prompt, question: { number: 1, applications: prompt === 'ENTER_PIN' ? [] : ['A', 'B'] } }) });

    await press('Escape');

    expect(fake.made(`POST /payments/${payment().id}/cancel`).length).toBe(1);
  });

  it('has dead buttons with the till away', async () => {
    await open({ current: payment({ prompt: 'CHOOSE_APPLICATION', question: two }) });
    fake.answer(/./, 'away');
    await vi.advanceTimersByTimeAsync(6_000);
    flushSync();

    expect(isDead('VISA CREDIT')).toBe(true);
    await press('1', 'Digit1');
    expect(fake.made(`POST /payments/${payment().id}/application`)).toEqual([]);
  });

  it('has a person before the pad in a demo', async () => {
    await open({ current: payment({ prompt: 'ENTER_PIN', question: { number: 9, applications: [] } }) });
    fake.answer(/GET \/demo\/cards/, { body: { cards: [] } });
    await press('F7');

    await press('W', 'KeyW', { shiftKey: true });

    expect(fake.made('POST /demo/pad/wrong').length).toBe(1);
  });
});

describe.each(LANGUAGES)('the results in %s', (language) => {
  it.each(RESULTS)('say what they are and stay until OK: %s', async (result) => {
    const face = CATALOGUES[language].payment.results[result];
    await open({ current: payment({ result, state: 'STORED' }) }, language);

    expect(text('[role=alertdialog] h1')).toBe(face.headline);
    expect(document.querySelector('[role=alertdialog]')?.classList.contains(toneOf(result))).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(text('[role=alertdialog] h1')).toBe(face.headline);

    await press('Enter');
    expect(fake.made(`POST /payments/${payment().id}/seen`).length).toBe(1);
  });
});

describe('a result', () => {
  it('is not answered by a press that was meant for the screen below', async () => {
    await open({ current: payment({ result: 'approved' }) });

    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter' }));
    await settle();

    expect(fake.calls.some(({ path }) => path.endsWith('/seen'))).toBe(false);
  });

  it('stays until the till has answered the OK, though the till already shows it no more', async () => {
    await open({ current: payment({ result: 'approved' }) });
    let answer = (): void => {};
    fake.answer(/seen/, { after: new Promise<void>((done) => (answer = done)) });

    await press('Enter');
    fake.view = terminal();
    await till.look();
    await settle();
    expect(text('[role=alertdialog] h1')).not.toBe('');

    answer();
    await settle();
    expect(text('[role=alertdialog] h1')).toBe('');
  });

  it('in red tells the reason and what will work', async () => {
    await open({ current: payment({ result: 'declined', state: 'DECLINED', reason: 'CARD_BLOCKED' }) });

    expect(text('[role=alertdialog]')).toContain('The card is blocked.');
    expect(text('[role=alertdialog]')).toContain('Do not try this one again.');
  });

  it('in violet offers the same card again and another tender only with its cart', async () => {
    await open({ current: payment({ result: 'not_known', state: 'OUTCOME_UNKNOWN' }) });

    expect([isDead('Same card again'), isDead('Other tender'), isDead('OK')]).toEqual([true, true, false]);
    expect(text('[role=alertdialog]')).toContain('the cart is no longer here');
  });

  it('in violet pays the same cart again with one key', async () => {
    shelf.setItem(
      'tidegate.draft',
      JSON.stringify({ lines: [{ name: 'Tea', minor: 1640, quantity: 1 }], cart: 'cart-1', payment: payment().id }),
    );
    await open({ current: payment({ result: 'not_known', state: 'OUTCOME_UNKNOWN' }) });

    await press('1', 'Digit1');

    expect(fake.made(`POST /payments/${payment().id}/seen`).length).toBe(1);
    expect(fake.made('POST /payments')[0]?.body).toMatchObject({ cart: 'cart-1', amount: { value: 1640 } });
  });
});

describe('an approval in part', () => {
  const part = payment({ result: 'approved_in_part', state: 'CAPTURED', part: { value: 1000, currency: 'EUR' } });

  it('says how much of how much, and asks what is to become of it', async () => {
    await open({ current: part });

    expect(text('[role=alertdialog] h1')).toContain('APPROVED IN PART – the rest is still to be paid');
    expect(text('.amount')).toBe('€10.00 of €16.40');
    expect(isDead('Keep €10.00')).toBe(false);
    expect(isDead('Take it all back')).toBe(false);
  });

  it('is not kept by a hasty Enter', async () => {
    await open({ current: part });

    await press('Enter');

    expect(fake.calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it.each([
    ['1', 'seen'],
    ['2', 'void'],
  ])('is answered with %s by %s', async (key, verb) => {
    await open({ current: part });

    await press(key, `Digit${key}`);

    expect(fake.made(`POST /payments/${part.id}/${verb}`).length).toBe(1);
  });
});

describe('the question about the goods', () => {
  const asked = payment({
    id: 'payment-9',
    state: 'STORED',
    kind: 'OFFLINE_APPROVED',
    amount: { value: 2380, currency: 'EUR' },
  });

  it.each([
    ['1', 'keep'],
    ['2', 'void'],
  ])('is answered by key %s: %s', async (key, goods) => {
    await open({ questions: [asked] });

    expect(text('[role=alertdialog]')).toContain('Did the customer leave with the goods?');
    await press(key, `Digit${key}`);

    expect(fake.made('POST /payments/payment-9/answer')[0]?.body).toEqual({ goods });
  });

  it('comes before a result that stands there too', async () => {
    await open({ questions: [asked], current: payment({ result: 'approved' }) });

    expect(text('h1#question-line')).toContain('goods');
  });
});

describe('with the till away', () => {
  async function lose(view: Partial<Terminal> = {}): Promise<void> {
    await open(view);
    await press('q', 'KeyQ');
    fake.answer(/./, 'away');
    await vi.advanceTimersByTimeAsync(6_000);
    flushSync();
  }

  it('nothing can be sold, and the page says so', async () => {
    await lose();

    expect(text('[role=alert]')).toContain('The till does not answer');
    expect(text('.tender')).toContain('the till does not answer');
    await press('F9');
    expect(fake.made('POST /carts')).toEqual([]);
  });

  it('a result stays, and its OK is dead', async () => {
    await lose({ current: payment({ result: 'approved' }) });

    expect([text('[role=alertdialog] h1'), isDead('OK')]).toEqual(['APPROVED', true]);
    await press('Enter');
    expect(fake.calls.some(({ path }) => path.endsWith('/seen'))).toBe(false);
  });
});

describe('what the till says of itself', () => {
  const offline = {
    network_status: 'offline',
    cause: 'GATEWAY_SILENT',
    since: new Date(Date.now() - 17 * 60_000).toISOString(),
    offline: {
      enabled: true,
      count: 3,
      amounts_by_currency: [{ value: 6120, currency: 'EUR' }],
      oldest_stored_at: new Date(Date.now() - 14 * 60_000).toISOString(),
      remaining: { amount: { value: 43_880, currency: 'EUR' }, count: 47, until: null },
    },
  } as const;

  it('stands in the banner: since when, why and what is left', async () => {
    await open(offline);

    expect(text('.notice')).toMatch(/Offline since \d\d:\d\d \(17 mins\): the gateway does not answer\./);
    expect(text('.notice')).toContain('Still possible: €438.80 in 47 sales.');
  });

  it('stands on the badge: count, sum and age', async () => {
    await open({ ...offline, reversals_pending: 2 });

    expect(text('.badges')).toBe('3 not synced €61.20 oldest 14 mins 2 reversals pending');
  });

  it('is that no more sale is possible where nothing is left', async () => {
    const remaining = { amount: { value: 0, currency: 'EUR' }, count: 47, until: null };
    await open({ ...offline, offline: { ...offline.offline, remaining } });

    expect(text('.notice')).toContain('No more sales are possible');
  });

  it('is why nothing is taken offline at all', async () => {
    await open({ ...offline, offline: { ...offline.offline, blocked_by: 'NO_PARAMETERS' } });

    expect(text('.notice')).toContain('has not heard from its gateway yet');
    expect(text('.notice')).not.toContain('Still possible');
  });

  it('is that it lost a record, or that the gateway has had enough of it', async () => {
    await open({ lost_records: { from: 7, to: 7 }, saf: { unsent: 1, stopped_by: 'FORK' } });

    expect(document.body.textContent).toContain('check the last slip');
    expect(document.body.textContent).toContain('takes nothing more from this till');
  });
});

describe('stored sales that wait too long', () => {
  const view = terminal();

  it('are told while the acquirer still takes them', async () => {
    await open({ offline: { ...view.offline, count: 2, late: 2 } });

    expect(text('.notice')).toContain('2 stored sales are late');
  });

  it('are told in red once it does not', async () => {
    await open({ offline: { ...view.offline, count: 2, late: 2, too_old: 1 } });

    expect(text('.notice[role=alert]')).toContain('1 stored sale is too old for the acquirer');
  });

  it('say so in the list', async () => {
    const old = payment({ state: 'STORED', kind: 'DEFERRED_AUTHORISATION', unsynced: true, age: 'TOO_OLD' });
    fake.answer(/GET .payments$/, { body: { payments: [old] } });
    await open();

    await press('F4');

    expect(text('.list li .badge')).toBe('Too old to be sent');
  });
});

describe('the receipts', () => {
  const stored = payment({
    state: 'STORED',
    kind: 'DEFERRED_AUTHORISATION',
    result: 'stored_deferred',
    unsynced: true,
    card: { brand: 'VISA', last4: '0119' },
    sold_at: '2026-11-22T10:00:00Z',
  });

  beforeEach(() => {
    fake.answer(/GET .payments$/, { body: { payments: [stored, payment({ id: 'older', state: 'CAPTURED' })] } });
    const event = { seq: 4, at: '2026-11-22T10:00:01Z', record: 'STORED', state: 'STORED', attempts: 0 };
    fake.answer(/GET .payments.*events/, { body: { events: [event] } });
  });

  it('list the newest first, with the badge of what is not synced', async () => {
    await open();
    await press('F4');

    const rows = [...document.querySelectorAll('.list li')].map((row) => row.textContent ?? '');
    expect(rows.length).toBe(2);
    expect([rows[0]?.includes('Not synced'), rows[1]?.includes('Not synced')]).toEqual([true, false]);
  });

  it('show one sale with its history', async () => {
    await open();
    await press('F4');

    await press('ArrowDown');

    expect(text('article')).toContain('Visa •••• 0119');
    expect(text('article ol')).toContain('11:00:01 Stored on disk Stored on this till');
  });

  it('void a stored sale after a second thought', async () => {
    fake.answer(/POST .*void/, { body: { ...stored, state: 'VOIDED' } });
    await open();
    await press('F4');
    await press('ArrowDown');

    await press('Delete');
    expect(text('.panel')).toContain('Void the sale of €16.40?');
    expect(fake.made(`POST /payments/${stored.id}/void`)).toEqual([]);
    await press('Enter');

    expect(fake.made(`POST /payments/${stored.id}/void`).length).toBe(1);
    expect(text('.outcome')).toContain('The sale is voided.');
  });

  it('void nothing that is captured', async () => {
    await open();
    await press('F4');
    await press('ArrowDown');
    await press('ArrowDown');

    await press('Delete');

    expect(document.querySelector('.panel')).toBeNull();
  });
});

describe('the menu', () => {
  it('changes the language, and the browser keeps it', async () => {
    await open();
    await press('F10');

    await press('3', 'Digit3');

    expect([document.documentElement.lang, shelf.getItem('tidegate.language')]).toEqual(['ru', 'ru']);
  });

  it('changes the appearance', async () => {
    await open();
    await press('F10');

    await press('6', 'Digit6');

    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
});

describe('a lost reader', () => {
  it('is named, and the others go on', async () => {
    await open({ lost_readers: ['contactless', 'stripe'] });

    expect(document.body.textContent).toContain('A card reader is not there: tap, swipe');
  });
});

describe('the demo', () => {
  beforeEach(() => {
    fake.answer(/GET .demo.cards/, { body: { cards: [{ name: 'chip-approves', brand: 'VISA', last4: '0119' }] } });
    fake.answer(/GET .demo.network/, { body: { cut: false } });
    fake.answer(/POST .demo.cards.*insert/, { body: { card: 'chip-approves' } });
  });

  it('inserts a test card while the prompt fills the screen', async () => {
    await open({ current: payment({ prompt: 'PRESENT_CARD' }) });
    await press('F7');

    await press('!', 'Digit1', { shiftKey: true });

    expect(fake.made('POST /demo/cards/chip-approves/insert').length).toBe(1);
    expect(text('aside')).toContain('In the reader');
  });

  it('cuts the network', async () => {
    await open();
    await press('F7');

    await press('N', 'KeyN', { shiftKey: true });

    expect(fake.made('POST /demo/network')[0]?.body).toEqual({ cut: true });
  });

  it('taps and swipes the cards that can be tapped and swiped', async () => {
    fake.answer(/GET .demo.cards/, {
      body: {
        cards: [
          { name: 'tap-phone', faces: ['contactless'], stripe: false },
          { name: 'stripe-only', faces: [], stripe: true },
        ],
      },
    });
    fake.answer(/POST .demo.cards.*(tap|swipe)/, { body: {} });
    await open();
    await press('F7');

    await press('T', 'KeyT', { shiftKey: true });
    await press('!', 'Digit1', { shiftKey: true });
    await press('S', 'KeyS', { shiftKey: true });
    await press('!', 'Digit1', { shiftKey: true });

    expect(fake.made('POST /demo/cards/tap-phone/tap').length).toBe(1);
    expect(fake.made('POST /demo/cards/stripe-only/swipe').length).toBe(1);
  });
});
