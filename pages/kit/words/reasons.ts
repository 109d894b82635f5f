import type { Reason } from '../payment';

/** A plain sentence, and what the cashier can do that will work. */
export interface ReasonWords {
  readonly says: string;
  readonly works: string;
}

export type Reasons = Readonly<Record<Reason, ReasonWords>>;
