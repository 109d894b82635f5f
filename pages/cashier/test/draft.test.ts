import { describe, expect, it } from 'vitest';
import { Draft, LINES_MAX, TOTAL_MAX } from '../src/sale/draft.svelte';
import { samples } from '../src/sale/samples';
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

describe('the samples', () => {
  it.each([
    ['EUR', 240],
    ['VND', 24_000],
    ['KWD', 2400],
  ])('have a price in %s', (currency, minor) => {
    expect(samples(currency)[0]?.minor).toBe(minor);
  });

  it('have a key each', () => {
    expect(new Set(samples('EUR').map(({ key }) => key)).size).toBe(samples('EUR').length);
  });
});
