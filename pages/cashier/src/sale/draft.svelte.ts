import type { Shelf } from '$kit/settings.svelte';
import type { CartBody, CartLine } from '../till/api';
import type { Money } from '../till/payment';
import type { CartView, Discount, Item, Rate, TenderSale } from '../till/shop';
import { grossOf, totalsOf, type Totals } from './totals';

export interface Line {
  readonly name: string;
  /** Minor units of one piece, or of one kilogram. */
  readonly minor: number;
  readonly quantity: number;
  /** Of the catalogue; absent where the amount was typed in. */
  readonly item?: string;
  /** That was scanned, where the price is inside it. */
  readonly barcode?: string;
  /** Of what is weighed. */
  readonly grams?: number;
  readonly tax?: Rate;
  readonly discount?: Discount;
}

/** The till takes no longer cart and no greater quantity or sum. */
export const LINES_MAX = 200;
export const QUANTITY_MAX = 9_999;
export const GRAMS_MAX = 999_999;
export const TOTAL_MAX = 999_999_999_999;

interface Kept {
  readonly lines: readonly Line[];
  readonly discount: Discount | null;
  readonly tip: number;
  readonly cart: string | null;
  readonly key: string | null;
  /** What the request with the key asks for: another one gets another key. */
  readonly asked: string | null;
  readonly payment: string | null;
  readonly paid: number;
  /** What of it was paid without a card, and can be given back. */
  readonly tenders: readonly { readonly id: string; readonly minor: number }[];
  /** Paid without a card, and not acknowledged yet. */
  readonly done: TenderSale | null;
}

const SHELF_NAME = 'tidegate.draft';
const NOTHING: Kept = {
  lines: [],
  discount: null,
  tip: 0,
  cart: null,
  key: null,
  asked: null,
  payment: null,
  paid: 0,
  tenders: [],
  done: null,
};

/**
 * What is rung up and not paid yet: the only thing that the page itself owns.
 *
 * It carries the cart's id once the till has it, the key of the request that is on its way, and the payment that came
 * of it. A change makes another cart of it, so that the same key never asks for two things.
 */
export class Draft {
  #kept = $state.raw<Kept>(NOTHING);
  #selected = $state(-1);
  /** What the last removal took away. */
  #removed = $state.raw<Kept | null>(null);

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

  get totals(): Totals {
    return totalsOf(this.#kept.lines, this.#kept.discount, this.#kept.tip);
  }

  get total(): number {
    return this.totals.total;
  }

  /** On all of it. */
  get discount(): Discount | null {
    return this.#kept.discount;
  }

  get tip(): number {
    return this.#kept.tip;
  }

  /** What a request that may have left asks for. */
  get asked(): string | null {
    return this.#kept.asked;
  }

  get tenders(): Kept['tenders'] {
    return this.#kept.tenders;
  }

  get done(): TenderSale | null {
    return this.#kept.done;
  }

  get canUndo(): boolean {
    return this.#removed !== null && this.open;
  }

  /** Minor units of it that are paid. */
  get paid(): number {
    return this.#kept.paid;
  }

  get due(): number {
    return this.total - this.paid;
  }

  /** Whether lines may change: not while a payment has no result, and not once a part is paid. */
  get open(): boolean {
    return this.payment === null && this.paid === 0 && this.done === null;
  }

  /** Adds one piece; of the same thing at the same price there is one line. */
  add(name: string, minor: number): void {
    const at = this.lines.findIndex((line) => line.item === undefined && line.name === name && line.minor === minor);
    this.#add(at, { name, minor, quantity: 1 });
  }

  /**
   * Adds an item of the catalogue.
   *
   * @param inside what the scanned code says: grams, or a price of all that is in the bag
   */
  addItem(item: Item, inside: { grams?: number; minor?: number; barcode?: string } = {}): void {
    const { grams, minor, barcode } = inside;
    const line: Line = {
      name: item.name,
      minor: minor ?? item.price.value,
      quantity: 1,
      item: item.id,
      tax: item.tax,
      ...(grams === undefined ? {} : { grams }),
      ...(minor === undefined || barcode === undefined ? {} : { barcode }),
    };
    const at = this.lines.findIndex(
      (each) =>
        each.item === line.item &&
        each.minor === line.minor &&
        each.grams === undefined &&
        each.barcode === line.barcode &&
        each.discount === undefined,
    );
    this.#add(grams === undefined ? at : -1, line);
  }

  #add(at: number, line: Line): void {
    if (at >= 0) {
      this.#selected = at;
      this.more();
    } else if (line.minor > 0 && this.lines.length < LINES_MAX && this.#fits(grossOf(line))) {
      this.#change([...this.lines, line]);
      this.#selected = this.lines.length - 1;
    }
  }

  // What is taken off does not make room: the till counts prices before discounts.
  #fits(more: number): boolean {
    return this.lines.reduce((sum, line) => sum + grossOf(line), this.tip) + more <= TOTAL_MAX;
  }

  select(at: number): void {
    this.#selected = Math.min(Math.max(at, 0), this.lines.length - 1);
  }

  more(): void {
    const line = this.lines[this.#selected];
    if (line !== undefined && line.grams === undefined && line.quantity < QUANTITY_MAX && this.#fits(line.minor)) {
      this.#put({ ...line, quantity: line.quantity + 1 });
    }
  }

  less(): void {
    const line = this.lines[this.#selected];
    if (line !== undefined && line.quantity > 1) {
      this.#put({ ...line, quantity: line.quantity - 1 });
    } else {
      this.remove();
    }
  }

  /** So many of the selected line. */
  count(quantity: number): void {
    const line = this.lines[this.#selected];
    if (line === undefined || line.grams !== undefined || quantity < 1 || quantity > QUANTITY_MAX) {
      return;
    }
    if (this.#fits(line.minor * (quantity - line.quantity))) {
      this.#put({ ...line, quantity });
    }
  }

  /** Takes the selected line away. */
  remove(): void {
    const line = this.lines[this.#selected];
    if (line !== undefined && this.open) {
      const before = this.#kept;
      this.#change(this.lines.filter((each) => each !== line));
      this.#removed = before;
      this.select(this.#selected);
    }
  }

  /** Takes all of it away; not once money is on it, or may be. */
  discard(): void {
    if (this.open && !this.empty) {
      const before = this.#kept;
      this.clear();
      this.#removed = before;
    }
  }

  /** Brings back what the last removal took away. */
  undo(): void {
    if (this.#removed !== null && this.open) {
      const { lines, discount, tip } = this.#removed;
      this.#keep({ ...NOTHING, lines, discount, tip });
      this.#removed = null;
      this.select(this.lines.length - 1);
    }
  }

  /** A discount that exists on the selected line, or none any more. */
  discountLine(discount: Discount | null): void {
    const line = this.lines[this.#selected];
    if (line !== undefined) {
      const { discount: _, ...plain } = line;
      this.#put(discount === null ? plain : { ...plain, discount });
    }
  }

  /** A discount that exists on all of it, or none any more. */
  discountCart(discount: Discount | null): void {
    if (this.open && !this.empty) {
      this.#keep({ ...NOTHING, lines: this.lines, discount });
    }
  }

  /** A tip for what is rung up now; another line or discount takes it off again. */
  tipIs(minor: number): void {
    if (this.open && !this.empty && minor >= 0 && this.#fits(minor - this.tip)) {
      this.#keep({ ...NOTHING, lines: this.lines, discount: this.discount, tip: minor });
    }
  }

  clear(): void {
    this.#keep(NOTHING);
    this.#selected = -1;
  }

  /** As the till takes it: amounts of whole lines where they were typed in, else the ids of what it has itself. */
  cartBody(currency: string): CartBody {
    return {
      lines: this.cartLines(currency),
      ...(this.discount === null ? {} : { discount: this.discount.id }),
      ...(this.tip === 0 ? {} : { tip: { value: this.tip, currency } }),
    };
  }

  cartLines(currency: string): readonly CartLine[] {
    return this.lines.map((line) => {
      const { name, minor, quantity, item, barcode, grams, discount } = line;
      const less = discount === undefined ? {} : { discount: discount.id };
      if (barcode !== undefined) {
        return { barcode, quantity, ...less };
      }
      return item === undefined
        ? { name, quantity, amount: { value: minor * quantity, currency }, ...less }
        : { item, quantity, ...(grams === undefined ? {} : { grams }), ...less };
    });
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
  asking(key: string | null, asked: string | null = null): void {
    this.#keep({ ...this.#kept, key, asked });
  }

  /** This payment came of it. */
  started(payment: string): void {
    this.#keep({ ...this.#kept, key: null, asked: null, payment });
  }

  /** The till does not know the cart any more: it is told again. */
  forgotten(): void {
    this.#keep({ ...this.#kept, cart: null, key: null, asked: null });
  }

  /** The payment came to nothing: what was rung up stays, for another try. */
  tryAgain(): void {
    this.#keep({ ...this.#kept, payment: null });
  }

  /** A part of it is paid: what was rung up stays as it is, until the rest is paid too. */
  paidInPart(minor: number): void {
    this.#keep({ ...this.#kept, payment: null, paid: this.paid + minor });
  }

  /** This was paid without a card: it is on the till's disk, and on the screen until somebody has seen it. */
  tendered(sale: TenderSale): void {
    const known = this.tenders.some(({ id }) => id === sale.id);
    const tenders = known ? this.tenders : [...this.tenders, { id: sale.id, minor: sale.amount.value }];
    const paid = known ? this.paid : this.paid + sale.amount.value;
    this.#keep({ ...this.#kept, key: null, asked: null, payment: null, paid, tenders, done: sale });
  }

  /** Somebody has seen it: what is wholly paid is over, and of what is not the rest is to be paid. */
  acknowledged(): void {
    if (this.due <= 0) {
      this.clear();
    } else {
      this.#keep({ ...this.#kept, done: null });
    }
  }

  /** As the till counts what is paid of it: its word stands. Where nothing is, what was rung up is open again. */
  paidIs(paid: number, standing: readonly string[] = []): void {
    const tenders = paid === 0 ? [] : this.tenders.filter(({ id }) => standing.includes(id) || standing.length === 0);
    this.#keep({ ...this.#kept, paid, tenders });
  }

  /** These were given back. */
  givenBack(id: string): void {
    const gone = this.tenders.find((each) => each.id === id);
    const tenders = this.tenders.filter((each) => each !== gone);
    this.#keep({ ...this.#kept, tenders, paid: this.paid - (gone?.minor ?? 0) });
  }

  /** The till has other prices: they are taken, and the cart is told anew. */
  repriced(cart: CartView): void {
    const lines = this.lines.map((line, at) => ({ ...line, minor: cart.lines?.[at]?.unit_price?.value ?? line.minor }));
    this.#keep({ ...NOTHING, lines, discount: this.discount });
  }

  #put(line: Line): void {
    this.#change(this.lines.with(this.#selected, line));
  }

  /** What a payment was begun for stays as it is until that has a result: else it would be rung up a second time. */
  #change(lines: readonly Line[]): void {
    if (this.open) {
      this.#removed = null;
      this.#keep({ ...NOTHING, lines, discount: lines.length === 0 ? null : this.discount });
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
    const tip = kept?.tip ?? 0;
    return sound && Number.isSafeInteger(paid) && Number.isSafeInteger(tip)
      ? { ...NOTHING, ...kept, lines, paid, tip }
      : NOTHING;
  } catch {
    return NOTHING;
  }
}
