import { describe, expect, it } from 'vitest';
import samples from '../../../terminal-service/src/test/resources/cart-totals.json?raw';
import { totalsOf } from '../src/sale/totals';
import type { Discount } from '../src/till/shop';

interface Sample {
  readonly lines: readonly {
    readonly unit: number;
    readonly quantity: number;
    readonly grams?: number;
    readonly rate?: number;
    readonly points?: number;
    readonly off?: number;
  }[];
  readonly tip: number;
  readonly points?: number;
  readonly off?: number;
  readonly told: { goods: number; off: number; total: number; taxes: { gross: number; tax: number }[] };
}

const { rates, carts } = JSON.parse(samples) as { rates: [string, number][]; carts: Sample[] };

function discount(of: { points?: number; off?: number }, scope: 'line' | 'cart'): Discount | null {
  if (of.points !== undefined) {
    return { id: 'off', name: 'Off', scope, basis_points: of.points };
  }
  return of.off === undefined
    ? null
    : { id: 'off', name: 'Off', scope, amount: { value: of.off, currency: 'EUR' } };
}

describe('the page counts', () => {
  it('has samples to be held against', () => {
    expect(carts.length).toBeGreaterThan(50);
  });

  it.each(carts.map((cart, at) => [at, cart] as const))('cart %i as another program does', (_, cart) => {
    const lines = cart.lines.map((line) => {
      const [id, points] = rates[line.rate ?? -1] ?? [];
      const less = discount(line, 'line');
      return {
        minor: line.unit,
        quantity: line.quantity,
        ...(line.grams === undefined ? {} : { grams: line.grams }),
        ...(id === undefined || points === undefined ? {} : { tax: { id, name: 'Tax', basis_points: points } }),
        ...(less === null ? {} : { discount: less }),
      };
    });

    const { goods, off, total, taxes } = totalsOf(lines, discount(cart, 'cart'), cart.tip);

    expect({ goods, off, total, taxes: taxes.map(({ gross, tax }) => ({ gross, tax })) }).toEqual({
      ...cart.told,
      taxes: cart.told.taxes.map(({ gross, tax }) => ({ gross, tax })),
    });
    expect(taxes.reduce((sum, { gross }) => sum + gross, cart.tip)).toBe(total);
  });
});
