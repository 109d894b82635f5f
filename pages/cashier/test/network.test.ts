// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { Clock } from '$kit/clock.svelte';
import { Keys } from '$kit/keys.svelte';
import { Settings } from '$kit/settings.svelte';
import { People } from '../src/people/people.svelte';
import { Desk } from '../src/sale/desk.svelte';
import { Draft } from '../src/sale/draft.svelte';
import { Api } from '../src/till/api';
import { ACTORS, PROGRESS, WHY, type SyncRun } from '../src/till/network';
import { Shop } from '../src/sale/shop.svelte';
import { PeopleApi } from '../src/till/people-api';
import { Till } from '../src/till/till.svelte';
import type { Terminal } from '../src/till/terminal';
import { CATALOGUES, LANGUAGES, Words, type Language } from '../src/words/words.svelte';
import { FakeTill, Memory, payment, terminal } from './samples';

const STORED = payment({
  id: 'payment-1',
  state: 'STORED',
  kind: 'DEFERRED_AUTHORISATION',
  result: 'stored_deferred',
  unsynced: true,
  card: { brand: 'VISA', last4: '0119' },
  sold_at: '2026-11-22T10:00:00Z',
});
const CAPTURED = payment({ id: 'payment-2', state: 'CAPTURED', result: 'approved', shown: true });
const EUR = (value: number) => ({ value, currency: 'EUR' });

let fake: FakeTill;
let till: Till;
let page: ReturnType<typeof mount> | undefined;
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
  till = new Till(new Api(fake.fetch), () => ({ addEventListener: () => {}, close: () => {} }));
  const words = new Words();
  const shelf = new Memory();
  const draft = new Draft(shelf);
  const app = {
    till,
    draft,
    desk: new Desk(till, draft),
    words,
    settings: new Settings(words, shelf, [language]),
    clock: new Clock(),
    keys: new Keys(() => now),
    people: new People(new PeopleApi(fake.fetch)),
    shop: new Shop(till.api, draft),
  };
  page = mount(App, { target: document.body, props: { app } });
  await settle();
}

async function press(key: string, code = key): Promise<void> {
  now += 1_000;
  window.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true }));
  await settle();
}

const text = (selector: string): string =>
  (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const button = (label: string): HTMLElement | undefined =>
  [...document.querySelectorAll('button')].find((each) => (each.textContent ?? '').includes(label));

function run(parts: Partial<SyncRun> = {}): SyncRun {
  const line = { payment: 'payment-1', reference: '261122-7KQ2MX', amount: EUR(1640), card: STORED.card ?? null } as const;
  return {
    id: 'run-1',
    state: 'SENDING',
    started_at: '2026-11-22T10:00:00Z',
    total: 2,
    done: 1,
    lines: [
      { ...line, stage: 'WITH_GATEWAY', state: 'FORWARDING' },
      { ...line, payment: 'payment-3', stage: 'WAITING', state: 'STORED' },
    ],
    ...parts,
  };
}

/** The detail of one sale. */
async function show(sale: typeof STORED, view: Partial<Terminal> = {}, language: Language = 'en'): Promise<void> {
  fake.answer(/GET .payments$/, { body: { payments: [sale] } });
  fake.answer(/GET .payments.*events/, { body: { events: [] } });
  await open(view, language);
  await press('F4');
  await press('ArrowDown');
}

describe('Sync now', () => {
  it('shows a line for each sale, and how far it has come', async () => {
    fake.answer(/POST .terminal.sync/, { status: 202, body: run() });
    fake.answer(/GET .sync-runs.run-1/, { body: run() });
    await open();

    await press('F8');

    const lines = [...document.querySelectorAll('.panel li')].map((each) => each.textContent?.replace(/\s+/g, ' '));
    expect(lines[0]).toContain('•••• 0119 €16.40 with the gateway');
    expect(lines[1]).toContain('waiting');
    expect(document.querySelector('progress')?.value).toBe(1);
    expect(text('.panel')).toContain('1 of 2 sales have left this till');
  });

  it('follows a sale to its final result', async () => {
    const told = run({ ended_at: '2026-11-22T10:00:05Z', state: 'DONE', done: 2 });
    fake.answer(/POST .terminal.sync/, { status: 202, body: run() });
    fake.answer(/GET .sync-runs.run-1/, {
      body: { ...told, lines: told.lines.map((line) => ({ ...line, stage: 'FINAL', state: 'CAPTURED' })) },
    });
    await open();
    await press('F8');

    await vi.advanceTimersByTimeAsync(6_000);
    flushSync();

    expect(text('.panel li .said')).toBe('Captured');
    expect(text('.panel')).toContain('The gateway has every sale that was here.');
  });

  it('does not ask again and again without news', async () => {
    fake.answer(/POST .terminal.sync/, { status: 202, body: run() });
    fake.answer(/GET .sync-runs.run-1/, { body: run() });
    await open();
    await press('F8');
    await vi.advanceTimersByTimeAsync(10_000);

    expect(fake.made('GET /sync-runs/run-1').length).toBeLessThan(6);
  });

  it.each([
    ['en', 'No internet connection'],
    ['vi', 'Không có kết nối internet'],
    ['ru', 'Нет подключения к интернету'],
  ] as const)('says exactly that there is no network in %s', async (language, said) => {
    const ended = run({ state: 'NO_NETWORK', ended_at: '2026-11-22T10:00:01Z', done: 0 });
    fake.answer(/POST .terminal.sync/, { status: 202, body: ended });
    fake.answer(/GET .sync-runs.run-1/, { body: ended });
    await open({}, language);

    await press('F8');

    expect(text('.panel strong')).toBe(said);
  });

  it('comes back after a reload while the run goes', async () => {
    fake.answer(/GET .sync-runs$/, { body: { newest: run() } });
    fake.answer(/POST .terminal.sync/, { status: 202, body: run() });
    fake.answer(/GET .sync-runs.run-1/, { body: run() });

    await open();

    expect(text('.panel h2')).toBe('Sync now');
  });

  it('stays away after a reload once the run has ended', async () => {
    fake.answer(/GET .sync-runs$/, { body: { newest: run({ ended_at: '2026-11-22T10:00:05Z' }) } });

    await open();

    expect(document.querySelector('.panel')).toBeNull();
  });

  it.each(LANGUAGES)('has words for each way that a run may go in %s', (language) => {
    const { progress } = CATALOGUES[language].network.sync;

    expect(new Set(PROGRESS.map((state) => progress[state])).size).toBe(PROGRESS.length);
  });
});

describe('why a sale is still here', () => {
  it('says its cause, what goes on, until when, and who can act', async () => {
    fake.answer(/GET .payments.payment-1.why/, {
      body: { cause: 'SET_ASIDE', reason: 'OUR_FAULT', attempts: 2, deadline: '2026-11-24T10:00:00Z', actor: 'OPERATOR' },
    });

    await show(STORED);

    expect(text('section[aria-labelledby=why-title]')).toMatch(
      /^Why is it still here\? The gateway has set it aside\..* Who can act: support\. 2 messages sent for it set aside after /,
    );
  });

  it('is not asked of a sale that has its final result', async () => {
    await show(CAPTURED);

    expect(fake.calls.some(({ path }) => path.endsWith('/why'))).toBe(false);
  });

  it.each(LANGUAGES)('has its own words for each cause and each person in %s', (language) => {
    const { causes, actors } = CATALOGUES[language].network.why;

    expect(new Set(WHY.map((cause) => causes[cause].says)).size).toBe(WHY.length);
    expect(new Set(ACTORS.map((actor) => actors[actor])).size).toBe(ACTORS.length);
  });
});

describe('a refund', () => {
  beforeEach(() => {
    fake.answer(/GET .payments.payment-2.refunds/, { body: { captured: EUR(1640), left: EUR(1640), refunds: [] } });
  });

  it('of a part is typed, confirmed and asked for once', async () => {
    await show(CAPTURED);

    await press('F6');
    await press('5', 'Digit5');
    await press('0', 'Digit0');
    await press('Enter');
    expect(text('.panel h2')).toContain('Give €0.50 back to the card?');
    expect(fake.made('POST /payments/payment-2/refunds')).toEqual([]);
    await press('Enter');

    expect(fake.made('POST /payments/payment-2/refunds').map(({ body }) => body)).toEqual([{ amount: EUR(50) }]);
    expect(fake.made('POST /payments/payment-2/refunds')[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('of the whole takes two keys', async () => {
    await show(CAPTURED);

    await press('F6');
    await press('a', 'KeyA');
    await press('Enter');

    expect(fake.made('POST /payments/payment-2/refunds')[0]?.body).toEqual({ amount: EUR(1640) });
  });

  it('above what is left is dead and says so', async () => {
    await show(CAPTURED);
    await press('F6');
    for (const digit of ['1', '6', '4', '1']) {
      await press(digit, `Digit${digit}`);
    }

    await press('Enter');

    expect(button('Next')?.textContent).toContain('at most €16.40');
    expect(text('.panel h2')).toBe('Refund how much?');
  });

  it('that the till did not answer is asked for again with its key', async () => {
    fake.answer(/POST .payments.payment-2.refunds/, 'away');
    await show(CAPTURED);
    for (let again = 0; again < 2; again++) {
      await press('F6');
      await press('a', 'KeyA');
      await press('Enter');
    }

    const keys = fake.made('POST /payments/payment-2/refunds').map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  it('is dead offline, with the reason', async () => {
    await show(CAPTURED, { network_status: 'offline', cause: 'GATEWAY_SILENT' });

    expect(button('Refund')?.getAttribute('aria-disabled')).toBe('true');
    expect(button('Refund')?.textContent).toContain('only online: the gateway does not answer');
  });

  it('is dead where nothing is captured', async () => {
    fake.answer(/GET .payments.payment-1.refunds/, { body: { refunds: [] } });
    await show(STORED);

    expect(button('Refund')?.textContent).toContain('only of a captured sale');
  });

  it('is listed with how it stands and what is left', async () => {
    const one = { id: 'refund-1', payment: 'payment-2', amount: EUR(640), state: 'REFUNDED', asked_at: '2026-11-22T10:00:00Z' };
    fake.answer(/GET .payments.payment-2.refunds/, { body: { captured: EUR(1640), left: EUR(1000), refunds: [one] } });

    await show(CAPTURED);

    expect(text('article')).toContain('Left to refund: €10.00');
    expect(text('article')).toContain('€6.40 refunded');
  });
});

describe('a void', () => {
  it.each([
    ['STORED', 'It was not offered yet: it is taken back at once'],
    ['FORWARDING', 'the void is asked for, and the gateway decides'],
  ] as const)('says before it which it is: %s', async (state, said) => {
    await show({ ...STORED, state });

    await press('Delete');

    expect(text('.panel h2')).toContain(said);
  });

  it('that was refused is told', async () => {
    await show(CAPTURED);
    fake.answer(/GET .payments.*events/, {
      body: { events: [{ seq: 5, at: '2026-11-22T10:00:01Z', record: 'VOID', state: 'VOID_ASKED' }] },
    });
    till.news++;
    await settle();

    expect(text('article .outcome')).toContain('The void was refused');
  });
});

describe('the banner', () => {
  it('says what exactly is wrong with the network', async () => {
    await open({ network_status: 'offline', cause: 'NO_NETWORK', trouble: 'NAME_UNRESOLVED' });

    expect(text('.notice')).toContain('no network (the gateway’s name is not found).');
  });

  it('says that the backup route carries', async () => {
    await open({ route: 'BACKUP' });

    expect(text('.notice')).toContain('On the backup route');
  });

  it('says nothing of routes while the first carries', async () => {
    await open({ route: 'FIRST' });

    expect(document.querySelector('.notice')).toBeNull();
  });
});

describe('the history of a sale', () => {
  it('says which route carried each message', async () => {
    fake.answer(/GET .payments.*routes/, {
      body: { carried: [{ at: '2026-11-22T10:00:01Z', route: 'BACKUP', message: 'authorise', answered: false }] },
    });

    await show(CAPTURED);

    expect(text('article')).toContain('Question to the issuer by the backup route, no answer this way');
  });
});
