/** Minor units: 1250 EUR is 12.50 euros, 1250 VND is 1,250 dong. */
export interface Money {
  readonly value: number;
  readonly currency: string;
}

/** How many decimals a currency has by ISO 4217: 2 for EUR, 0 for VND. */
export function decimals(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as money in the reader's language; exact, as the digits never become a fraction. */
export function money({ value, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(decimalText(value, decimals(currency)));
}

/** Several currencies beside each other; never added up. */
export function sums(amounts: readonly Money[], locale: string): string {
  return amounts.map((amount) => money(amount, locale)).join(' + ');
}

function decimalText(minor: number, digits: number): `${number}` {
  const text = String(minor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return (digits === 0 ? whole : `${whole}.${text.slice(-digits)}`) as `${number}`;
}
