import type { Shelf } from '$kit/settings.svelte';
import type { CartLine } from '../till/api';
import type { Money } from '../till/payment';

export interface Line {
  readonly name: string;
  /** Minor units of one piece. */
  readonly minor: number;
  readonly quantity: number;
}

/** The till takes no longer cart and no greater quantity or sum. */
export const LINES_MAX = 200;
export const QUANTITY_MAX = 9_999;
export const TOTAL_MAX = 999_999_999_999;

interface Kept {
  readonly lines: readonly Line[];
  readonly cart: string | null;
  readonly key: string | null;
  readonly payment: string | null;
  readonly paid: number;
}

const SHELF_NAME = 'tidegate.draft';
const NOTHING: Kept = { lines: [], cart: null, key: null, payment: null, paid: 0 };

/**
 * What is rung up and not paid yet: the only thing that the page itself owns.
 *
 * It carries the cart's id once the till has it, the key of the request that is on its way, and the payment that came
 * of it. A change makes another cart of it, so that the same key never asks for two things.
 */
export class Draft {
  #kept = $state.raw<Kept>(NOTHING);
  #selected = $state(-1);

  constructor(private readonly shelf: Shelf) {
    this.#kept = read(shelf.getItem(SHELF_NAME));
    this.#selected = this.#kept.lines.length - 1;
  }

  get lines(): readonly Line[] {
    return this.#kept.lines;
  }

  get cart(): string | null {
    return this.#kept.cart;
  }

  get key(): string | null {
    return this.#kept.key;
  }

  /** What came of it, until that was acknowledged. */
  get payment(): string | null {
    return this.#kept.payment;
  }

  get selected(): number {
    return this.#selected;
  }

  get empty(): boolean {
    return this.#kept.lines.length === 0;
  }

  get total(): number {
    return this.#kept.lines.reduce((sum, line) => sum + line.minor * line.quantity, 0);
  }

  /** Minor units of it that were approved in part, and kept. */
  get paid(): number {
    return this.#kept.paid;
  }

  get due(): number {
    return this.total - this.paid;
  }

  /** Whether lines may change: not while a payment has no result, and not once a part is paid. */
  get open(): boolean {
    return this.payment === null && this.paid === 0;
  }

  /** Adds one piece; of the same thing at the same price there is one line. */
  add(name: string, minor: number): void {
    const at = this.lines.findIndex((line) => line.name === name && line.minor === minor);
    if (at >= 0) {
      this.#selected = at;
      this.more();
    } else if (minor > 0 && this.lines.length < LINES_MAX && this.total + minor <= TOTAL_MAX) {
      this.#change([...this.lines, { name, minor, quantity: 1 }]);
      this.#selected = this.lines.length - 1;
    }
  }

  select(at: number): void {
    this.#selected = Math.min(Math.max(at, 0), this.lines.length - 1);
  }

  more(): void {
    const line = this.lines[this.#selected];
    if (line !== undefined && line.quantity < QUANTITY_MAX && this.total + line.minor <= TOTAL_MAX) {
      this.#change(this.lines.with(this.#selected, { ...line, quantity: line.quantity + 1 }));
    }
  }

  less(): void {
    const line = this.lines[this.#selected];
    if (line === undefined) {
      return;
    }
    if (line.quantity > 1) {
      this.#change(this.lines.with(this.#selected, { ...line, quantity: line.quantity - 1 }));
    } else {
      this.#change(this.lines.filter((each) => each !== line));
      this.select(this.#selected);
    }
  }

  clear(): void {
    this.#keep(NOTHING);
    this.#selected = -1;
  }

  /** As the till takes it: amounts of whole lines. */
  cartLines(currency: string): readonly CartLine[] {
    return this.lines.map(({ name, minor, quantity }) => ({
      name,
      quantity,
      amount: { value: minor * quantity, currency },
    }));
  }

  /** What is left to pay. */
  amount(currency: string): Money {
    return { value: this.due, currency };
  }

  /** The till has the cart. */
  opened(cart: string): void {
    this.#keep({ ...this.#kept, cart });
  }

  /** A request with this key is about to leave, or (null) was answered. */
  asking(key: string | null): void {
    this.#keep({ ...this.#kept, key });
  }

  /** This payment came of it. */
  started(payment: string): void {
    this.#keep({ ...this.#kept, key: null, payment });
  }

  /** The till does not know the cart any more: it is told again. */
  forgotten(): void {
    this.#keep({ ...this.#kept, cart: null, key: null });
  }

  /** The payment came to nothing: what was rung up stays, for another try. */
  tryAgain(): void {
    this.#keep({ ...this.#kept, payment: null });
  }

  /** A part of it is paid: what was rung up stays as it is, until the rest is paid too. */
  paidInPart(minor: number): void {
    this.#keep({ ...this.#kept, payment: null, paid: this.paid + minor });
  }

  /** What a payment was begun for stays as it is until that has a result: else it would be rung up a second time. */
  #change(lines: readonly Line[]): void {
    if (this.open) {
      this.#keep({ ...NOTHING, lines });
    }
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    try {
      this.shelf.setItem(SHELF_NAME, JSON.stringify(kept));
    } catch {
      // A full or forbidden shelf costs the draft at the next reload, nothing else.
    }
  }
}

function read(text: string | null): Kept {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Kept> | null;
    const lines = kept?.lines ?? [];
    const sound = lines.every(
      ({ name, minor, quantity }) =>
        typeof name === 'string' && Number.isSafeInteger(minor) && Number.isSafeInteger(quantity) && quantity > 0,
    );
    const paid = kept?.paid ?? 0;
    return sound && Number.isSafeInteger(paid) ? { ...NOTHING, ...kept, lines, paid } : NOTHING;
  } catch {
    return NOTHING;
  }
}
