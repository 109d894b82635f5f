import type { Payment } from '../src/till/payment';
import type { CatalogueView, Item, TenderSale } from '../src/till/shop';
import type { Terminal } from '../src/till/terminal';

/** A payment of 16.40 euros; no card data, as there is none on the page. */
export function payment(parts: Partial<Payment> = {}): Payment {
  return {
    id: '0193f3a1-0000-7000-8000-000000000001',
    state: 'COLLECTING',
    amount: { value: 1640, currency: 'EUR' },
    reference: '261122-7KQ2MX',
    shown: false,
    unsynced: false,
    ...parts,
  };
}

/** A till that is online, idle and part of a demo. */
export function terminal(parts: Partial<Terminal> = {}): Terminal {
  return {
    id: '018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1',
    time: new Date().toISOString(),
    merchant: 'Harbour Café',
    terminal_id: 'TIDE0001',
    currency: 'EUR',
    time_zone: 'Europe/Berlin',
    network_status: 'online',
    since: '2026-11-22T09:00:00Z',
    reader_present: true,
    demo: true,
    offline: {
      enabled: true,
      count: 0,
      amounts_by_currency: [],
      remaining: { amount: { value: 50_000, currency: 'EUR' }, count: 50 },
    },
    saf: { unsent: 0 },
    reversals_pending: 0,
    duties: 0,
    questions: [],
    floor: { catalogue: 'v1', catalogue_as_of: '2026-11-22T08:00:00Z', catalogue_faults: 0, drawer_silent: false },
    ...parts,
  };
}

const item = (id: string, name: string, value: number): Item => ({
  id,
  name,
  category: 'Drinks',
  price: { value, currency: 'EUR' },
  by_weight: false,
  tax: { id: 'full', name: 'VAT 19 %', basis_points: 1900 },
});

export const ESPRESSO = item('espresso', 'Espresso', 240);
export const APPLES: Item = { ...item('apples', 'Apples', 299), category: 'By weight', by_weight: true };

export const CATALOGUE: CatalogueView = {
  version: 'v1',
  as_of: '2026-11-22T08:00:00Z',
  items: 2,
  categories: ['Drinks', 'By weight'],
  discounts: [
    { id: 'staff', name: 'Staff', scope: 'cart', basis_points: 2500 },
    { id: 'own-cup', name: 'Own cup', scope: 'line', amount: { value: 30, currency: 'EUR' } },
  ],
  tips: [5, 10],
  other_tenders: ['Voucher', 'Invoice'],
  faults: [],
};

/** Cash or another tender as the till tells it. */
export function tenderSale(parts: Partial<TenderSale> = {}): TenderSale {
  return {
    id: '0193f3a1-0000-7000-8000-00000000cash',
    state: 'PAID',
    amount: { value: 240, currency: 'EUR' },
    reference: '261122-CASH01',
    sold_at: '2026-11-22T10:00:00Z',
    tender: {
      kind: 'cash',
      name: '',
      note: '',
      tendered: { value: 500, currency: 'EUR' },
      change: { value: 260, currency: 'EUR' },
    },
    ...parts,
  };
}

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
  readonly key: string | null;
}

/** What is answered, once what it waits for has come about. */
type Reply = { readonly status?: number; readonly body?: unknown; readonly after?: Promise<void> } | 'away';

/** A till behind fetch: it keeps what it was asked and answers as it was told to, the newest word first. */
export class FakeTill {
  readonly calls: Call[] = [];
  view: Terminal = terminal();
  #replies: [RegExp, Reply][] = [];

  /** From now on calls like "POST /payments" are answered so. */
  answer(call: RegExp, reply: Reply): void {
    this.#replies.unshift([call, reply]);
  }

  made(call: string): readonly Call[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === call);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const path = String(input).replace('/api/v1', '');
    const method = init?.method ?? 'GET';
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : null;
    this.calls.push({ method, path, body, key: new Headers(init?.headers).get('Idempotency-Key') });
    const reply = this.#replies.find(([call]) => call.test(`${method} ${path}`))?.[1] ?? this.#usual(method, path);
    if (reply !== 'away' && reply.after !== undefined) {
      await reply.after;
    }
    if (reply === 'away') {
      throw new TypeError('no route');
    }
    return new Response(JSON.stringify(reply.body ?? {}), { status: reply.status ?? 200 });
  };

  #usual(method: string, path: string): Reply {
    switch (`${method} ${path}`) {
      case 'GET /terminal':
        return { body: this.view };
      case 'GET /session':
        return { body: { required: false, people: [] } };
      case 'GET /catalogue':
        return { body: CATALOGUE };
      case 'GET /items?category=Drinks':
        return { body: { items: [ESPRESSO] } };
      case 'GET /items?category=By+weight':
      case 'GET /items?q=app':
        return { body: { items: [APPLES] } };
      case 'GET /items?barcode=9521201000008':
        return { body: { items: [ESPRESSO] } };
      case 'GET /items?barcode=2110001005002':
        return { body: { items: [APPLES], grams: 500 } };
      case 'POST /carts':
        return { status: 201, body: { id: 'cart-1' } };
      case 'POST /payments':
        return { status: 202, body: payment() };
      case 'GET /payments':
        return { body: { payments: [] } };
      default:
        return {};
    }
  }
}
