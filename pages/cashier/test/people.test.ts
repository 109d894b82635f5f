// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import audit from '../../../terminal-service/src/main/java/dev/tidegate/till/store/Audit.java?raw';
import liability from '../../../terminal-service/src/main/java/dev/tidegate/till/people/Liability.java?raw';
import App from '../src/App.svelte';
import { Keys } from '$kit/keys.svelte';
import { constants } from '../../kit/test/java';
import { LIABILITY_VERSION, People } from '../src/people/people.svelte';
import { Desk } from '../src/sale/desk.svelte';
import { Draft } from '../src/sale/draft.svelte';
import { Clock } from '$kit/clock.svelte';
import { Settings } from '$kit/settings.svelte';
import { Api } from '../src/till/api';
import { ACTS, PeopleApi } from '../src/till/people-api';
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

const text = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ');
const required = { required: true, people: PEOPLE };
const PIN = ['4', '8', '3', '9', '2', '0'];

describe('where people sign in', () => {
  it('nobody sells before somebody has', async () => {
    fake.answer(/^GET \/session$/, { body: required });

    await open();

    expect(text()).toContain('Who is at the till?');
    await press('5', 'F9');
    expect(fake.made('POST /payments')).toEqual([]);
  });

  it('a name and a PIN by keyboard open the till', async () => {
    fake.answer(/^GET \/session$/, { body: required });
    fake.answer(/^POST \/session$/, { body: { ...required, person: PEOPLE[0] } });
    await open();

    await press('1', ...PIN, 'Enter');

    expect(fake.made('POST /session')[0]?.body).toEqual({ name: 'Ann', pin: '483920' });
    expect(text()).not.toContain('Who is at the till?');
  });

  it('a wrong PIN is told, and nothing of it stays on the screen', async () => {
    fake.answer(/^GET \/session$/, { body: required });
    fake.answer(/^POST \/session$/, { status: 403, body: { code: 'pin_wrong' } });
    await open();

    await press('1', ...PIN, 'Enter');

    expect(text()).toContain('The PIN is wrong.');
    expect(text()).toContain('0 digits typed');
  });

  it('a lock says until when', async () => {
    fake.answer(/^GET \/session$/, { body: required });
    const body = { code: 'person_locked', instance: '2026-11-22T09:00:30Z' };
    fake.answer(/^POST \/session$/, { status: 423, body });
    await open();

    await press('1', ...PIN, 'Enter');

    expect(text()).toContain('Locked until 10:00:30.');
  });

  it('a session that has ended leads back to the names', async () => {
    fake.answer(/^GET \/session$/, { body: { ...required, person: PEOPLE[0] } });
    await open();
    fake.answer(/^GET \/session$/, { body: required });
    fake.answer(/^POST \/carts$/, { status: 401, body: { code: 'sign_in_required' } });

    await press('5', 'F9');
    await settle();

    expect(text()).toContain('Who is at the till?');
  });

  it('signing out tells what stays', async () => {
    fake.answer(/^GET \/session$/, { body: { ...required, person: PEOPLE[0] } });
    await open();
    fake.answer(/^GET \/session$/, { body: required });
    fake.answer(/^DELETE \/session$/, { body: { count: 2, amounts: [{ value: 1640, currency: 'EUR' }] } });

    await press('F10', 'q', 'Enter');
    await settle();

    expect(text()).toContain('Stored on this till: 2 not synced, €16.40.');
  });
});

describe('a refusal that a manager may lift', () => {
  const refused = payment({ state: 'REFUSED_OFFLINE', reason: 'SALE_ABOVE_LIMIT', result: 'refused', liftable: true });
  const kept = { lines: [{ name: 'Feast', minor: 1640, quantity: 1 }], cart: 'cart-1', key: null, payment: refused.id, paid: 0 };

  it('is lifted by name, PIN and reason, and the same cart is tried again with the word', async () => {
    shelf.setItem('tidegate.draft', JSON.stringify(kept));
    fake.answer(/^GET \/session$/, { body: { required: false, people: PEOPLE } });
    fake.answer(/\/approval$/, { status: 201, body: { id: 'word-1' } });
    await open({ current: refused });
    const name = [...shelf.kept.keys()][0];
    expect(name).toBe('tidegate.draft');

    await press('3');
    const reason = document.querySelector('input') as HTMLInputElement;
    expect(document.activeElement, 'the reason comes first').toBe(reason);
    reason.value = 'a regular guest';
    reason.dispatchEvent(new Event('input', { bubbles: true }));
    reason.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settle();
    expect(document.activeElement, 'Enter leaves it').not.toBe(reason);
    await press(...PIN, 'Enter');
    await settle();

    expect(fake.made(`POST /payments/${refused.id}/approval`)[0]?.body).toEqual({
      name: 'Mai',
      pin: '483920',
      reason: 'a regular guest',
    });
    expect(fake.made('POST /payments')[0]?.body).toMatchObject({ cart: 'cart-1', approval: 'word-1' });
  });

  it('is not offered where no manager may', async () => {
    await open({ current: { ...refused, liftable: false } });

    expect(text()).not.toContain('Ask a manager');
  });
});

describe('the limits', () => {
  it('are closed with everything that they opened', async () => {
    fake.answer(/^GET \/limits$/, { status: 503, body: { code: 'shop_unavailable' } });
    await open();
    await press('F10', 'l');
    const opened = document.querySelectorAll('[role="dialog"]').length;

    await press('Escape');

    expect(opened).toBe(1);
    expect(document.querySelectorAll('[role="dialog"]').length).toBe(0);
  });
});

describe('a till that was switched offline by hand', () => {
  it('says by whom', async () => {
    const forced = { person: 'Mai', at: '2026-11-22T09:00:00Z' };

    await open({ network_status: 'offline', cause: 'POLICY', forced });

    expect(text()).toContain('Switched offline by Mai since');
  });
});

describe('the words of the till', () => {
  it('are the same acts on the page as in the audit', () => {
    expect(ACTS).toEqual(constants(audit, 'Act'));
  });

  it('show the version of the liability text that the till asks for', () => {
    expect(liability).toContain(`int VERSION = ${LIABILITY_VERSION};`);
  });
});
