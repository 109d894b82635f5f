// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BURST_MILLIS, Wedge } from '../src/sale/wedge';

let typed: string[];
let scanned: string[];
let wedge: Wedge<KeyboardEvent>;

beforeEach(() => {
  vi.useFakeTimers();
  typed = [];
  scanned = [];
  wedge = new Wedge<KeyboardEvent>(
    (press) => typed.push(press.key),
    (code) => scanned.push(code),
  );
});

afterEach(() => {
  vi.useRealTimers();
});

function press(key: string, parts: KeyboardEventInit & { target?: HTMLElement } = {}): boolean {
  const code = /^[0-9]$/.test(key) ? `Digit${key}` : key;
  const event = new KeyboardEvent('keydown', { key, code, ...parts });
  if (parts.target !== undefined) {
    Object.defineProperty(event, 'target', { value: parts.target });
  }
  return wedge.press(event);
}

function burst(text: string, gap: number, end: string): boolean[] {
  return [...text, end].map((key) => {
    vi.advanceTimersByTime(gap);
    return press(key);
  });
}

describe('a burst', () => {
  it.each(['Enter', 'Tab'])('ended by %s is a scan and never reaches the keypad', (end) => {
    const kept = burst('9521201000008', 10, end);
    vi.advanceTimersByTime(1_000);

    expect(scanned).toEqual(['9521201000008']);
    expect([typed, kept.every(Boolean)]).toEqual([[], true]);
  });

  it('with 59 ms between its keys is a scan, with 60 it was typed', () => {
    burst('96385074', BURST_MILLIS - 1, 'Enter');
    burst('96385074', BURST_MILLIS, 'Enter');

    expect([scanned, typed.join('')]).toEqual([['96385074'], '96385074']);
  });

  it('that is shorter than any code was typed', () => {
    const kept = burst('500', 5, 'Enter');

    expect([scanned, typed.join(''), kept.at(-1)]).toEqual([[], '500', false]);
  });

  it('without an end was typed', () => {
    burst('9521201000008', 5, 'F9');

    expect([scanned, typed.join('')]).toEqual([[], '9521201000008']);
  });

  it('has its digits by their place, as other layouts have letters there', () => {
    [...'96385074'].forEach((digit) => wedge.press(new KeyboardEvent('keydown', { key: 'á', code: `Digit${digit}` })));
    press('Enter');

    expect(scanned).toEqual(['96385074']);
  });

  it('into a field is taken out of it again', () => {
    const field = document.createElement('input');
    const kept = [...'96385074'].map((digit, at) => {
      field.value = 'tea' + '96385074'.slice(0, at + 1);
      return press(digit, { target: field });
    });
    press('Enter', { target: field });

    expect([scanned, field.value, kept.some(Boolean)]).toEqual([['96385074'], 'tea', false]);
  });
});

describe('a key', () => {
  it('is typed once its time is over', () => {
    press('7');
    const before = [...typed];
    vi.advanceTimersByTime(BURST_MILLIS);

    expect([before, typed]).toEqual([[], ['7']]);
  });

  it('is typed before the next that stands for more', () => {
    press('7');

    expect([press('F9'), typed]).toEqual([false, ['7']]);
  });

  const HELD = [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }];

  it.each(HELD)('with %o is left alone', (parts) => {
    expect(press('7', parts)).toBe(false);
  });
});
