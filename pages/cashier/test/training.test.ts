// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baseOf, trains } from '$kit/base';
import { Calls } from '$kit/calls';
import { Clock } from '$kit/clock.svelte';
import { Keys } from '$kit/keys.svelte';
import { Settings } from '$kit/settings.svelte';
import App from '../src/App.svelte';
import { People } from '../src/people/people.svelte';
import { Desk } from '../src/sale/desk.svelte';
import { Draft } from '../src/sale/draft.svelte';
import { Shop } from '../src/sale/shop.svelte';
import { Api } from '../src/till/api';
import { PeopleApi } from '../src/till/people-api';
import { Till } from '../src/till/till.svelte';
import { TrainingDoor, shelfOf } from '../src/training/training';
import { CATALOGUES, LANGUAGES, Words, type Language } from '../src/words/words.svelte';
import { FakeTill, Memory, payment, terminal } from './samples';

const DRAWER = {
  cards: [
    { name: 'chip-approves', brand: 'VISA', last4: '1111', entry_mode: 'CHIP' },
    { name: 'chip-pin', brand: 'MASTERCARD', last4: '3222', entry_mode: 'CHIP' },
  ],
  network: 'UP',
};

let fake: FakeTill;
let page: ReturnType<typeof mount> | undefined;
let now: number;
let draft: Draft;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeTill();
  fake.answer(/ \/drawer/, { body: DRAWER });
  now = 0;
  vi.stubGlobal('fetch', fake.fetch);
});

afterEach(async () => {
  if (page !== undefined) {
    await unmount(page);
  }
  page = undefined;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100);
  flushSync();
}

async function open(training: boolean, language: Language = 'en', parts = {}): Promise<void> {
  fake.view = terminal({ demo: false, ...parts });
  const till = new Till(new Api(fake.fetch), () => ({ addEventListener: () => {}, close: () => {} }));
  const words = new Words();
  const settings = new Settings(words, new Memory(), [language]);
  draft = new Draft(new Memory());
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
  page = mount(App, { target: document.body, props: { app, training } });
  await settle();
}

async function press(key: string, code = key, parts: KeyboardEventInit = {}): Promise<void> {
  now += 1_000;
  window.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, ...parts }));
  await settle();
}

const button = (label: string): HTMLElement => {
  const found = [...document.querySelectorAll('button')].find((each) => (each.textContent ?? '').includes(label));
  if (found === undefined) {
    throw new Error(`no button ${label}`);
  }
  return found;
};

describe('the room of a page', () => {
  it('is its path', () => {
    expect(baseOf('/training/')).toBe('/training/api/v1');
    expect(baseOf('/training/customer.html')).toBe('/training/api/v1');
    expect(baseOf('/')).toBe('/api/v1');
    expect(baseOf('/trainings')).toBe('/api/v1');
    expect(trains('/customer.html')).toBe(false);
  });

  it('is asked at its own base', async () => {
    const asked: string[] = [];
    class Look extends Calls {
      look(): Promise<unknown> {
        return this.get('/terminal');
      }
    }
    const send: typeof fetch = (input) => {
      asked.push(String(input));
      return Promise.resolve(new Response('{}'));
    };

    await new Look(send, baseOf('/training/')).look();
    await new TrainingDoor(send).enter();

    expect(asked).toEqual(['/training/api/v1/terminal', '/api/v1/training']);
  });

  it('keeps its cart under another name', () => {
    const memory = new Memory();

    shelfOf(memory, true).setItem('tidegate.draft', 'trained');
    shelfOf(memory, false).setItem('tidegate.draft', 'sold');

    expect(shelfOf(memory, true).getItem('tidegate.draft')).toBe('trained');
    expect(memory.getItem('tidegate.draft')).toBe('sold');
  });
});

describe.each(LANGUAGES)('training in %s', (language) => {
  const w = CATALOGUES[language].training;

  it('wears its mark on every screen and in the title', async () => {
    await open(true, language);
    expect(document.querySelector('.training-bar')?.textContent).toContain(w.mark);
    await press('F4');
    expect(document.querySelector('.training-bar')?.textContent).toContain(w.mark);

    expect(document.title).toContain(w.mark);
  });

  it('wears it over a result that fills the screen', async () => {
    const shown = payment({ state: 'CAPTURED', result: 'approved', shown: false });
    await open(true, language, { current: shown });

    expect(document.querySelector('.stage .overlay')).not.toBeNull();
    expect(document.querySelector('.stage .training-bar')).toBeNull();
    expect(document.querySelector('.training-bar')?.textContent).toContain(w.text);
  });
});

describe('training', () => {
  it('is nowhere on the page of the shop', async () => {
    await open(false);

    expect(document.querySelector('.training-bar')).toBeNull();
    expect(document.querySelector('aside')).toBeNull();
  });

  it('presents a card of the drawer while one is asked for', async () => {
    await open(true, 'en', { current: payment({ prompt: 'PRESENT_CARD' }) });

    await press('!', 'Digit1', { shiftKey: true });

    expect(fake.made('POST /drawer/cards/chip-approves')).toHaveLength(1);
  });

  it('has dead cards while none is asked for, and says why', async () => {
    await open(true);

    await press('!', 'Digit1', { shiftKey: true });

    expect(fake.made('POST /drawer/cards/chip-approves')).toHaveLength(0);
    expect(button('Chip: the issuer approves').getAttribute('aria-disabled')).toBe('true');
    expect(document.querySelector('aside')?.textContent).toContain(CATALOGUES.en.training.notAsked);
  });

  it('puts the network', async () => {
    await open(true);

    await press('D', 'KeyD', { shiftKey: true });

    expect(fake.made('POST /drawer/network')[0]?.body).toEqual({ network: 'DOWN' });
  });

  it('is not entered over a cart', async () => {
    await open(false);
    draft.add('Tea', 320);
    await press('F10');

    expect(button(CATALOGUES.en.training.enter).getAttribute('aria-disabled')).toBe('true');
    await press('t', 'KeyT');
    expect(fake.made('POST /training')).toHaveLength(0);
  });

  it('says why it was refused', async () => {
    await open(false);
    fake.answer(/^POST \/training/, { status: 409, body: { code: 'sale_open' } });
    await press('F10');
    await press('t', 'KeyT');

    expect(document.querySelector('[role=alert]')?.textContent).toBe(CATALOGUES.en.training.saleOpen);
  });
});
