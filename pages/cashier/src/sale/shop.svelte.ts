import type { Money } from '$kit/money';
import type { Api } from '../till/api';
import type { CatalogueView, Discount, Item } from '../till/shop';
import { codeOf, type Problem } from './desk.svelte';
import type { Draft } from './draft.svelte';

/** What stands over the sell screen. */
export type Asked = 'search' | 'cartDiscount' | 'lineDiscount' | 'tip' | 'cash' | 'other' | 'voice' | 'weigh';

/** EAN-8, UPC-A and EAN-13 have as many digits. */
const GOODS = /^(?:[0-9]{8}|[0-9]{12,13})$/;

/** The catalogue as the page knows it: a copy of the till's, and what is looked for in it. */
export class Shop {
  view = $state.raw<CatalogueView | null>(null);
  category = $state('');
  items = $state.raw<readonly Item[]>([]);
  /** What a scan or a search came to, where it was not what was wanted. */
  problem = $state.raw<Problem | null>(null);
  asked = $state<Asked | null>(null);
  /** Is put on the scale. */
  weighing = $state.raw<Item | null>(null);

  #loading: string | null = null;

  constructor(
    private readonly api: Api,
    private readonly draft: Draft,
  ) {}

  /** Has the catalogue of this version; asks for it where it has another one. */
  async follow(version: string): Promise<void> {
    if (this.#loading === version || this.view?.version === version) {
      return;
    }
    this.#loading = version;
    try {
      const view = await this.api.catalogue();
      const category = view.categories.includes(this.category) ? this.category : (view.categories[0] ?? '');
      const items = category === '' ? [] : (await this.api.items({ category })).items;
      [this.view, this.category, this.items] = [{ ...view, version }, category, items];
    } catch (e) {
      // The next look at the till asks again; what there was stays.
      void codeOf(e);
    } finally {
      this.#loading = null;
    }
  }

  async open(category: string): Promise<void> {
    try {
      const { items } = await this.api.items({ category });
      [this.category, this.items] = [category, items];
    } catch (e) {
      this.problem = { code: codeOf(e) };
    }
  }

  /** The category beside this one. */
  beside(by: number): void {
    const all = this.view?.categories ?? [];
    const next = all[(all.indexOf(this.category) + by + all.length) % all.length];
    if (next !== undefined) {
      void this.open(next);
    }
  }

  async find(words: string): Promise<readonly Item[]> {
    try {
      return words.trim() === '' ? [] : (await this.api.items({ q: words })).items;
    } catch (e) {
      this.problem = { code: codeOf(e) };
      return [];
    }
  }

  /** Rings up an item; one that is sold by weight is weighed first. */
  ring(item: Item): void {
    this.problem = null;
    if (!this.draft.open) {
      this.problem = { code: 'cart_closed' };
    } else if (item.by_weight) {
      this.weighing = item;
      this.asked = 'weigh';
    } else {
      this.draft.addItem(item);
    }
  }

  weighed(grams: number): void {
    if (this.weighing !== null && grams > 0) {
      this.draft.addItem(this.weighing, { grams });
    }
    this.weighing = null;
    this.asked = null;
  }

  /** Rings up what was scanned. */
  async scan(barcode: string): Promise<void> {
    // A stripe reader that types is no scanner: what is none of goods does not leave the page.
    if (!GOODS.test(barcode)) {
      this.problem = { code: 'unreadable_barcode' };
      return;
    }
    this.problem = null;
    try {
      const { items, price, grams } = await this.api.items({ barcode });
      const item = items[0];
      if (item === undefined) {
        this.problem = { code: 'unknown_barcode' };
      } else if (!this.draft.open) {
        this.problem = { code: 'cart_closed' };
      } else if (price != null) {
        this.draft.addItem(item, { minor: price.value, barcode });
      } else if (grams != null) {
        this.draft.addItem(item, { grams });
      } else {
        this.ring(item);
      }
    } catch (e) {
      this.problem = { code: codeOf(e) };
    }
  }

  discounts(scope: 'line' | 'cart'): readonly Discount[] {
    return (this.view?.discounts ?? []).filter((discount) => discount.scope === scope);
  }
}

const NOTES: Readonly<Record<string, readonly number[]>> = {
  EUR: [500, 1_000, 2_000, 5_000, 10_000, 20_000],
  VND: [10_000, 20_000, 50_000, 100_000, 200_000, 500_000],
  RUB: [5_000, 10_000, 50_000, 100_000, 200_000, 500_000],
};

/** The notes that a customer may give for what is due: the smallest four that are more. */
export function notesFor({ value, currency }: Money, decimals: number): readonly number[] {
  const notes = NOTES[currency] ?? [5, 10, 20, 50, 100, 200].map((note) => note * 10 ** decimals);
  const tens = notes.map((note) => Math.ceil((value + 1) / note) * note);
  return [...new Set(tens)].sort((a, b) => a - b).slice(0, 4);
}
