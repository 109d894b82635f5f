import { decimals } from '$kit/money';
import type { screens } from '../words/en/screens';

export interface Sample {
  readonly name: keyof typeof screens.samples;
  readonly key: string;
  readonly minor: number;
}

const PRICES: readonly [Sample['name'], string, number][] = [
  ['espresso', 'Q', 240],
  ['flatWhite', 'W', 380],
  ['tea', 'E', 320],
  ['juice', 'R', 350],
  ['croissant', 'A', 260],
  ['sandwich', 'S', 590],
  ['soup', 'D', 720],
  ['cake', 'F', 440],
];

/** Round prices of a café, in any currency: hundredths where it has them, thousands where it has no decimals. */
export function samples(currency: string): readonly Sample[] {
  const digits = decimals(currency);
  const factor = digits === 0 ? 100 : 10 ** (digits - 2);
  return PRICES.map(([name, key, price]) => ({ name, key, minor: Math.round(price * factor) }));
}
