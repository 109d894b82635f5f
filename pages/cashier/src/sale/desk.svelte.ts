import { isAccepted, resultOf } from '../show/face';
import { Refused, TillAway, type VoiceWord } from '../till/api';
import type { Payment } from '../till/payment';
import { isTender } from '../till/shop';
import type { Till } from '../till/till.svelte';
import type { Draft } from './draft.svelte';

/** What the till answered to the last press, where it was not what was wanted: a code of its problems, or away. */
export type Problem = { readonly code: string; readonly about?: string | null };

/**
 * What the cashier does with a sale. Nothing here is queued: a press that the till does not answer is over, and the
 * same payment is asked for again by the next press, with the same key.
 */
export class Desk {
  /** A press is on its way to the till. */
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /**
   * The result whose OK is on its way. Its screen stays until that is settled: the till may say that it was seen before
   * it answers the press, and what is rung up in between would be added to what has been paid.
   */
  closing = $state.raw<Payment | null>(null);

  constructor(
    private readonly till: Till,
    private readonly draft: Draft,
    private readonly freshKey: () => string = randomKey,
  ) {}

  /** Takes what is rung up by card, with a manager's word where one was given. */
  pay(approval: string | null = null): Promise<void> {
    return this.#ask('card', async (cart, currency, key) => {
      const { id } = await this.till.api.pay(cart, this.draft.amount(currency), key, approval);
      this.draft.started(id);
    });
  }

  /** Takes what its issuer has approved by telephone; the card is read for its number. */
  voice(word: VoiceWord): Promise<void> {
    return this.#ask(`voice ${word.code}`, async (cart, currency, key) => {
      const { id } = await this.till.api.voice(cart, this.draft.amount(currency), word, key);
      this.draft.started(id);
    });
  }

  /** Takes cash; what is more than the rest goes back as change, and what is less pays a part. */
  cash(given: number): Promise<void> {
    return this.#ask(`cash ${given}`, async (cart, currency, key) => {
      const amount = { value: Math.min(given, this.draft.due), currency };
      const tendered = { value: given, currency };
      this.draft.tendered(await this.till.api.tender(cart, amount, { tender: 'cash', tendered }, key));
    });
  }

  /** Takes another tender of the shop's, for all of the rest or for a part of it. */
  other(kind: string, reference: string, minor: number): Promise<void> {
    return this.#ask(`other ${kind} ${reference} ${minor}`, async (cart, currency, key) => {
      const amount = { value: minor, currency };
      this.draft.tendered(await this.till.api.tender(cart, amount, { tender: 'other', kind, reference }, key));
    });
  }

  /** Gives back what of a cart was paid without a card. */
  giveBack(): Promise<void> {
    return this.#once(async () => {
      for (const { id } of this.draft.tenders) {
        await this.till.api.takeBack(id);
        this.draft.givenBack(id);
      }
    });
  }

  /** The same request has the same key, however often it is pressed; another one has another. */
  #ask(what: string, ask: (cart: string, currency: string, key: string) => Promise<void>): Promise<void> {
    return this.#once(async () => {
      const currency = this.till.terminal?.currency;
      if (currency === undefined || this.draft.empty) {
        return;
      }
      const cart = this.draft.cart ?? (await this.#open(currency));
      const asked = `${what} of ${this.draft.due}`;
      const same = this.draft.asked === null || this.draft.asked === asked;
      const key = (same ? this.draft.key : null) ?? this.freshKey();
      this.draft.asking(key, asked);
      try {
        await ask(cart, currency, key);
      } catch (e) {
        this.refused(e);
        await this.#count(e, cart);
        throw e;
      }
    });
  }

  async #open(currency: string): Promise<string> {
    const cart = await this.till.api.openCart(this.draft.cartBody(currency));
    if (cart.total !== undefined && cart.total.value !== this.draft.total) {
      this.draft.repriced(cart);
      throw new Refused(409, 'prices_changed');
    }
    this.draft.opened(cart.id);
    return cart.id;
  }

  // The till counts otherwise than this page: its word stands.
  async #count(e: unknown, cart: string): Promise<void> {
    if (e instanceof Refused && (e.status === 422 || e.code === 'state_conflict')) {
      const { paid } = await this.till.api.cart(cart);
      if (paid !== undefined && this.draft.payment === null) {
        this.draft.paidIs(paid.value);
      }
    }
  }

  cancel(payment: Payment): Promise<void> {
    return this.#once(() => this.till.api.cancel(payment.id));
  }

  /** Says which application of the card to use; null for none of them. */
  choose(payment: Payment, place: number | null): Promise<void> {
    const question = payment.question?.number;
    return question === undefined
      ? Promise.resolve()
      : this.#once(() => this.till.api.choose(payment.id, question, place));
  }

  /** OK on a result. What was paid for leaves the cart; what was not stays in it. */
  seen(payment: Payment): Promise<void> {
    return this.#once(async () => {
      this.closing = payment;
      await this.till.api.seen(payment.id);
      this.settle(payment);
    });
  }

  /** What was approved in part is not wanted: all of it goes back, and its result stays on the screen. */
  takeBack(payment: Payment): Promise<void> {
    return this.#once(() => this.till.api.takeBack(payment.id));
  }

  /** OK, and the same cart once more: a new read of the card, a new payment. */
  async again(payment: Payment, approval: string | null = null): Promise<void> {
    await this.seen(payment);
    if (this.problem === null) {
      await this.pay(approval);
    }
  }

  answer(payment: Payment, goods: 'keep' | 'void'): Promise<void> {
    return this.#once(() => this.till.api.answer(payment.id, goods));
  }

  /** Looks what became of the draft's payment when the till no longer shows it: another page may have pressed OK. */
  async reconcile(): Promise<void> {
    const id = this.draft.payment;
    const asked = this.till.terminal?.questions.some((payment) => payment.id === id) ?? true;
    if (id === null || asked || this.busy || this.till.away || this.till.current?.id === id) {
      return;
    }
    try {
      const payment = await this.till.api.payment(id);
      if (isTender(payment)) {
        // The cart was paid by an earlier request of ours.
        this.draft.tendered(payment);
        this.draft.paidIs(this.draft.total);
      } else if (resultOf(payment) !== null) {
        this.settle(payment);
      }
    } catch (e) {
      if (e instanceof Refused && e.status === 404) {
        this.draft.tryAgain();
      }
    }
  }

  /** Counts anew what is paid of a cart that is paid in part: somebody may have refunded it. */
  async recount(): Promise<void> {
    const { cart, paid, payment } = this.draft;
    if (cart === null || paid === 0 || payment !== null || this.busy || this.draft.done !== null) {
      return;
    }
    try {
      const now = await this.till.api.cart(cart);
      if (now.paid !== undefined && this.draft.cart === cart && !this.busy && this.draft.done === null) {
        this.draft.paidIs(now.paid.value);
      }
    } catch (e) {
      void codeOf(e);
    }
  }

  private refused(e: unknown): void {
    if (!(e instanceof Refused)) {
      // Nothing is known: the next press asks for the same payment again.
      return;
    }
    if (e.code === 'state_conflict' && e.instance !== null) {
      // The cart has been paid by an earlier request of ours.
      this.draft.started(e.instance);
    } else if (e.status === 404) {
      this.draft.forgotten();
    } else {
      this.draft.asking(null);
    }
  }

  private settle(payment: Payment): void {
    if (this.draft.payment !== payment.id) {
      return;
    }
    if (resultOf(payment) === 'approved_in_part' && payment.part) {
      this.draft.paidInPart(payment.part.value);
    } else if (isAccepted(payment)) {
      this.draft.clear();
    } else {
      this.draft.tryAgain();
    }
  }

  async #once(work: () => Promise<unknown>): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (e) {
      const about = e instanceof Refused && e.code === 'person_locked' ? { about: e.instance } : {};
      this.problem = { code: codeOf(e), ...about };
    } finally {
      await this.till.look();
      this.busy = false;
      this.closing = null;
    }
  }
}

export function codeOf(e: unknown): string {
  if (e instanceof Refused) {
    return e.code;
  }
  if (e instanceof TillAway) {
    return 'away';
  }
  throw e;
}

/** 128 bits of chance. (crypto.randomUUID is missing where the page is not served from loopback or by HTTPS.) */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
