/** What the till says of the network and of what waits for it. */

import type { Money, Reason, State } from './payment';

/** Where a run of Sync now is, or how it ended: the names of the till's SyncRun.Progress, in its order. */
export const PROGRESS = [
  'LOOKING',
  'SENDING',
  'WAITING_FOR_SLOT',
  'DONE',
  'ACQUIRER_SILENT',
  'NO_NETWORK',
  'GATEWAY_SILENT',
  'FORCED_OFFLINE',
  'STOPPED',
] as const;
export type Progress = (typeof PROGRESS)[number];

/** How far a stored sale has come: the names of SyncLine.Stage, in its order. */
export const STAGES = ['WAITING', 'SENT', 'WITH_GATEWAY', 'SET_ASIDE', 'FINAL'] as const;
export type Stage = (typeof STAGES)[number];

export interface SyncLine {
  readonly payment: string;
  readonly reference: string;
  readonly amount: Money;
  readonly card?: { readonly brand: string; readonly last4: string } | null;
  readonly stage: Stage;
  readonly state: State;
  readonly reason?: Reason | null;
}

export interface SyncRun {
  readonly id: string;
  readonly state: Progress;
  readonly started_at: string;
  readonly ended_at?: string | null;
  readonly slot_at?: string | null;
  readonly total: number;
  readonly done: number;
  readonly lines: readonly SyncLine[];
}

/** Why a stored sale is still here: the names of Why.Cause, in its order. */
export const WHY = [
  'NO_NETWORK',
  'GATEWAY_SILENT',
  'FORCED_OFFLINE',
  'WAITING_FOR_SLOT',
  'ABOUT_TO_BE_SENT',
  'NO_RECEIPT',
  'TILL_STOPPED',
  'DISK_REFUSES',
  'RESULT_NOT_SEEN',
  'GOODS_NOT_ANSWERED',
  'WITH_ACQUIRER',
  'ACQUIRER_SILENT',
  'RESULT_CANNOT_COME',
  'NOT_ANSWERED',
  'TRIED_AGAIN',
  'AUTHORISED',
  'VOID_ASKED',
  'SET_ASIDE',
  'PAST_DEADLINE',
] as const;
export type WhyCause = (typeof WHY)[number];

export const ACTORS = ['NOBODY', 'CASHIER', 'MANAGER', 'OPERATOR', 'FINANCE'] as const;
export type Actor = (typeof ACTORS)[number];

export interface Why {
  readonly cause: WhyCause;
  readonly reason?: Reason | null;
  readonly attempts: number;
  readonly next_attempt?: string | null;
  readonly deadline?: string | null;
  readonly actor: Actor;
}

/** Where a refund stands: the names of Refund.State, in its order. */
export const REFUNDS = [
  'ASKING',
  'BEING_REVERSED',
  'REFUNDED',
  'DECLINED',
  'NOT_SENT',
  'NOT_REFUNDABLE',
  'REVERSED',
] as const;
export type RefundState = (typeof REFUNDS)[number];

export interface Refund {
  readonly id: string;
  readonly payment: string;
  readonly amount: Money;
  readonly state: RefundState;
  readonly response_code?: string | null;
  readonly asked_at: string;
  readonly ended_at?: string | null;
}

/** The refunds of a sale, and what is left of it. */
export interface Refunds {
  /** Absent where nothing is captured. */
  readonly captured?: Money | null;
  /** Absent where nothing may be given back, whatever the amount. */
  readonly left?: Money | null;
  readonly refunds: readonly Refund[];
}

/** What exactly keeps the calls from their answers: the names of Trouble, in its order, without NONE. */
export const TROUBLES = [
  'NAME_UNRESOLVED',
  'REFUSED',
  'NO_ROUTE',
  'NO_CONNECTION',
  'NOT_TRUSTED',
  'TIMED_OUT',
  'NO_USABLE_ANSWER',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export const ROUTES = ['FIRST', 'BACKUP'] as const;
export type Route = (typeof ROUTES)[number];

export const MESSAGES = ['authorise', 'complete', 'reverse', 'refund', 'journal'] as const;
export type Message = (typeof MESSAGES)[number];

/** A message and the route that carried it. */
export interface Carried {
  readonly at: string;
  readonly route: Route;
  readonly message: Message;
  readonly answered: boolean;
}
