import { describe, expect, it } from 'vitest';
import { RESULTS, isAccepted, mayTryAgain, reasonOf, resultOf, toneOf } from '../src/show/face';
import { payment } from './samples';

describe('a result', () => {
  it('is none while the payment is in progress', () => {
    expect(resultOf(payment({ state: 'ASKING' }))).toBeNull();
  });

  it('that this page does not know is not known, never paid', () => {
    const strange = payment({ result: 'splendid' });

    expect(resultOf(strange)).toBe('not_known');
    expect(isAccepted(strange)).toBe(false);
  });

  it('that was not known stays violet when nothing had arrived', () => {
    expect(resultOf(payment({ result: 'cancelled', reason: 'NO_ANSWER' }))).toBe('reversed');
    expect(resultOf(payment({ result: 'cancelled', reason: 'CANCELLED_BY_CASHIER' }))).toBe('cancelled');
  });

  it('is green only where the acquirer has answered', () => {
    expect(RESULTS.filter((result) => toneOf(result) === 'green')).toEqual(['approved', 'captured']);
  });

  it('is amber for a stored sale, for a part, and for nothing else', () => {
    expect(RESULTS.filter((result) => toneOf(result) === 'amber')).toEqual([
      'approved_in_part',
      'stored_by_card',
      'stored_by_voice',
      'stored_deferred',
    ]);
  });

  it('is violet where nobody knows, and after the reversal', () => {
    expect(RESULTS.filter((result) => toneOf(result) === 'violet')).toEqual(['not_known', 'reversed']);
  });

  it('lets the goods go exactly when it is green or amber, and whole', () => {
    for (const result of RESULTS) {
      const whole = result !== 'approved_in_part';
      expect(isAccepted(payment({ result }))).toBe(whole && ['green', 'amber'].includes(toneOf(result)));
    }
  });

  it('in red tells its reason', () => {
    expect(reasonOf(payment({ result: 'declined', reason: 'HOST_DECLINED' }))).toBe('HOST_DECLINED');
  });

  it('offers the same card once more after a wrong PIN, and after one too many does not', () => {
    expect(mayTryAgain(payment({ result: 'declined', reason: 'PIN_WRONG' }))).toBe(true);
    expect(mayTryAgain(payment({ result: 'declined', reason: 'PIN_TRIES_EXCEEDED' }))).toBe(false);
    expect(mayTryAgain(payment({ result: 'declined', reason: 'HOST_DECLINED' }))).toBe(false);
    expect(mayTryAgain(payment({ result: 'not_known', reason: 'NO_ANSWER' }))).toBe(true);
  });

  it('in violet tells its reason, as a broken disk asks for more than an unanswered question', () => {
    expect(reasonOf(payment({ result: 'not_known', reason: 'JOURNAL_BROKEN' }))).toBe('JOURNAL_BROKEN');
  });

  it('of a sale that stands tells no reason', () => {
    expect(reasonOf(payment({ result: 'stored_deferred', reason: 'NO_NETWORK' }))).toBe('NONE');
  });
});
