import { Calls } from '$kit/calls';
import type { Money, Reason } from './payment';

export interface Person {
  readonly name: string;
  readonly role: 'CASHIER' | 'MANAGER';
}

/** Who is here. */
export interface Session {
  /** Whether whoever uses the till has to be signed in. */
  readonly required: boolean;
  readonly person?: Person | null;
  /** Whose manager's screens are open. */
  readonly manager?: string | null;
  readonly people: readonly Person[];
}

/** What stays stored at the till when somebody goes. */
export interface SignedOut {
  readonly count: number;
  readonly amounts: readonly Money[];
}

/** A manager, and why. */
export interface Word {
  readonly name: string;
  readonly pin: string;
  readonly reason: string;
}

export interface Limits {
  readonly currency: string;
  /** Why nothing is taken offline at all. */
  readonly blocked_by?: Reason | null;
  readonly ways: readonly {
    readonly way: 'CHIP' | 'TAP' | 'SWIPE';
    readonly on: boolean;
    readonly sale_max: Money;
    readonly manager_max: Money;
  }[];
  readonly ceiling?: Money | null;
  readonly sum_used: Money;
  readonly sum_max: Money;
  readonly count_used: number;
  readonly count_max: number;
  readonly window_seconds: number;
  readonly opened_at?: string | null;
  readonly until?: string | null;
  readonly card_count_max: number;
  readonly card_sum_max: Money;
  readonly liability: {
    readonly version: number;
    readonly elsewhere?: string | null;
    readonly person?: string | null;
    readonly at?: string | null;
  };
}

/** What managers decided and who took what back: the names of the till's Audit.Act, in its order. */
export const ACTS = [
  'APPROVED',
  'APPROVAL_REFUSED',
  'APPROVAL_USED',
  'FORCED_OFFLINE',
  'FORCED_ONLINE',
  'LIABILITY_ACCEPTED',
  'VOIDED',
  'VOICE_CONFIRMED',
  'VOICE_REFUSED',
  'TIPPED',
] as const;
export type Act = (typeof ACTS)[number];

export interface StaffBook {
  readonly people: readonly {
    /** Empty for what was done while nobody was signed in. */
    readonly name: string;
    readonly sales: number;
    readonly stored: number;
    readonly stored_amounts: readonly Money[];
    readonly voids: number;
    readonly refused: number;
    readonly approvals_used: number;
    readonly approvals_given: number;
    readonly approvals_refused: number;
  }[];
  readonly acts: readonly {
    readonly number: number;
    readonly at: string;
    readonly act: Act;
    readonly person: string;
    readonly cashier: string;
    readonly amount: string;
    readonly reason: string;
  }[];
}

/** The calls about people. Each may throw Away or Refused. */
export class PeopleApi extends Calls {
  session(): Promise<Session> {
    return this.get('/session');
  }

  signIn(name: string, pin: string): Promise<Session> {
    return this.post('/session', { name, pin });
  }

  signOut(): Promise<SignedOut> {
    return this.call('/session', { method: 'DELETE' });
  }

  /** A manager opens the manager's screens. */
  unlock(name: string, pin: string): Promise<Session> {
    return this.post('/session/manager', { name, pin });
  }

  /** A manager's word for one refused sale; the answer's id goes with the next try. */
  async approve(payment: string, word: Word): Promise<string> {
    return (await this.post<{ id: string }>(`/payments/${encodeURIComponent(payment)}/approval`, word)).id;
  }

  force(offline: boolean, word: Word): Promise<unknown> {
    return this.post('/terminal/forced', { offline, ...word });
  }

  limits(): Promise<Limits> {
    return this.get('/limits');
  }

  acceptLiability(name: string, pin: string, version: number, language: string): Promise<Limits> {
    return this.post('/limits/liability', { name, pin, version, language });
  }

  staff(days: number): Promise<StaffBook> {
    return this.get(`/staff?days=${days}`);
  }
}
