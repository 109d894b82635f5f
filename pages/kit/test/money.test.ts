import { describe, expect, it } from 'vitest';
import { decimals, money, sums } from '$kit/money';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it.each([
    ['EUR', 2],
    ['VND', 0],
    ['KWD', 3],
  ])('has the decimals of its currency: %s', (currency, digits) => {
    expect(decimals(currency)).toBe(digits);
  });

  it.each([
    [1250, 'EUR', 'en-GB', '€12.50'],
    [5, 'EUR', 'en-GB', '€0.05'],
    [0, 'EUR', 'ru-RU', '0,00 €'],
    [1250, 'VND', 'vi-VN', '1.250 ₫'],
    [1234567, 'RUB', 'ru-RU', '12 345,67 ₽'],
    [1500, 'KWD', 'en-GB', 'KWD 1.500'],
  ])('of %i minor units %s is written for %s', (value, currency, locale, text) => {
    expect(plain(money({ value, currency }, locale))).toBe(text);
  });

  it('of twelve digits is exact', () => {
    expect(money({ value: 999_999_999_999, currency: 'EUR' }, 'en-GB')).toBe('€9,999,999,999.99');
  });

  it('of several currencies stands beside each other', () => {
    const amounts = [
      { value: 100, currency: 'EUR' },
      { value: 5000, currency: 'VND' },
    ];

    expect(plain(sums(amounts, 'en-GB'))).toBe('€1.00 + ₫5,000');
  });
});
