import type { Money } from '$kit/money';
import type { Reason, State } from '$kit/payment';

/** A payment as the gateway tells it. No card data: the brand and the last four digits are all that comes here. */

/** How the gateway came to know of it. */
export const KINDS = ['LIVE', 'OFFLINE_APPROVED', 'DEFERRED_AUTHORISATION', 'VOICE_APPROVED', 'REFUND', 'TOMBSTONE'] as const;
export type Kind = (typeof KINDS)[number];

export const MESSAGES = ['SALE', 'ADVICE', 'VOICE', 'DEFERRED', 'REVERSAL', 'COMPLETION', 'REFUND', 'LATER'] as const;
export type Message = (typeof MESSAGES)[number];

export const PROGRESS = [
  'QUEUED',
  'INTENT',
  'NOT_WRITTEN',
  'ANSWERED',
  'TIMED_OUT',
  'REVERSED',
  'DROPPED',
  'PARKED',
] as const;
export type Progress = (typeof PROGRESS)[number];

/** What happens by itself. */
export const NEXT = [
  'REVERSAL',
  'WHEN_OFFERED',
  'WHEN_FREE',
  'AGAIN',
  'ASKED_ABOUT',
  'COMPLETION',
  'TILL_DECIDES',
  'TILL_BACK',
  'ANSWER',
  'PERSON',
  'MERCHANT_BEARS',
  'LATER_ATTEMPT',
  'SETTLEMENT',
  'OVER',
] as const;
export type Next = (typeof NEXT)[number];

/** What people may do, as the gateway names it on record. */
export const ACTIONS = ['HOLD', 'RELEASE', 'RETRY', 'WRITE_OFF', 'RESUME'] as const;
export type ActionName = (typeof ACTIONS)[number];

export const ROLES = ['OPERATOR', 'FINANCE', 'REVIEWER'] as const;
export type Role = (typeof ROLES)[number];

/** Why something that a person asked for is not done. */
export const REFUSALS = [
  'ROLE',
  'REASON',
  'CARD_NUMBER',
  'UNDER_WAY',
  'NOT_WAITING',
  'NOT_SET_ASIDE',
  'UNANSWERED',
  'NOTHING_TO_SEND',
  'NOT_TO_GIVE_UP',
  'MAY_BE_TAKEN',
  'NO_PAYMENT',
  'SAME_PERSON',
  'NOT_PAUSED',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export const SHOWS = ['all', 'person', 'stuck', 'held'] as const;
export type Show = (typeof SHOWS)[number];

/** One line of the list. */
export interface Row {
  readonly id: string;
  readonly terminal: string;
  readonly acquirer: string;
  readonly kind: Kind;
  readonly state: State;
  readonly reason: Reason;
  readonly amount?: Money;
  readonly brand?: string;
  readonly last4?: string;
  readonly soldAt?: string;
  readonly stan: string;
  readonly captured?: Money;
  readonly nextAttempt?: string;
  readonly deadline?: string;
}

export interface Attempt {
  readonly number: number;
  readonly kind: Message;
  readonly state: Progress;
  readonly stan?: string;
  readonly rrn?: string;
  readonly sentAt?: string;
  readonly sends: number;
  /** Which message it takes back; 0 for none. */
  readonly reverses: number;
  readonly takenOver: boolean;
  readonly responseCode: string;
  readonly answeredAt?: string;
  readonly nextAt?: string;
}

export interface Happening {
  readonly n: number;
  readonly at: string;
  readonly event: string;
  readonly state: State;
  readonly reason: Reason;
  readonly detail: string;
}

/** What a person did, or asked for. */
export interface Done {
  readonly at: string;
  readonly action: ActionName;
  readonly person: string;
  readonly reason: string;
  readonly done: boolean;
  /** Waits for a second person. */
  readonly open: boolean;
  readonly secondPerson: string;
  readonly secondReason: string;
  readonly doneAt?: string;
}

export interface Way {
  /** As the path has it: write-off. */
  readonly action: string;
  readonly two: boolean;
  readonly roles: readonly Role[];
  readonly mine: boolean;
}

/** One payment's whole story. */
export interface Payment extends Row {
  readonly till: string;
  readonly entryMode?: string;
  readonly responseCode: string;
  readonly authorisationCode: string;
  readonly rrn: string;
  readonly capturedAt?: string;
  readonly attempts: readonly Attempt[];
  readonly events: readonly Happening[];
  readonly actions: readonly Done[];
  readonly next: { readonly word: Next; readonly at?: string; readonly lanePaused: boolean };
  readonly ways: readonly Way[];
}

/** write-off is WRITE_OFF on record. */
export function nameOf(action: string): ActionName {
  return action.toUpperCase().replace('-', '_') as ActionName;
}
