/** Twelve digits are what an amount has at most (ISO 8583 field 4). */
export const DIGITS_MAX = 12;

/** The typed digits, counted in minor units as tills do it: 1, 2, 5, 0 is 12.50. */
export function typed(digits: string, key: string): string {
  const more = (digits + key).replace(/^0+/, '');
  return more.length > DIGITS_MAX ? digits : more;
}

export function erased(digits: string): string {
  return digits.slice(0, -1);
}

/** In minor units; 0 while nothing is typed. */
export function minorOf(digits: string): number {
  return digits === '' ? 0 : Number(digits);
}
