import type { Session } from '../src/gateway/api';
import type { Explained } from '../src/gateway/frame';
import type { Link, Status } from '../src/gateway/link';
import type { Payment, Row } from '../src/gateway/payment';

/** A payment of 12.50 euros that is set aside; no card data, as there is none on the page. */
export function payment(parts: Partial<Payment> = {}): Payment {
  return {
    id: '0193f3a1-0000-7000-8000-000000000001',
    till: '018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1',
    terminal: 'TIDE0001',
    acquirer: 'house',
    kind: 'DEFERRED_AUTHORISATION',
    state: 'HELD',
    reason: 'OUR_FAULT',
    amount: { value: 1250, currency: 'EUR' },
    brand: 'VISA',
    last4: '0119',
    entryMode: 'CHIP',
    soldAt: '2026-11-22T10:00:00Z',
    responseCode: '57',
    authorisationCode: '',
    stan: '000007',
    rrn: '632600000007',
    deadline: '2026-11-25T10:00:00Z',
    attempts: [
      {
        number: 1,
        kind: 'DEFERRED',
        state: 'ANSWERED',
        stan: '000007',
        rrn: '632600000007',
        sentAt: '2026-11-22T11:00:00Z',
        sends: 1,
        reverses: 0,
        takenOver: false,
        responseCode: '57',
        answeredAt: '2026-11-22T11:00:01Z',
      },
    ],
    events: [
      { n: 1, at: '2026-11-22T10:59:00Z', event: 'STORE', state: 'STORED', reason: 'NONE', detail: '' },
      { n: 2, at: '2026-11-22T11:00:00Z', event: 'OFFER', state: 'FORWARDING', reason: 'NONE', detail: '' },
      { n: 3, at: '2026-11-22T11:00:01Z', event: 'HOLD', state: 'HELD', reason: 'OUR_FAULT', detail: '' },
    ],
    actions: [],
    next: { word: 'PERSON', lanePaused: false },
    ways: [
      { action: 'release', two: false, roles: ['FINANCE'], mine: true },
      { action: 'write-off', two: true, roles: ['FINANCE'], mine: true },
    ],
    ...parts,
  };
}

export function row(parts: Partial<Row> = {}): Row {
  return { ...payment(), ...parts };
}

export function link(parts: Partial<Link> = {}): Link {
  return {
    acquirer: 'house',
    profile: 'iso87-generic',
    state: 'UP',
    since: '2026-11-22T09:00:00Z',
    address: '127.0.0.1:8583',
    secondary: false,
    tls: true,
    echo: { everySeconds: 60, unansweredMax: 3 },
    perSecond: 50,
    burst: 50,
    counts: { sent: 100, answered: 98, late: 1 },
    deferred: { paused: false, cause: '', declines: 0 },
    ...parts,
  };
}

export const STATUS: Status = {
  incarnation: '0a1b2c3d4e5f',
  needPerson: 2,
  tills: [
    { id: '018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1', revoked: false, unsynced: 3, heardAt: '2026-11-22T10:00:00Z' },
  ],
};

export const FRITZ: Session = { person: 'fritz', roles: ['FINANCE'], token: 'token-1' };

export const EXPLAINED: Explained = {
  bytes: 30,
  framed: false,
  type: '0210',
  meaning: 'answer to sale',
  lines: [
    { offset: 0, bytes: 2, field: 0, name: 'Message type', value: '0210', tags: [] },
    { offset: 10, bytes: 9, field: 2, name: 'Primary account number', value: '16 digits, **** 0119', tags: [] },
    {
      offset: 19,
      bytes: 11,
      field: 55,
      name: 'ICC data',
      value: '9 bytes',
      tags: [{ tag: '57', bytes: 5, name: 'Track 2 equivalent data', value: 'not shown' }],
    },
  ],
  disagreement: { offset: 19, field: 55, what: 'field 55: tag 57 must never be sent' },
};

/** A shelf that forgets with the test. */
export class Memory implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly kept = new Map<string, string>();

  getItem(name: string): string | null {
    return this.kept.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    this.kept.set(name, value);
  }

  removeItem(name: string): void {
    this.kept.delete(name);
  }
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly token: string | null;
  readonly background: boolean;
}

type Reply = { readonly status?: number; readonly body?: unknown } | 'away';

/** A gateway behind fetch: it keeps what it was asked and answers as it was told to, the newest word first. */
export class FakeGateway {
  readonly calls: Call[] = [];
  #replies: [RegExp, Reply][] = [];

  /** From now on calls like "POST /decode" are answered so. */
  answer(call: RegExp, reply: Reply): void {
    this.#replies.unshift([call, reply]);
  }

  made(call: string): readonly Call[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === call);
  }

  readonly fetch: typeof fetch = (input, init) => {
    const path = String(input).replace('/api/v1', '');
    const method = init?.method ?? 'GET';
    const headers = new Headers(init?.headers);
    this.calls.push({
      method,
      path,
      body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : null,
      token: headers.get('X-Tidegate-Token'),
      background: headers.has('X-Tidegate-Background'),
    });
    const reply = this.#replies.find(([call]) => call.test(`${method} ${path}`))?.[1] ?? usual(method, path);
    if (reply === 'away') {
      return Promise.reject(new TypeError('no route'));
    }
    const status = reply.status ?? 200;
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(reply.body ?? {}), { status }));
  };
}

function usual(method: string, path: string): Reply {
  switch (`${method} ${path.split('?')[0]}`) {
    case 'GET /session':
    case 'POST /session':
      return { body: FRITZ };
    case 'DELETE /session':
      return { status: 204 };
    case 'GET /status':
      return { body: STATUS };
    case 'GET /links':
      return { body: { at: '2026-11-22T12:00:00Z', links: [link()] } };
    case 'GET /payments':
      return { body: { payments: [row()] } };
    case `GET /payments/${payment().id}`:
      return { body: payment() };
    case 'GET /profiles':
      return { body: { profiles: ['elavon-like', 'iso87-generic'] } };
    case 'GET /frames':
      return { body: { frames: [] } };
    default:
      return {};
  }
}
