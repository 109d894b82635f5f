import type { Discount, Rate } from '../till/shop';

/** What a total is made of; minor units. */
export interface Totals {
  /** All lines after their own discounts. */
  readonly goods: number;
  /** What the discount on the cart takes off. */
  readonly off: number;
  readonly taxes: readonly { readonly rate: Rate | null; readonly gross: number; readonly tax: number }[];
  readonly total: number;
}

interface Priced {
  readonly minor: number;
  readonly quantity: number;
  readonly grams?: number;
  readonly tax?: Rate;
  readonly discount?: Discount;
}

/**
 * value × part ÷ whole, half a minor unit rounded up: the till's one rule, kept in the same words there (Rounding). The
 * till counts again and is right; a test compares the two.
 */
export function share(value: number, part: number, whole: number): number {
  const [v, p, w] = [BigInt(value), BigInt(part), BigInt(whole)];
  return Number((2n * v * p + w) / (2n * w));
}

/** Shares an amount out in proportion to weights: each part rounded down, the rest to those that lost most. */
export function apportion(amount: number, weights: readonly number[]): readonly number[] {
  const whole = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  if (whole === 0n) {
    return weights.map(() => 0);
  }
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = exact.map((each) => Number(each / whole));
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  const order = weights.map((_, at) => at);
  order.sort((a, b) => Number((exact[b] ?? 0n) % whole) - Number((exact[a] ?? 0n) % whole) || a - b);
  order.slice(0, left).forEach((at) => (parts[at] = (parts[at] ?? 0) + 1));
  return parts;
}

export function off(discount: Discount, gross: number): number {
  return discount.basis_points
    ? share(gross, discount.basis_points, 10_000)
    : Math.min(discount.amount?.value ?? 0, gross);
}

/** Of the whole line, before its discount. */
export function grossOf(line: Priced): number {
  return line.grams === undefined ? line.minor * line.quantity : share(line.minor, line.grams, 1_000);
}

export function netOf(line: Priced): number {
  const gross = grossOf(line);
  return line.discount === undefined ? gross : gross - off(line.discount, gross);
}

export function totalsOf(lines: readonly Priced[], discount: Discount | null, tip: number): Totals {
  const rates = new Map<string, { rate: Rate | null; gross: number }>();
  for (const line of lines) {
    const key = line.tax === undefined ? '' : `${line.tax.id} ${line.tax.basis_points}`;
    const known = rates.get(key);
    rates.set(key, { rate: line.tax ?? null, gross: (known?.gross ?? 0) + netOf(line) });
  }
  const sums = [...rates.values()];
  const goods = sums.reduce((sum, { gross }) => sum + gross, 0);
  const taken = discount === null ? 0 : off(discount, goods);
  const shares = apportion(
    taken,
    sums.map(({ gross }) => gross),
  );
  const taxes = sums.map(({ rate, gross }, at) => {
    const paid = gross - (shares[at] ?? 0);
    const tax = rate === null ? 0 : share(paid, rate.basis_points, 10_000 + rate.basis_points);
    return { rate, gross: paid, tax };
  });
  return { goods, off: taken, taxes, total: goods - taken + tip };
}
