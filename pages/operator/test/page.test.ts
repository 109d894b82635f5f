// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '$kit/clock.svelte';
import { Keys } from '$kit/keys.svelte';
import { Settings } from '$kit/settings.svelte';
import App from '../src/App.svelte';
import { Api } from '../src/gateway/api';
import { Desk } from '../src/gateway/desk.svelte';
import { CATALOGUES, LANGUAGES, Words, type Language } from '../src/words/words.svelte';
import { EXPLAINED, FRITZ, FakeGateway, Memory, link, payment, row } from './samples';

const REFUSED = { status: 401, body: { code: 'sign_in_refused' } };
const NOBODY = { status: 401, body: { code: 'sign_in_needed' } };

let fake: FakeGateway;
let desk: Desk;
let page: ReturnType<typeof mount> | undefined;
let now: number;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
  fake = new FakeGateway();
  now = 0;
});

afterEach(async () => {
  if (page !== undefined) {
    await unmount(page);
  }
  page = undefined;
  document.body.replaceChildren();
  location.hash = '';
  vi.useRealTimers();
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(50);
  flushSync();
}

async function open(hash = '', language: Language = 'en'): Promise<void> {
  location.hash = hash;
  desk = new Desk(new Api(fake.fetch));
  const words = new Words();
  const app = {
    desk,
    words,
    settings: new Settings(words, new Memory(), [language]),
    clock: new Clock(),
    keys: new Keys(() => (now += 1_000)),
  };
  page = mount(App, { target: document.body, props: { app } });
  await settle();
  await settle();
}

const text = (selector = 'body'): string =>
  (document.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const button = (label: string): HTMLElement => {
  const found = [...document.querySelectorAll('button')].find((each) => (each.textContent ?? '').includes(label));
  if (found === undefined) {
    throw new Error(`no button ${label}`);
  }
  return found;
};
async function press(label: string): Promise<void> {
  button(label).click();
  await settle();
}
async function type(selector: string, value: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (field === null) {
    throw new Error(`no field ${selector}`);
  }
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}
async function submit(): Promise<void> {
  document.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
  await settle();
}

describe('the door', () => {
  it('asks who it is, and shows nothing before', async () => {
    fake.answer(/GET \/session/, NOBODY);

    await open('#/payments');

    expect(text('main h1')).toBe('Sign in');
    expect(fake.calls.filter(({ path }) => !path.startsWith('/session'))).toEqual([]);
  });

  it('lets somebody in, and keeps no secret in the page', async () => {
    fake.answer(/GET \/session/, NOBODY);
    await open('#/payments');

    await type('input[autocomplete=username]', 'fritz');
    await type('input[type=password]', 'four words and a river');
    await submit();
    await settle();

    expect(fake.made('POST /session')[0]?.body).toEqual({ person: 'fritz', secret: 'four words and a river' });
    expect(text('main h1')).toBe('Payments');
    expect(document.body.innerHTML).not.toContain('river');
  });

  it('says why it stays shut, and empties the secret', async () => {
    fake.answer(/GET \/session/, NOBODY);
    fake.answer(/POST \/session/, REFUSED);
    await open();

    await type('input[autocomplete=username]', 'fritz');
    await type('input[type=password]', 'wrong');
    await submit();

    expect(text('[role=alert]')).toContain('The name or the secret is wrong');
    expect(document.querySelector<HTMLInputElement>('input[type=password]')?.value).toBe('');
  });

  it('shuts when the session has ended, and says so', async () => {
    await open('#/links');
    expect(text('main h1')).toBe('Links to acquirers');

    fake.answer(/GET/, NOBODY);
    await vi.advanceTimersByTimeAsync(6_000);
    flushSync();

    expect(text('main')).toContain('You were signed out');
  });

  it('is told that a person does something at most once a minute, and of looks by itself never', async () => {
    await open('#/links');
    const told = (): number => fake.made('GET /session').length;
    const before = told();

    window.dispatchEvent(new Event('pointerdown'));
    window.dispatchEvent(new Event('pointerdown'));
    await settle();
    expect(told()).toBe(before + 1);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(told()).toBe(before + 1);
    expect(fake.made('GET /links').every(({ background }) => background)).toBe(true);
    window.dispatchEvent(new Event('pointerdown'));
    await settle();
    expect(told()).toBe(before + 2);
  });

  it('is left by signing out', async () => {
    await open('#/links');
    await press('⋮');
    await press('Sign out');

    expect(fake.made('DELETE /session')[0]?.token).toBe('token-1');
    expect(text('main h1')).toBe('Sign in');
    expect(text('main')).not.toContain('You were signed out');
  });
});

describe('the links', () => {
  it('say how they stand, since when, where, and what was wrong last', async () => {
    const down = link({ state: 'DOWN', trouble: 'CONNECTION_REFUSED', troubleAt: '2026-11-22T11:59:00Z', secondary: true });
    fake.answer(/GET \/links/, { body: { at: '2026-11-22T12:00:00Z', links: [down] } });

    await open('#/links');

    expect(text('section')).toContain('Down');
    expect(text('section')).toContain('127.0.0.1:8583 (the second one)');
    expect(text('section')).toContain('Nobody listens there.');
    expect(text('section')).toContain('after 60 s of silence; unanswered before the connection ends: 3');
    expect(text('section')).toContain('Late answers1');
  });

  it('count messages a second from one look to the next', async () => {
    await open('#/links');
    expect(text('section')).toContain('at most 50 a second');

    fake.answer(/GET \/links/, { body: { at: '2026-11-22T12:00:02Z', links: [link({ counts: { sent: 107 } })] } });
    await vi.advanceTimersByTimeAsync(2_100);
    flushSync();

    expect(text('section')).toContain('3.5 a second, at most 50');
  });

  it('let deferred sales go again with a reason, by an operator alone', async () => {
    const deferred = { paused: true, pausedAt: '2026-11-22T11:00:00Z', cause: 'code 57 came 3 times', declines: 0 };
    fake.answer(/GET \/links/, { body: { at: '2026-11-22T12:00:00Z', links: [link({ deferred })] } });
    await open('#/links');
    expect(text('section')).toContain('Paused since');
    expect(button('Let deferred sales go').getAttribute('aria-disabled')).toBe('true');
    fake.answer(/GET \/session/, { body: { ...FRITZ, roles: ['OPERATOR'] } });
    await desk.attempt(async () => (desk.session = await desk.api.session()));
    await settle();

    await press('Let deferred sales go');
    await type('textarea', 'It is mended.');
    [...document.querySelectorAll<HTMLElement>('.panel button')].at(-2)?.click();
    await settle();

    expect(fake.made('POST /acquirers/house/resume')[0]).toMatchObject({
      body: { reason: 'It is mended.' },
      token: 'token-1',
    });
  });
});

describe('the payments', () => {
  it('are asked for as the address says, and lead to their stories', async () => {
    await open('#/payments?show=held&terminal=TIDE0001');

    expect(fake.calls.some(({ path }) => path === '/payments?show=held&terminal=TIDE0001&cursor=&limit=50')).toBe(true);
    expect(text('tbody')).toContain('€12.50');
    expect(text('tbody')).toContain('Visa 0119');
    expect(text('tbody')).toContain('Set aside');
    expect(text('tbody')).toContain('The acquirer refused the message as wrong.');
    expect(document.querySelector('tbody a')?.getAttribute('href')).toBe(`#/payments/${payment().id}`);
    expect(text('header .badge')).toBe('2 payments need a person');
  });

  it('are turned by cursor, there and back', async () => {
    fake.answer(/GET \/payments\?.*cursor=&/, { body: { payments: [row()], next: 'cursor-1' } });
    fake.answer(/GET \/payments\?.*cursor=cursor-1/, { body: { payments: [row({ id: 'older-payment-id' })] } });
    await open('#/payments');

    await press('Older');
    expect(document.querySelector('tbody a')?.getAttribute('href')).toBe('#/payments/older-payment-id');
    expect([...document.querySelectorAll('.pages button')].length).toBe(1);
    await press('Newer');
    expect(document.querySelector('tbody a')?.getAttribute('href')).toBe(`#/payments/${payment().id}`);
  });

  it('say where there is none', async () => {
    fake.answer(/GET \/payments/, { body: { payments: [] } });

    await open('#/payments?show=stuck');

    expect(text('main')).toContain('No payment here.');
  });
});

describe('one payment', () => {
  const here = `#/payments/${payment().id}`;

  it('tells why, what is next, what happened and who can act', async () => {
    await open(here);

    expect(text('h1')).toContain('€12.50');
    expect(text('.outlook')).toContain('The acquirer refused the message as wrong.');
    expect(text('.outlook')).toContain('Nothing, until a person acts.');
    expect(text('.outlook')).toContain('two people: finance');
    expect(text('main ol')).toContain('Offered by its till');
    expect(text('table')).toContain('answered 57');
  });

  it('is released with a reason, and not without', async () => {
    await open(here);

    await press('Release');
    const confirm = (): HTMLElement => document.querySelector<HTMLElement>('.panel .primary') as HTMLElement;
    confirm().click();
    await settle();
    expect(fake.made(`POST /payments/${payment().id}/release`)).toEqual([]);
    await type('textarea', ' The acquirer says so. ');
    confirm().click();
    await settle();

    expect(fake.made(`POST /payments/${payment().id}/release`)[0]).toMatchObject({
      body: { reason: 'The acquirer says so.' },
      token: 'token-1',
    });
    expect(text('.said')).toBe('Done.');
    expect(document.querySelector('.panel')).toBeNull();
  });

  it('is not let go where the gateway says no, and says why in the panel', async () => {
    fake.answer(/POST .*release/, { status: 409, body: { code: 'refused', condition: 'UNANSWERED' } });
    await open(here);

    await press('Release');
    await type('textarea', 'The acquirer says so.');
    document.querySelector<HTMLElement>('.panel .primary')?.click();
    await settle();

    expect(text('.panel [role=alert]')).toBe('A message for it was sent and not answered: try that again first.');
  });

  it('says whose word waits for a second person, and who that is', async () => {
    const asked = {
      at: '2026-11-22T11:30:00Z',
      action: 'WRITE_OFF',
      person: 'frieda',
      reason: 'The shop pays.',
      done: false,
      open: true,
      secondPerson: '',
      secondReason: '',
    } as const;
    fake.answer(/GET \/payments\//, { body: payment({ actions: [asked] }) });
    await open(here);

    expect(text('.asked')).toBe('frieda asked for “Write off”: a second person is needed.');
    await press('Write off');
    expect(text('.panel')).toContain('You are the second person');
  });

  it('offers what takes another role, dead, with that role', async () => {
    const ways = [{ action: 'release', two: false, roles: ['FINANCE'] as const, mine: false }];
    fake.answer(/GET \/payments\//, { body: payment({ ways }) });
    await open(here);

    expect(button('Release').getAttribute('aria-disabled')).toBe('true');
    expect(text('.outlook')).toContain('takes finance');
  });

  it('that the gateway does not know is said to be unknown', async () => {
    fake.answer(/GET \/payments\//, { status: 404, body: { code: 'not_found' } });

    await open(here);

    expect(text('main [role=alert]')).toBe('The gateway does not know this payment.');
  });
});

describe('a frame', () => {
  it('is explained field by field, with the first byte that disagrees', async () => {
    fake.answer(/POST \/decode/, { body: EXPLAINED });
    await open('#/decode');

    await type('textarea', '0210 7238');
    await press('Explain');

    expect(fake.made('POST /decode')[0]?.body).toEqual({ profile: 'elavon-like', frame: '0210 7238' });
    expect(text('.verdict')).toContain('First byte that disagrees: 19 (field 55)');
    expect(text('tr.wrong')).toContain('ICC data');
    expect(text('table')).toContain('16 digits, the last are **** 0119');
    expect(text('tr.tag')).toContain('not shown');
  });

  it('that is none has its own words', async () => {
    fake.answer(/POST \/decode/, { status: 422, body: { code: 'frame_unreadable', condition: 'ODD' } });
    await open('#/decode');

    await type('textarea', '021');
    await press('Explain');

    expect(text('[role=alert]')).toBe('The last byte has one digit only.');
  });

  it('is forgotten by one press, and by leaving', async () => {
    await open('#/decode');
    await type('textarea', '0210');
    await press('Clear');
    expect(document.querySelector('textarea')?.value).toBe('');
    await type('textarea', '0210');

    location.hash = '#/links';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await settle();
    location.hash = '#/decode';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await settle();

    expect(document.querySelector('textarea')?.value).toBe('');
  });

  it('that a link could not read is explained by its name alone', async () => {
    fake.answer(/GET \/frames/, { body: { frames: [{ name: '17-0-house', at: '2026-11-22T11:00:00Z', acquirer: 'house' }] } });
    fake.answer(/POST \/frames/, { body: EXPLAINED });
    await open('#/decode');

    document.querySelector<HTMLElement>('li button')?.click();
    await settle();

    expect(fake.made('POST /frames/17-0-house/decode')[0]?.body).toEqual({ profile: 'elavon-like' });
    expect(text('.verdict')).toContain('19');
  });
});

describe('with the gateway away', () => {
  it('the page says so, keeps what it knows, and does nothing', async () => {
    await open(`#/payments/${payment().id}`);
    fake.answer(/./, 'away');
    await vi.advanceTimersByTimeAsync(6_000);
    flushSync();

    expect(text('.away')).toContain('The gateway does not answer');
    expect(text('h1')).toContain('€12.50');
    expect(button('Release').getAttribute('aria-disabled')).toBe('true');
  });
});

describe.each(LANGUAGES)('in %s', (language) => {
  it.each([
    ['#/links', 'links'],
    ['#/payments', 'payments'],
    [`#/payments/${payment().id}`, 'payments'],
    ['#/decode', 'decode'],
  ] as const)('%s speaks it', async (hash, screen) => {
    await open(hash, language);

    expect(document.documentElement.lang).toBe(language);
    expect(document.title).toBe(`${CATALOGUES[language].screens.nav[screen]} – Tidegate`);
    expect(text('main')).not.toMatch(/\bundefined\b|\{\w+\}/);
  });
});

describe('certification', () => {
  const SUMMARY = {
    run: 'ab01',
    facts: { product: 'Tidegate 0.1.0', commit: 'c', profile: 'iso87-generic', host: 'acquirer simulator', startedAt: '2026-11-22T10:00:00Z' },
    passed: 1,
    failed: 1,
    skipped: 0,
    signed: 0,
    rejected: 0,
    open: 2,
  };
  const scenario = (id: string, verdict: string, said: unknown[] = []): object => ({
    id,
    section: 'D. Timeouts',
    title: `Title of ${id}`,
    verdict,
    because: verdict === 'FAILED' ? 'frame 7, field 11' : '',
    said,
  });
  const REVIEWER = { person: 'rita', roles: ['REVIEWER'], token: 't' };

  function answers(session: object): void {
    fake.answer(/^GET \/session/, { body: session });
    fake.answer(/^GET \/certification$/, { body: { runs: [SUMMARY], unreadable: 0 } });
    fake.answer(/^GET \/certification\/ab01$/, {
      body: { summary: SUMMARY, scenarios: [scenario('D01', 'PASSED'), scenario('D03', 'FAILED')] },
    });
  }

  it('lists the runs of the folder', async () => {
    answers(REVIEWER);
    await open('#/certification');

    expect(text('main')).toContain('1 passed, 1 failed, 0 not applicable');
    expect(document.querySelector('main a')?.getAttribute('href')).toBe('#/certification/ab01');
  });

  it('leads to the evidence of each scenario', async () => {
    answers(REVIEWER);
    await open('#/certification/ab01');

    expect(text('main')).toContain('D03 Title of D03');
    expect(document.querySelector('main li a')?.getAttribute('href')).toBe(
      '/api/v1/certification/ab01/evidence/scenarios/D01.html',
    );
  });

  it('takes the word of a reviewer, and a rejection only with a note', async () => {
    answers(REVIEWER);
    fake.answer(/^POST \/certification\/ab01\/D03\/reject$/, {
      body: {
        summary: { ...SUMMARY, rejected: 1, open: 1 },
        scenarios: [
          scenario('D03', 'FAILED', [
            { n: 1, at: '2026-11-22T12:00:00Z', decision: 'REJECTED', reviewer: 'rita', note: 'another STAN' },
          ]),
        ],
      },
    });
    await open('#/certification/ab01');
    await press('Reject D03');
    expect(text('.panel')).toContain('a rejection says why');

    await type('.panel textarea', 'another STAN');
    document.querySelector<HTMLElement>('.panel .danger')?.click();
    await settle();

    expect(fake.made('POST /certification/ab01/D03/reject')[0]).toMatchObject({ body: { note: 'another STAN' }, token: 't' });
    expect(text('main')).toContain('Rejected');
    expect(text('main')).toContain('another STAN');
  });

  it('gives others nothing to press', async () => {
    answers(FRITZ);
    await open('#/certification/ab01');

    expect(text('main')).toContain('Reviewers sign off; you may look.');
    expect(document.querySelector('main li button')).toBeNull();
  });
});
