import type { Money, Payment, PaymentEvent } from './payment';
import type { Terminal } from './terminal';

/** The till did not answer, or not as a till does. Nothing is known of what it did. */
export class TillAway extends Error {}

/** The till said no and why (application/problem+json). */
export class Refused extends Error {
  /** @param instance which payment or cart it is about, where it is about one */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly instance: string | null = null,
  ) {
    super(`refused: ${code}`);
  }
}

export interface CartLine {
  readonly name: string;
  readonly quantity: number;
  /** Of the whole line. */
  readonly amount: Money;
}

export interface DemoCard {
  readonly name: string;
  readonly brand?: string;
  readonly last4?: string;
  /** The sides that a reader can touch: contact, contactless. */
  readonly faces?: readonly string[];
  /** Whether it has a stripe. */
  readonly stripe?: boolean;
}

/** How a test card is presented. */
export type DemoWay = 'insert' | 'tap' | 'swipe';

/** What the person before the pad does; the digits are the pad's alone. */
export type DemoPress = 'right' | 'wrong' | 'bypass' | 'cancel';

/** What the simulator of cards says of its reader; nothing of a swipe. */
interface DemoReader {
  readonly card?: string | null;
}

/** How long the till may take to answer; a sale itself goes on behind a quick 202. */
const ANSWER_MAX_MILLIS = 6_000;

const BASE = '/api/v1';

/** The calls of the till's API that the page makes. Each may throw {@link TillAway} or {@link Refused}. */
export class Api {
  constructor(private readonly send: typeof fetch = (input, init) => fetch(input, init)) {}

  terminal(): Promise<Terminal> {
    return this.get('/terminal');
  }

  async openCart(lines: readonly CartLine[]): Promise<string> {
    return (await this.post<{ id: string }>('/carts', { lines })).id;
  }

  /** The same key is the same payment, however often it is sent. */
  pay(cart: string, amount: Money, key: string): Promise<Payment> {
    return this.post('/payments', { cart, amount, tender: 'card' }, { 'Idempotency-Key': key });
  }

  payment(id: string): Promise<Payment> {
    return this.get(`/payments/${encodeURIComponent(id)}`);
  }

  async payments(before?: string): Promise<{ payments: readonly Payment[]; next: string | null }> {
    const cursor = before === undefined ? '' : `?cursor=${encodeURIComponent(before)}`;
    const page = await this.get<{ payments: readonly Payment[]; next?: string | null }>(`/payments${cursor}`);
    return { payments: page.payments, next: page.next ?? null };
  }

  async events(id: string): Promise<readonly PaymentEvent[]> {
    return (await this.get<{ events: readonly PaymentEvent[] }>(`/payments/${encodeURIComponent(id)}/events`)).events;
  }

  cancel(id: string): Promise<unknown> {
    return this.post(`/payments/${encodeURIComponent(id)}/cancel`);
  }

  /** Which application of the card to use; null for none of them. */
  choose(id: string, question: number, place: number | null): Promise<unknown> {
    return this.post(`/payments/${encodeURIComponent(id)}/application`, { question, place });
  }

  /** OK was pressed on the result. */
  seen(id: string): Promise<unknown> {
    return this.post(`/payments/${encodeURIComponent(id)}/seen`);
  }

  takeBack(id: string): Promise<Payment> {
    return this.post(`/payments/${encodeURIComponent(id)}/void`);
  }

  answer(id: string, goods: 'keep' | 'void'): Promise<unknown> {
    return this.post(`/payments/${encodeURIComponent(id)}/answer`, { goods });
  }

  sync(): Promise<unknown> {
    return this.post('/terminal/sync');
  }

  async demoCards(): Promise<readonly DemoCard[]> {
    return (await this.get<{ cards: readonly DemoCard[] }>('/demo/cards')).cards;
  }

  /**
   * Presents a test card, in the place of one that is in the reader or in the field. Returns which one is in the reader
   * now.
   */
  async presentCard(name: string, way: DemoWay): Promise<string | null> {
    const present = (): Promise<DemoReader> => this.post(`/demo/cards/${encodeURIComponent(name)}/${way}`);
    try {
      return (await present()).card ?? null;
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 409) {
        throw e;
      }
      await this.removeCard();
      return (await present()).card ?? null;
    }
  }

  async removeCard(): Promise<string | null> {
    return (await this.post<DemoReader>('/demo/cards/remove')).card ?? null;
  }

  pressPad(press: DemoPress): Promise<unknown> {
    return this.post(`/demo/pad/${press}`);
  }

  async networkCut(): Promise<boolean> {
    return (await this.get<{ cut: boolean }>('/demo/network')).cut;
  }

  cutNetwork(cut: boolean): Promise<unknown> {
    return this.post('/demo/network', { cut });
  }

  private get<T>(path: string): Promise<T> {
    return this.call<T>(path, { method: 'GET' });
  }

  private post<T>(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<T> {
    return this.call<T>(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    const signal = AbortSignal.timeout(ANSWER_MAX_MILLIS);
    let status: number;
    let text: string;
    try {
      const response = await this.send(BASE + path, { ...init, signal, cache: 'no-store' });
      status = response.status;
      text = await response.text();
    } catch {
      throw new TillAway(`no answer to ${init.method} ${path}`);
    }
    const body = parsed(text);
    if (status >= 200 && status < 300) {
      if (body === undefined && text !== '') {
        throw new TillAway(`no JSON from ${init.method} ${path}`);
      }
      return body as T;
    }
    throw refusal(status, body);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown): Refused {
  const problem = typeof body === 'object' && body !== null ? (body as { code?: unknown; instance?: unknown }) : {};
  return new Refused(
    status,
    typeof problem.code === 'string' ? problem.code : `http_${status}`,
    typeof problem.instance === 'string' ? problem.instance : null,
  );
}
