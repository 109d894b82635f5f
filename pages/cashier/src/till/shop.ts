/** What the shop sells and how it is paid without a card, as the till tells it. */

import type { Money } from '$kit/money';

/** A tax that is contained in prices; 1900 basis points are 19 %. */
export interface Rate {
  readonly id: string;
  readonly name: string;
  readonly basis_points: number;
}

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** Of one piece, or of one kilogram. */
  readonly price: Money;
  readonly by_weight: boolean;
  readonly tax: Rate;
}

/** A discount that exists: basis points or an amount. */
export interface Discount {
  readonly id: string;
  readonly name: string;
  readonly scope: 'line' | 'cart';
  readonly basis_points?: number | null;
  readonly amount?: Money | null;
}

export interface CatalogueView {
  readonly version: string;
  /** Its age: when its source was last changed; absent where there is none. */
  readonly as_of?: string | null;
  readonly items: number;
  readonly categories: readonly string[];
  readonly discounts: readonly Discount[];
  /** Percentages that are offered. */
  readonly tips: readonly number[];
  /** What is taken beside cards and cash, in the shop's words. */
  readonly other_tenders: readonly string[];
  readonly faults: readonly string[];
}

/** What was found; price or grams where they are inside the code that was scanned. */
export interface ItemList {
  readonly items: readonly Item[];
  readonly price?: Money | null;
  readonly grams?: number | null;
}

/** What was paid without a card: it is on the till's disk. */
export interface TenderSale {
  readonly id: string;
  readonly state: 'PAID' | 'GIVEN_BACK';
  readonly amount: Money;
  readonly reference?: string | null;
  readonly sold_at?: string | null;
  readonly tender: {
    readonly kind: 'cash' | 'other';
    readonly name: string;
    readonly note: string;
    readonly tendered: Money;
    readonly change: Money;
  };
}

/** A cart's total as the till counts it, and what is paid of it. */
export interface CartView {
  readonly id: string;
  readonly total?: Money;
  readonly paid?: Money;
  readonly lines?: readonly { readonly unit_price?: Money | null }[];
}

export function isTender<T extends object>(sale: T | TenderSale): sale is TenderSale {
  return 'tender' in sale && sale.tender != null;
}
