// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { Keys } from '$kit/keys.svelte';
import { Clock } from '$kit/clock.svelte';
import { Settings } from '$kit/settings.svelte';
import { Desk } from '../src/sale/desk.svelte';
import { Draft } from '../src/sale/draft.svelte';
import { Shop, notesFor } from '../src/sale/shop.svelte';
import { Api } from '../src/till/api';
import { People } from '../src/people/people.svelte';
import { PeopleApi } from '../src/till/people-api';
import { Till } from '../src/till/till.svelte';
import type { Terminal } from '../src/till/terminal';
import { LANGUAGES, Words, type Language } from '../src/words/words.svelte';
import { FakeTill, Memory, payment, tenderSale, terminal } from './samples';

let fake: FakeTill;
let page: ReturnType<typeof mount> | undefined;
let draft: Draft;
let now: number;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeTill();
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

async function open(view: Partial<Terminal> = {}, language: Language = 'en'): Promise<void> {
  fake.view = terminal(view);
  const till = new Till(new Api(fake.fetch), () => ({ addEventListener: () => {}, close: () => {} }));
  const words = new Words();
  const shelf = new Memory();
  const settings = new Settings(words, shelf, [language]);
  draft = new Draft(shelf);
  const app = {
    till,
    draft,
    desk: new Desk(till, draft),
    shop: new Shop(till.api, draft),
    words,
    settings,
    clock: new Clock(),
    keys: new Keys(() => now),
    people: new People(new PeopleApi(fake.fetch)),
  };
  page = mount(App, { target: document.body, props: { app } });
  await settle();
}

async function press(key: string, code = /^[0-9]$/.test(key) ? `Digit${key}` : key): Promise<void> {
  now += 1_000;
  window.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));
  await settle();
}

async function scan(code: string): Promise<void> {
  now += 1_000;
  [...code].forEach((key) => window.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Digit${key}` })));
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter' }));
  await settle();
}

const text = (selector: string): string =>
  (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('what a stripe reader types', () => {
  it.each(['%B400000000000000^TEST/CARD', '4000000000000000'])('is no code of goods and stays in the page: %s', async (typed) => {
    const asked: unknown[] = [];
    const api = { items: (query: unknown) => (asked.push(query), Promise.reject(new Error())) };
    const shop = new Shop(api as unknown as Api, new Draft(new Memory()));

    await shop.scan(typed);

    expect(asked).toEqual([]);
    expect(shop.problem).toEqual({ code: 'unreadable_barcode' });
  });
});

describe('a scan', () => {
  it('rings up its item and leaves the keypad alone', async () => {
    await open();

    await scan('9521201000008');

    expect(draft.lines.map(({ item }) => item)).toEqual(['espresso']);
    expect(text('.display')).toBe('€0.00');
  });

  it('with a weight inside is weighed already', async () => {
    await open();

    await scan('2110001005002');

    expect([draft.lines[0]?.grams, draft.total]).toEqual([500, 150]);
  });

  it('of a code that nobody listed says so', async () => {
    fake.answer(/GET .items.barcode/, { status: 404, body: { code: 'unknown_barcode' } });
    await open();

    await scan('96385074');

    expect(text('.right [role=alert]')).toContain('This code is not in the catalogue');
    expect(draft.empty).toBe(true);
  });

  it('answers nothing that stands over the till', async () => {
    await open({ current: payment({ prompt: 'PRESENT_CARD' }) });

    await scan('9521201000008');

    expect(fake.calls.some(({ path }) => path.startsWith('/items?barcode'))).toBe(false);
  });
});

describe('by keyboard', () => {
  it('an item is found by search, weighed and paid', async () => {
    await open();
    await press('t', 'KeyT');
    const field = document.querySelector<HTMLInputElement>('.panel input');
    if (field === null) {
      throw new Error('no field');
    }
    field.value = 'app';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
    await settle();

    for (const key of ['5', '0', '0', 'Enter']) {
      await press(key);
    }
    await press('F9');

    expect(fake.made('POST /carts')[0]?.body).toEqual({ lines: [{ item: 'apples', quantity: 1, grams: 500 }] });
    expect(fake.made('POST /payments')[0]?.body).toMatchObject({ amount: { value: 150 }, tender: 'card' });
  });

  it('a discount and a tip go into the cart before the card', async () => {
    await open();
    await press('q', 'KeyQ');
    await press('q', 'KeyQ');
    await press('F3');
    await press('1');
    await press('p', 'KeyP');
    await press('w', 'KeyW');

    await press('F9');

    expect(fake.made('POST /carts')[0]?.body).toEqual({
      lines: [{ item: 'espresso', quantity: 2 }],
      discount: 'staff',
      tip: { value: 36, currency: 'EUR' },
    });
    expect(fake.made('POST /payments')[0]?.body).toMatchObject({ amount: { value: 396 } });
  });

  it('cash is taken, and the change fills the screen until it was seen', async () => {
    fake.answer(/POST .payments/, { status: 201, body: tenderSale() });
    await open();
    await press('q', 'KeyQ');
    await press('F6');
    for (const key of ['5', '0', '0']) {
      await press(key);
    }

    await press('Enter');

    expect(fake.made('POST /payments')[0]?.body).toMatchObject({
      tender: 'cash',
      amount: { value: 240 },
      tendered: { value: 500 },
    });
    expect(text('.change')).toBe('€2.60');
    await press('Enter');
    expect([draft.empty, document.querySelector('[role=alertdialog]')]).toEqual([true, null]);
  });

  it('a number on the keypad is the quantity of the line', async () => {
    await open();
    await press('q', 'KeyQ');
    await press('1');
    await press('2');

    await press('k', 'KeyK');

    expect([draft.lines[0]?.quantity, text('.display')]).toEqual([12, '€0.00']);
  });

  it('another tender is taken with its reference, for a part', async () => {
    fake.answer(/POST .payments/, {
      status: 201,
      body: tenderSale({
        amount: { value: 100, currency: 'EUR' },
        tender: { ...tenderSale().tender, kind: 'other', name: 'Voucher', note: 'V-1' },
      }),
    });
    await open();
    await press('q', 'KeyQ');
    await press('o', 'KeyO');
    await press('1');
    const [reference, amount] = document.querySelectorAll<HTMLInputElement>('.panel input');
    if (reference === undefined || amount === undefined) {
      throw new Error('no fields');
    }
    reference.value = 'V-1';
    amount.value = '1x00';
    [reference, amount].forEach((field) => field.dispatchEvent(new Event('input', { bubbles: true })));
    await settle();

    reference.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
    await settle();

    expect(fake.made('POST /payments')[0]?.body).toMatchObject({
      tender: 'other',
      kind: 'Voucher',
      reference: 'V-1',
      amount: { value: 100 },
    });
    expect(text('[role=alertdialog]')).toContain('PAID IN PART');
    expect(text('[role=alertdialog]')).toContain('Still to pay: €1.40');
  });

  it('a removed line comes back', async () => {
    await open();
    await press('q', 'KeyQ');

    await press('x', 'KeyX');
    const gone = draft.empty;
    await press('u', 'KeyU');

    expect([gone, draft.lines.length]).toEqual([true, 1]);
  });
});

describe('the other tenders', () => {
  it.each([
    ['offline', 'needs the network'],
    ['online', 'not set up at this till'],
  ] as const)('that need a network are dead %s and say why', async (network_status, why) => {
    await open({ network_status });
    await press('q', 'KeyQ');

    await press('o', 'KeyO');

    expect(text('.panel')).toContain(`Gift card ${why}`);
    expect(text('.panel')).toContain('What works now: another card, cash, Voucher, Invoice.');
  });
});

describe('money on the sale', () => {
  it('keeps it from being cleared, and can be given back', async () => {
    await open();
    await press('q', 'KeyQ');
    draft.tendered(tenderSale({ id: 'sale-1', amount: { value: 100, currency: 'EUR' } }));
    draft.acknowledged();
    await settle();

    expect(text('.right')).toContain('Give back €1.00');
    await press('Delete');

    expect(fake.made('POST /payments/sale-1/void').length).toBe(1);
    expect([draft.empty, draft.open]).toEqual([false, true]);
  });

  it('of a card cannot be cleared away', async () => {
    await open();
    await press('q', 'KeyQ');
    draft.paidInPart(100);
    await settle();

    await press('Delete');

    expect([draft.empty, draft.paid]).toEqual([false, 100]);
  });
});

describe('prices that have changed', () => {
  it('are taken from the till before anything is asked', async () => {
    fake.answer(/POST .carts/, {
      status: 201,
      body: {
        id: 'c',
        total: { value: 260, currency: 'EUR' },
        lines: [{ unit_price: { value: 260, currency: 'EUR' } }],
      },
    });
    await open();
    await press('q', 'KeyQ');

    await press('F9');

    expect(text('.right [role=alert]')).toContain('other prices now');
    expect([draft.total, fake.made('POST /payments').length]).toEqual([260, 0]);
  });
});

describe.each(LANGUAGES)('in %s', (language) => {
  it('what stands in the way is told in that language', async () => {
    await open({
      network_status: 'offline',
      floor: { catalogue: 'v1', catalogue_as_of: null, catalogue_faults: 2, drawer_silent: true },
    }, language);

    expect(document.querySelectorAll('.notice').length).toBe(3);
  });
});

describe('the notes that are offered', () => {
  it.each([
    [{ value: 1234, currency: 'EUR' }, 2, [1500, 2000, 5000, 10_000]],
    [{ value: 2000, currency: 'EUR' }, 2, [2500, 3000, 4000, 5000]],
    [{ value: 43_000, currency: 'VND' }, 0, [50_000, 60_000, 100_000, 200_000]],
  ])('for %o are more than it', (due, digits, notes) => {
    expect(notesFor(due, digits)).toEqual(notes);
  });
});
