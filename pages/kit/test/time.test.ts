import { describe, expect, it } from 'vitest';
import { age, dayAndTime, timeOfDay, timeWithSeconds } from '$kit/time';

const AT = '2026-11-22T23:30:05Z';
const BERLIN = { locale: 'en-GB', zone: 'Europe/Berlin' };
const minutesLater = (minutes: number): number => Date.parse(AT) + minutes * 60_000;

describe('a time', () => {
  it('is the shop’s, wherever the browser believes to be', () => {
    expect(timeOfDay(AT, BERLIN)).toBe('00:30');
    expect(timeOfDay(AT, { locale: 'vi-VN', zone: 'Asia/Ho_Chi_Minh' })).toBe('06:30');
  });

  it('has seconds in a history', () => {
    expect(timeWithSeconds(AT, BERLIN)).toBe('00:30:05');
  });

  it('has no day on the same day of the shop', () => {
    expect(dayAndTime(AT, BERLIN, minutesLater(60))).toBe('00:30');
  });

  it('has its day on another day of the shop', () => {
    expect(dayAndTime(AT, BERLIN, minutesLater(24 * 60))).toBe('23 Nov, 00:30');
  });
});

describe('an age', () => {
  it.each([
    [-5, '< 1 min'],
    [14, '14 mins'],
    [180, '3 hrs'],
    [3000, '2 days'],
  ])('after %i minutes is told in the largest unit', (minutes, text) => {
    expect(age(AT, BERLIN, minutesLater(minutes))).toBe(text);
  });

  it('is told in the reader’s language', () => {
    expect(age(AT, { locale: 'ru-RU' }, minutesLater(5)).replace('\u00a0', ' ')).toBe('5 мин');
  });
});
