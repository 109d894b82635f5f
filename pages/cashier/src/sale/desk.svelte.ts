import { isAccepted, resultOf } from '../show/face';
import { Refused, TillAway } from '../till/api';
import type { Payment } from '../till/payment';
import type { Till } from '../till/till.svelte';
import type { Draft } from './draft.svelte';

/** What the till answered to the last press, where it was not what was wanted: a code of its problems, or away. */
export type Problem = { readonly code: string };

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
    return this.#once(async () => {
      const currency = this.till.terminal?.currency;
      if (currency === undefined || this.draft.empty) {
        return;
      }
      if (this.draft.cart === null) {
        this.draft.opened(await this.till.api.openCart(this.draft.cartLines(currency)));
      }
      const key = this.draft.key ?? this.freshKey();
      this.draft.asking(key);
      try {
        const { id } = await this.till.api.pay(this.draft.cart ?? '', this.draft.amount(currency), key, approval);
        this.draft.started(id);
      } catch (e) {
        this.refused(e);
        throw e;
      }
    });
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
      if (resultOf(payment) !== null) {
        this.settle(payment);
      }
    } catch (e) {
      if (e instanceof Refused && e.status === 404) {
        this.draft.tryAgain();
      }
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
      this.problem = { code: codeOf(e) };
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
