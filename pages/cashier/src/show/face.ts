import type { Payment, Reason } from '../till/payment';

/**
 * What the till may say of a payment that has ended: the results of a sale, and what a stored or reversed one may have
 * become before anybody pressed OK.
 */
export const RESULTS = [
  'approved',
  'approved_in_part',
  'stored_by_card',
  'stored_by_voice',
  'stored_deferred',
  'declined',
  'refused',
  'cancelled',
  'not_known',
  'captured',
  'reversed',
  'voided',
  'declined_after_store',
] as const;
export type Result = (typeof RESULTS)[number];

/** Four that no one can confuse: by colour, by picture and by word. */
export type Tone = 'green' | 'amber' | 'red' | 'violet';

const TONES: Record<Result, Tone> = {
  approved: 'green',
  captured: 'green',
  approved_in_part: 'amber',
  stored_by_card: 'amber',
  stored_by_voice: 'amber',
  stored_deferred: 'amber',
  declined: 'red',
  refused: 'red',
  cancelled: 'red',
  voided: 'red',
  declined_after_store: 'red',
  not_known: 'violet',
  reversed: 'violet',
};

const ACCEPTED: readonly Result[] = ['approved', 'captured', 'stored_by_card', 'stored_by_voice', 'stored_deferred'];

export function toneOf(result: Result): Tone {
  return TONES[result];
}

/**
 * A word that this page does not know yet is shown as not known: never as paid.
 *
 * @returns null while the payment is in progress
 */
export function resultOf(payment: Payment): Result | null {
  if (payment.result == null) {
    return null;
  }
  if (payment.result === 'cancelled' && payment.reason === 'NO_ANSWER') {
    // It was not known, and then nothing had arrived: the screen goes on from there, not from a cashier's cancel.
    return 'reversed';
  }
  return isResult(payment.result) ? payment.result : 'not_known';
}

/** Whether the customer may leave with the goods: what was approved in part leaves a rest to be paid. */
export function isAccepted(payment: Payment): boolean {
  const result = resultOf(payment);
  return result !== null && ACCEPTED.includes(result);
}

/**
 * Whether the same card may be read once more, as a new payment: nobody knows what became of this one, or its PIN was
 * wrong.
 */
export function mayTryAgain(payment: Payment): boolean {
  const result = resultOf(payment);
  return result !== null && (toneOf(result) === 'violet' || reasonOf(payment) === 'PIN_WRONG');
}

/** Whether the issuer waits for a call, after which it may give a code. */
export function mayBeCalledAbout(payment: Payment): boolean {
  return reasonOf(payment) === 'CALL_ISSUER';
}

/** The reason to be told; NONE where the sale stands. */
export function reasonOf(payment: Payment): Reason {
  return isAccepted(payment) ? 'NONE' : (payment.reason ?? 'NONE');
}

function isResult(word: string): word is Result {
  return (RESULTS as readonly string[]).includes(word);
}
