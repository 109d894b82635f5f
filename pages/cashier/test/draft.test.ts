import { describe, expect, it } from 'vitest';
import { Draft, LINES_MAX, TOTAL_MAX } from '../src/sale/draft.svelte';
import { Memory } from './samples';

function rungUp(shelf = new Memory()): Draft {
  const draft = new Draft(shelf);
  draft.add('Tea', 320);
  draft.add('Cake', 440);
  draft.add('Tea', 320);
  return draft;
}

describe('the draft', () => {
  it('has one line for the same thing at the same price', () => {
    expect(rungUp().lines).toEqual([
      { name: 'Tea', minor: 320, quantity: 2 },
      { name: 'Cake', minor: 440, quantity: 1 },
    ]);
  });

  it('adds up', () => {
    expect(rungUp().amount('EUR')).toEqual({ value: 1080, currency: 'EUR' });
  });

  it('tells the till the amount of whole lines', () => {
    expect(rungUp().cartLines('EUR')[0]).toEqual({
      name: 'Tea',
      quantity: 2,
      amount: { value: 640, currency: 'EUR' },
    });
  });

  it('stays as it is while its payment has no result yet', () => {
    const draft = rungUp();
    draft.started('payment-1');

    draft.add('Rope', 1);

    expect([draft.total, draft.payment]).toEqual([1080, 'payment-1']);
  });

  it('takes nothing for nothing', () => {
    const draft = new Draft(new Memory());

    draft.add('Air', 0);

    expect(draft.empty).toBe(true);
  });

  it('loses a line with its last piece, and the one beside it is selected', () => {
    const draft = rungUp();
    draft.select(1);

    draft.less();

    expect(draft.lines.map(({ name }) => name)).toEqual(['Tea']);
    expect(draft.selected).toBe(0);
  });

  it('stops at the till’s limits', () => {
    const draft = new Draft(new Memory());
    draft.add('Ship', TOTAL_MAX);

    draft.more();
    draft.add('Rope', 1);

    expect(draft.total).toBe(TOTAL_MAX);
  });

  it('has no more lines than a cart', () => {
    const draft = new Draft(new Memory());

    for (let i = 0; i <= LINES_MAX; i++) {
      draft.add(`Thing ${i}`, 1);
    }

    expect(draft.lines.length).toBe(LINES_MAX);
  });

  it('survives a reload with all that is known of it', () => {
    const shelf = new Memory();
    const before = rungUp(shelf);
    before.opened('cart-1');
    before.started('payment-1');

    const after = new Draft(shelf);

    expect([after.lines, after.cart, after.payment]).toEqual([before.lines, 'cart-1', 'payment-1']);
  });

  it('that was changed is another cart and another request', () => {
    const draft = rungUp();
    draft.opened('cart-1');
    draft.asking('key-1');

    draft.more();

    expect([draft.cart, draft.key, draft.payment]).toEqual([null, null, null]);
  });

  it.each([
    '{',
    '{"lines":[{"name":1,"minor":2,"quantity":3}]}',
    '{"lines":[{"name":"Tea","minor":1.5,"quantity":1}]}',
  ])('that is damaged on its shelf is empty: %s', (text) => {
    const shelf = new Memory();
    shelf.setItem('tidegate.draft', text);

    expect(new Draft(shelf).empty).toBe(true);
  });

  it('works where the shelf is full', () => {
    const full = new Memory();
    full.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };

    expect(rungUp(full).total).toBe(1080);
  });
});

const TEA = {
  id: 'tea',
  name: 'Tea',
  category: 'Drinks',
  price: { value: 320, currency: 'EUR' },
  by_weight: false,
  tax: { id: 'full', name: 'VAT', basis_points: 1900 },
};
const STAFF = { id: 'staff', name: 'Staff', scope: 'cart', basis_points: 2500 } as const;
const CUP = { id: 'cup', name: 'Own cup', scope: 'line', amount: { value: 30, currency: 'EUR' } } as const;

describe('an item of the catalogue', () => {
  it('is told to the till by its id, with what is taken off', () => {
    const draft = new Draft(new Memory());
    draft.addItem(TEA);
    draft.addItem(TEA);
    draft.discountLine(CUP);
    draft.addItem({ ...TEA, id: 'apples', by_weight: true }, { grams: 500 });
    draft.discountCart(STAFF);
    draft.tipIs(100);

    expect(draft.cartBody('EUR')).toEqual({
      lines: [
        { item: 'tea', quantity: 2, discount: 'cup' },
        { item: 'apples', quantity: 1, grams: 500 },
      ],
      discount: 'staff',
      tip: { value: 100, currency: 'EUR' },
    });
    expect(draft.total).toBe(610 + 160 - 193 + 100);
  });

  it('whose price is inside its code is told by the code', () => {
    const draft = new Draft(new Memory());

    draft.addItem(TEA, { minor: 450, barcode: '2200005004509' });

    expect(draft.cartLines('EUR')).toEqual([{ barcode: '2200005004509', quantity: 1 }]);
    expect(draft.total).toBe(450);
  });

  it('that is removed comes back', () => {
    const draft = rungUp();
    draft.discountCart(STAFF);

    draft.remove();
    draft.discard();
    draft.undo();

    expect([draft.lines.length, draft.discount]).toEqual([1, STAFF]);
  });

  it('that is added takes the tip off again', () => {
    const draft = rungUp();
    draft.tipIs(200);

    draft.addItem(TEA);

    expect(draft.tip).toBe(0);
  });
});

describe('money on the draft', () => {
  const cash = {
    id: 'sale-1',
    state: 'PAID',
    amount: { value: 1000, currency: 'EUR' },
    tender: {
      kind: 'cash',
      name: '',
      note: '',
      tendered: { value: 1000, currency: 'EUR' },
      change: { value: 0, currency: 'EUR' },
    },
  } as const;

  it('keeps it from being cleared or changed', () => {
    const draft = rungUp();
    draft.tendered(cash);
    draft.acknowledged();

    draft.discard();
    draft.less();
    draft.discountCart(STAFF);

    expect([draft.total, draft.paid, draft.due]).toEqual([1080, 1000, 80]);
  });

  it('that was given back opens it again', () => {
    const draft = rungUp();
    draft.tendered(cash);
    draft.acknowledged();

    draft.givenBack('sale-1');

    expect([draft.open, draft.due]).toEqual([true, 1080]);
  });

  it('outlives a reload, and so does what is on the screen', () => {
    const shelf = new Memory();
    rungUp(shelf).tendered(cash);

    expect(new Draft(shelf).done).toEqual(cash);
  });

  it('for all of it ends it once it was seen', () => {
    const draft = rungUp();
    draft.tendered({ ...cash, amount: { value: 1080, currency: 'EUR' } });

    draft.acknowledged();

    expect([draft.empty, draft.paid]).toEqual([true, 0]);
  });
});
