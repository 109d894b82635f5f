import { Calls, Refused } from '$kit/calls';
import type { Shown } from './display.svelte';
import type { Carried, Refund, Refunds, SyncRun, Why } from './network';
import type { Money, Payment, PaymentEvent, TipView } from './payment';
import type { CartView, CatalogueView, ItemList, TenderSale } from './shop';
import type { Terminal } from './terminal';

export { Away as TillAway, Refused } from '$kit/calls';

/** A typed amount with its name, an item, or what was scanned: name and price of those are the till's. */
export interface CartLine {
  readonly name?: string;
  readonly quantity: number;
  /** Of the whole line. */
  readonly amount?: Money;
  readonly item?: string;
  readonly barcode?: string;
  readonly grams?: number;
  readonly discount?: string;
}

export interface CartBody {
  readonly lines: readonly CartLine[];
  readonly discount?: string;
  readonly tip?: Money;
}

/** Cash with what was given, or another kind with its reference. */
export type Tender =
  | { readonly tender: 'cash'; readonly tendered: Money }
  | { readonly tender: 'other'; readonly kind: string; readonly reference: string };

/** What the issuer said by telephone, and the manager who stands for it. */
export interface VoiceWord {
  readonly code: string;
  readonly name: string;
  readonly pin: string;
  readonly reason: string;
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

/** The calls of the till's API that the page makes. Each may throw {@link TillAway} or {@link Refused}. */
export class Api extends Calls {
  terminal(): Promise<Terminal> {
    return this.get('/terminal');
  }

  /** What the customer's screen shows. */
  display(): Promise<Shown> {
    return this.get('/display');
  }

  openCart(body: CartBody): Promise<CartView> {
    return this.post('/carts', body);
  }

  cart(id: string): Promise<CartView> {
    return this.get(`/carts/${encodeURIComponent(id)}`);
  }

  catalogue(): Promise<CatalogueView> {
    return this.get('/catalogue');
  }

  items(query: { readonly category?: string; readonly q?: string; readonly barcode?: string }): Promise<ItemList> {
    return this.get(`/items?${new URLSearchParams(query)}`);
  }

  /** It is on the till's disk when this has answered. The same key is the same payment. */
  tender(cart: string, amount: Money, tender: Tender, key: string): Promise<TenderSale> {
    return this.post('/payments', { cart, amount, ...tender }, { 'Idempotency-Key': key });
  }

  /** The same key is the same payment, however often it is sent. */
  pay(cart: string, amount: Money, key: string, approval: string | null = null): Promise<Payment> {
    const word = approval === null ? {} : { approval };
    return this.post('/payments', { cart, amount, tender: 'card', ...word }, { 'Idempotency-Key': key });
  }

  /** Takes a sale that its issuer has approved by telephone. The same key is the same payment. */
  voice(cart: string, amount: Money, voice: VoiceWord, key: string): Promise<Payment> {
    return this.post('/payments', { cart, amount, tender: 'voice', voice }, { 'Idempotency-Key': key });
  }

  /** The tip of a sale; null where the till knows of none. */
  async tip(id: string): Promise<TipView | null> {
    const view = await this.get<Partial<TipView>>(`/payments/${encodeURIComponent(id)}/tips`);
    const { signed, tip, most, refusal } = view;
    return signed && tip && most ? { signed, tip, most, refusal: refusal ?? null } : null;
  }

  /** Makes the tip this one; nothing takes it off. */
  putTip(id: string, amount: Money): Promise<TipView> {
    return this.post(`/payments/${encodeURIComponent(id)}/tips`, { amount });
  }

  payment(id: string): Promise<Payment | TenderSale> {
    return this.get(`/payments/${encodeURIComponent(id)}`);
  }

  async payments(before?: string): Promise<{ payments: readonly (Payment | TenderSale)[]; next: string | null }> {
    const cursor = before === undefined ? '' : `?cursor=${encodeURIComponent(before)}`;
    const page = await this.get<{ payments: readonly (Payment | TenderSale)[]; next?: string | null }>(
      `/payments${cursor}`,
    );
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

  /** Sends now what waits here, or joins the run that does. */
  sync(): Promise<SyncRun> {
    return this.post('/terminal/sync');
  }

  syncRun(id: string): Promise<SyncRun> {
    return this.get(`/sync-runs/${encodeURIComponent(id)}`);
  }

  /** The run that goes, or the last one. */
  async newestSync(): Promise<SyncRun | null> {
    return (await this.get<{ newest?: SyncRun | null }>('/sync-runs')).newest ?? null;
  }

  /** Why a stored sale is still here. */
  why(id: string): Promise<Why> {
    return this.get(`/payments/${encodeURIComponent(id)}/why`);
  }

  async refunds(id: string): Promise<Refunds> {
    const known = await this.get<Partial<Refunds>>(`/payments/${encodeURIComponent(id)}/refunds`);
    return { ...known, refunds: known.refunds ?? [] };
  }

  /** The same key is the same refund, however often it is sent. */
  refund(id: string, amount: Money, key: string): Promise<Refund> {
    return this.post(`/payments/${encodeURIComponent(id)}/refunds`, { amount }, { 'Idempotency-Key': key });
  }

  /** Which route carried the messages of a sale; none on a till with one route. */
  async routes(id: string): Promise<readonly Carried[]> {
    const told = await this.get<{ carried?: readonly Carried[] }>(`/payments/${encodeURIComponent(id)}/routes`);
    return told.carried ?? [];
  }

  /** The people of a demo, whose PINs protect nothing. */
  async demoPeople(): Promise<readonly { name: string; pin: string }[]> {
    return (await this.get<{ people?: readonly { name: string; pin: string }[] }>('/demo/people')).people ?? [];
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
}
