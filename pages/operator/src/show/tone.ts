import type { State } from '$kit/payment';

/** By colour, by shape and by word. */
export type Tone = 'good' | 'going' | 'waits' | 'bad' | 'unknown' | 'over';

const TONES: Record<State, Tone> = {
  COLLECTING: 'going',
  ASKING: 'going',
  OUTCOME_UNKNOWN: 'unknown',
  AUTHORISED: 'going',
  AWAITING_TILL: 'waits',
  STORED: 'going',
  FORWARDING: 'going',
  VOID_ASKED: 'unknown',
  UNRESOLVED: 'unknown',
  RETRY_WAIT: 'waits',
  HELD: 'waits',
  EXPIRED_HELD: 'bad',
  CAPTURED: 'good',
  REFUNDED: 'over',
  DECLINED_AFTER_STORE: 'bad',
  DECLINED: 'over',
  REVERSED: 'over',
  VOIDED: 'over',
  CANCELLED: 'over',
  REFUSED_OFFLINE: 'over',
  SETTLED: 'good',
  CHARGED_BACK: 'bad',
  RECOVERED: 'good',
  WRITTEN_OFF: 'bad',
};

/** A state that this page does not know yet is one that nobody knows. */
export function toneOf(state: State): Tone {
  return TONES[state] ?? 'unknown';
}
