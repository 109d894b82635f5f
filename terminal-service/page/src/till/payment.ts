/** A payment as the till tells it. No card data: the brand and the last four digits are all that ever comes here. */

/** Minor units: 1250 EUR is 12.50 euros, 1250 VND is 1,250 dong. */
export interface Money {
  readonly value: number;
  readonly currency: string;
}

/** Where a payment stands: the names of core's PaymentState, in its order. */
export const STATES = [
  'COLLECTING',
  'ASKING',
  'OUTCOME_UNKNOWN',
  'AUTHORISED',
  'AWAITING_TILL',
  'STORED',
  'FORWARDING',
  'VOID_ASKED',
  'UNRESOLVED',
  'RETRY_WAIT',
  'HELD',
  'EXPIRED_HELD',
  'CAPTURED',
  'REFUNDED',
  'DECLINED_AFTER_STORE',
  'DECLINED',
  'REVERSED',
  'VOIDED',
  'CANCELLED',
  'REFUSED_OFFLINE',
  'SETTLED',
  'CHARGED_BACK',
  'RECOVERED',
  'WRITTEN_OFF',
] as const;
export type State = (typeof STATES)[number];

/** Why a payment was refused, declined, set aside or not sent: the names of core's Reason, in its order. */
export const REASONS = [
  'NONE',
  'CARD_DECLINED',
  'CARD_NOT_ACCEPTED',
  'CARD_BLOCKED',
  'USE_CHIP',
  'CASH_ONLY',
  'PIN_PAD_NEEDED',
  'CARD_ERROR',
  'CARD_REMOVED',
  'NO_CARD',
  'READER_LOST',
  'CANCELLED_BY_CASHIER',
  'CANCELLED_BY_CARDHOLDER',
  'PIN_TRIES_EXCEEDED',
  'PIN_BYPASSED',
  'PIN_WRONG',
  'NO_LIMIT_FOR_CURRENCY',
  'SALE_ABOVE_LIMIT',
  'TILL_SUM_REACHED',
  'TILL_COUNT_REACHED',
  'ACCEPT_WINDOW_OVER',
  'DEFERRAL_NOT_ALLOWED',
  'ODA_FAILED',
  'ONLINE_PIN_NEEDED',
  'CARD_EXPIRED',
  'CARD_LISTED',
  'CARD_DECLINED_LATELY',
  'CARD_COUNT_REACHED',
  'CARD_SUM_REACHED',
  'SERVICE_CODE_UNREADABLE',
  'ISSUER_ONLY',
  'FALLBACK_ONLINE_ONLY',
  'TAPPED_STRIPE_ONLINE_ONLY',
  'STRIPE_NOT_KEPT',
  'OFFLINE_DISABLED',
  'JOURNAL_FULL',
  'JOURNAL_BROKEN',
  'NO_RECIPIENT_KEY',
  'NO_NETWORK',
  'GATEWAY_SILENT',
  'ACQUIRER_SILENT',
  'LANE_BUSY',
  'PIN_UNCHECKED',
  'NO_ANSWER',
  'HOST_DECLINED',
  'FORMAT',
  'TAMPER',
  'FALSE_DUPLICATE',
  'SECOND_PATH',
  'OUR_FAULT',
  'FORK',
  'RESTORED',
  'UNSHOWN',
  'UNANSWERED',
  'EXCEPTION',
  'KEY_GONE',
  'POLICY',
  'EXPIRED',
] as const;
export type Reason = (typeof REASONS)[number];

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

export type StoredKind = 'OFFLINE_APPROVED' | 'DEFERRED_AUTHORISATION';

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
  /** Absent while the payment is in progress. */
  readonly result?: string | null;
  readonly card?: { readonly brand: string; readonly last4: string } | null;
  readonly reference?: string | null;
  readonly sold_at?: string | null;
  readonly shown?: boolean;
  readonly unsynced?: boolean;
  readonly authorisation_code?: string | null;
  readonly response_code?: string | null;
  readonly stan?: string | null;
  readonly rrn?: string | null;
  readonly prompt?: Prompt | null;
  readonly question?: CardQuestion | null;
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
