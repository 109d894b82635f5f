import { describe, expect, it } from 'vitest';
import { DIGITS_MAX, erased, minorOf, typed } from '../src/sale/keypad';

const all = (keys: string[]): string => keys.reduce(typed, '');

describe('the keypad', () => {
  it('counts in minor units', () => {
    expect(minorOf(all(['1', '2', '5', '0']))).toBe(1250);
  });

  it('takes no zero before the first digit', () => {
    expect(all(['0', '00', '7'])).toBe('7');
  });

  it('takes two zeros at once', () => {
    expect(minorOf(all(['5', '00']))).toBe(500);
  });

  it('takes no more digits than an amount has', () => {
    const full = '9'.repeat(DIGITS_MAX);

    expect(typed(full, '9')).toBe(full);
    expect(typed('9'.repeat(DIGITS_MAX - 1), '00')).toBe('9'.repeat(DIGITS_MAX - 1));
  });

  it('erases the last digit, and nothing where there is none', () => {
    expect(erased('12')).toBe('1');
    expect(minorOf(erased(''))).toBe(0);
  });
});
