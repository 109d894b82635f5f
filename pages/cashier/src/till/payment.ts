/** A payment as the till tells it. No card data: the brand and the last four digits are all that ever comes here. */

import type { Money } from '$kit/money';
import type { Reason, State } from '$kit/payment';

export type { Money } from '$kit/money';
export { REASONS, STATES, type Reason, type State } from '$kit/payment';

/** The kinds of journal record: the names of core's RecordType, in its order. */
export const RECORDS = [
  'ASKED',
  'ANSWERED',
  'STORED',
  'SHOWN',
  'OFFERED',
  'VOID',
  'ADJUST',
  'RESULT',
  'CHECKPOINT',
  'EPOCH_OPEN',
  'EPOCH_CLOSE',
] as const;
export type RecordType = (typeof RECORDS)[number];

/** How a stored sale stands in time, where it is not in time. */
export type Age = 'LATE' | 'TOO_OLD';

export type StoredKind = 'OFFLINE_APPROVED' | 'DEFERRED_AUTHORISATION' | 'VOICE_APPROVED';

/** What card and cashier have to do now. */
export const PROMPTS = [
  'PRESENT_CARD',
  'INSERT_CHIP',
  'INSERT_CARD',
  'SWIPE_CARD',
  'PRESENT_CARD_AGAIN',
  'CHOOSE_APPLICATION',
  'CONFIRM_APPLICATION',
  'ENTER_PIN',
  'PIN_WRONG',
  'PIN_LAST_TRY',
  'PROCESSING',
  'ONLINE_REQUEST',
  'REMOVE_CARD',
] as const;
export type Prompt = (typeof PROMPTS)[number];

/** What a card wants to know of its holder, beside the prompt. */
export interface CardQuestion {
  /** The answer names it. */
  readonly number: number;
  /** To choose from, the card's favourite first; empty where a PIN is entered on the pad. */
  readonly applications: readonly string[];
  /** Of the PIN, where the card has said. */
  readonly tries_left?: number | null;
}

/** Whether the card or its holder is waited for: only then the cashier may cancel. */
export function awaitsSomebody(prompt: Prompt): boolean {
  return prompt !== 'PROCESSING' && prompt !== 'ONLINE_REQUEST' && prompt !== 'REMOVE_CARD';
}

/** Fields that may be missing are null or absent: both mean that there is nothing to say. */
export interface Payment {
  readonly id: string;
  readonly state: State;
  readonly reason?: Reason | null;
  readonly kind?: StoredKind | null;
  readonly amount: Money;
  /** What was approved, where it is less than the amount: the rest is to be paid otherwise. */
  readonly part?: Money | null;
  /** What of the amount was put on it after its card. */
  readonly tip?: Money | null;
  /** Absent while the payment is in progress. */
  readonly result?: string | null;
  readonly card?: { readonly brand: string; readonly last4: string } | null;
  readonly reference?: string | null;
  readonly sold_at?: string | null;
  readonly shown?: boolean;
  readonly unsynced?: boolean;
  /** Of a sale that the acquirer should have by now, or to which it is not sent any more. */
  readonly age?: Age | null;
  readonly authorisation_code?: string | null;
  readonly response_code?: string | null;
  readonly stan?: string | null;
  readonly rrn?: string | null;
  /** Whether a manager's word would let it pass at another try. */
  readonly liftable?: boolean;
  /** Who took it. */
  readonly person?: string | null;
  readonly prompt?: Prompt | null;
  readonly question?: CardQuestion | null;
}

/** Why a sale takes no tip, or not that one: the names of core's AddTip.No, in its order. */
export const TIP_REFUSALS = [
  'NOT_AGREED',
  'CARD_APPROVED',
  'VOICE_APPROVED',
  'NOT_STORED',
  'OFFERED',
  'ABOVE_PERCENT',
  'ABOVE_LIMIT',
] as const;
export type TipRefusal = (typeof TIP_REFUSALS)[number];

/** The tip of a stored sale. */
export interface TipView {
  /** What the card was asked for. */
  readonly signed: Money;
  readonly tip: Money;
  readonly most: Money;
  /** Absent where there may be one. */
  readonly refusal?: TipRefusal | null;
}

/** One journal record of a payment. */
export interface PaymentEvent {
  readonly seq: number;
  readonly at: string;
  readonly record: RecordType;
  readonly state: State;
  readonly reason?: Reason | null;
  readonly response_code?: string | null;
  readonly attempts?: number;
  readonly next_attempt?: string | null;
  readonly deadline?: string | null;
}

/** Whether the sale may be taken back by the cashier: a stored one that the acquirer does not have yet. */
export function mayBeVoided(payment: Payment): boolean {
  return payment.kind != null && (payment.state === 'STORED' || payment.state === 'FORWARDING');
}
