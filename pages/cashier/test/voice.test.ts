// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { Keys } from '$kit/keys.svelte';
import { People } from '../src/people/people.svelte';
import { Desk } from '../src/sale/desk.svelte';
import { Draft } from '../src/sale/draft.svelte';
import { Clock } from '$kit/clock.svelte';
import { Settings } from '$kit/settings.svelte';
import { Api } from '../src/till/api';
import { PeopleApi } from '../src/till/people-api';
import { Shop } from '../src/sale/shop.svelte';
import { Till } from '../src/till/till.svelte';
import type { Terminal } from '../src/till/terminal';
import { Words, type Language } from '../src/words/words.svelte';
import { FakeTill, Memory, payment, terminal } from './samples';

const PEOPLE = [
  { name: 'Ann', role: 'CASHIER' },
  { name: 'Mai', role: 'MANAGER' },
];

let fake: FakeTill;
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

async function open(view: Partial<Terminal> = {}, language: Language = 'en'): Promise<void> {
  fake.view = terminal({ demo: false, ...view });
  const people = new People(new PeopleApi(fake.fetch));
  const till = new Till(new Api(people.watching(fake.fetch)), () => ({ addEventListener: () => {}, close: () => {} }));
  const words = new Words();
  const draft = new Draft(shelf);
  const app = {
    till,
    people,
    draft,
    shop: new Shop(till.api, draft),
    desk: new Desk(till, draft, () => 'key'),
    words,
    settings: new Settings(words, shelf, [language]),
    clock: new Clock(),
    keys: new Keys(() => now),
  };
  page = mount(App, { target: document.body, props: { app } });
  await settle();
}

async function press(...names: string[]): Promise<void> {
  for (const name of names) {
    now += 1_000;
    const code = /^[0-9]$/.test(name) ? `Digit${name}` : name;
    window.dispatchEvent(new KeyboardEvent('keydown', { key: name, code, bubbles: true }));
    await settle();
  }
}

async function type(selector: string, text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>(selector);
  if (input === null) {
    throw new Error(`no ${selector}`);
  }
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
}

const text = (selector = 'body'): string => (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ');
const agreed = { parameters: { voice_floor: { value: 100, currency: 'EUR' } } };
const PIN = ['7', '7', '4', '5', '1', '2'];

async function openVoice(view: Partial<Terminal> = agreed): Promise<void> {
  fake.answer(/^GET \/session$/, { body: { required: false, people: PEOPLE } });
  await open(view);
  await press('5', '0', '0', 'Enter', 'o', 'v');
}

describe('a sale that is approved by phone', () => {
  it('asks for the code, then for a manager, and sends both', async () => {
    await openVoice();

    await type('.panel input', 'k7-40 2b');
    await press('Enter');
    await type('.panel input[maxlength="120"]', 'called the bank');
    await press(...PIN, 'Enter');

    expect(fake.made('POST /payments')[0]?.body).toEqual({
      cart: 'cart-1',
      amount: { value: 500, currency: 'EUR' },
      tender: 'voice',
      voice: { code: 'K7402B', name: 'Mai', pin: '774512', reason: 'called the bank' },
    });
  });

  it.each(['', '000000'])('does not go on with "%s"', async (code) => {
    await openVoice();

    await type('.panel input', code);
    await press('Enter');

    expect(text()).not.toContain('Confirm the approval by phone');
  });

  it('says that the PIN was wrong, and stays', async () => {
    fake.answer(/^POST \/payments$/, { status: 403, body: { code: 'pin_wrong' } });
    await openVoice();
    await type('.panel input', 'K7402B');
    await press('Enter');
    await type('.panel input[maxlength="120"]', 'called the bank');

    await press(...PIN, 'Enter');

    expect(text()).toContain('The PIN is wrong.');
    expect(text()).toContain('Code from the phone call');
  });

  it('is dead and says why where the acquirer takes none', async () => {
    await openVoice({ parameters: { voice_floor: null } });

    expect(text('.panel')).toContain('your acquirer takes no approvals by phone');
    expect(text()).not.toContain('Code from the phone call');
  });

  it('is dead below the least sale', async () => {
    await openVoice({ parameters: { voice_floor: { value: 501, currency: 'EUR' } } });

    expect(text('.panel')).toContain('only from €5.01');
  });

  it.each([
    ['en', 'approved by phone, not yet captured'],
    ['vi', 'ngân hàng đồng ý qua điện thoại, chưa thu tiền'],
    ['ru', 'согласие по телефону, ещё не проведено'],
  ] as const)('ends amber in words of its own in %s', async (language, words) => {
    const stored = payment({
      state: 'STORED',
      kind: 'VOICE_APPROVED',
      result: 'stored_by_voice',
      authorisation_code: 'K7402B',
    });

    await open({ current: stored }, language);

    expect(text('h1#result-headline')).toContain(words);
    expect(document.querySelector('.amber')).not.toBeNull();
    expect(text('.result dl')).toContain('K7402B');
  });

  it('is offered where the issuer wants to be called', async () => {
    const referred = payment({ state: 'DECLINED', result: 'declined', reason: 'CALL_ISSUER', response_code: '01' });

    await open({ ...agreed, current: referred });

    expect(text('.buttons')).toContain('Approved by phone');
    expect(text('#result-text')).toContain('The issuer wants to be called');
  });
});

describe('a tip after the card', () => {
  const stored = payment({ state: 'STORED', kind: 'DEFERRED_AUTHORISATION', result: 'stored_deferred', unsynced: true });
  const view = {
    signed: { value: 1000, currency: 'EUR' },
    tip: { value: 0, currency: 'EUR' },
    most: { value: 250, currency: 'EUR' },
  };

  async function openSale(tip: unknown): Promise<void> {
    fake.answer(/^GET \/payments$/, { body: { payments: [stored] } });
    fake.answer(/\/tips$/, { body: tip });
    fake.answer(/\/events$/, { body: { events: [] } });
    await open();
    await press('F4');
    await press('ArrowDown');
  }

  it('is typed and becomes the new total', async () => {
    await openSale(view);

    await press('p', '2', '5', '0');
    expect(text('.panel')).toContain('Total €12.50');
    await press('Enter');

    expect(fake.made(`POST /payments/${stored.id}/tips`)[0]?.body).toEqual({ amount: { value: 250, currency: 'EUR' } });
  });

  it('is dead above what the acquirer allows', async () => {
    await openSale(view);

    await press('p', '2', '5', '1', 'Enter');

    expect(text('.panel')).toContain('at most €2.50');
    expect(fake.made(`POST /payments/${stored.id}/tips`)).toEqual([]);
  });

  it('is dead with its reason where the sale was offered', async () => {
    await openSale({ ...view, most: { value: 0, currency: 'EUR' }, refusal: 'OFFERED' });

    expect(text()).toContain('the sale is with the gateway already');
    await press('p');
    expect(text()).not.toContain('Tip on');
  });
});
