const NAMES: Readonly<Record<string, string>> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  AMERICAN_EXPRESS: 'American Express',
  DISCOVER: 'Discover',
  JCB: 'JCB',
  UNIONPAY: 'UnionPay',
  OTHER: '',
};

/** A card scheme's own name, the same in every language; empty where the till does not know it. */
export function brandName(brand: string): string {
  return NAMES[brand] ?? brand;
}
