import type { Route, Trouble } from './network';
import type { Money, Payment, Reason } from './payment';

/** How much may still be taken while the acquirer cannot be asked. */
export interface Remaining {
  readonly amount: Money;
  readonly count: number;
  /** Absent while nothing is stored: the window opens with the first stored sale. */
  readonly until?: string | null;
}

/** The till as it stands now; every counter on the screen comes from here. */
export interface Terminal {
  readonly id: string;
  /** The till's: it goes on whatever the machine's clock is set to. */
  readonly time: string;
  /** How far the machine's clock is ahead of it, negative where it is behind; absent where it is right. */
  readonly machine_ahead_seconds?: number | null;
  readonly merchant: string;
  /** As the acquirer knows it (ISO 8583 field 41). */
  readonly terminal_id: string;
  readonly currency: string;
  /** The shop's; times are shown in it wherever the browser believes to be. */
  readonly time_zone: string;
  readonly network_status: 'online' | 'offline';
  readonly cause?: Reason | null;
  readonly since?: string | null;
  /** What exactly keeps the calls from their answers. */
  readonly trouble?: Trouble | null;
  /** The way that carries now; absent where there is one alone. */
  readonly route?: Route | null;
  /** Who switched it offline by hand. */
  readonly forced?: { readonly person: string; readonly at: string } | null;
  readonly reader_present: boolean;
  /** Of the readers that the settings name, those that are not there. */
  readonly lost_readers?: readonly ('contact' | 'contactless' | 'stripe')[];
  readonly demo: boolean;
  readonly offline: {
    readonly enabled: boolean;
    /** Why nothing is taken offline at all. */
    readonly blocked_by?: Reason | null;
    readonly count: number;
    readonly amounts_by_currency: readonly Money[];
    readonly oldest_stored_at?: string | null;
    /** How many the acquirer should have by now, those that are too old among them. */
    readonly late?: number;
    /** How many are not sent to the acquirer any more. */
    readonly too_old?: number;
    readonly remaining: Remaining;
  };
  /** What merchant and acquirer allow; absent until the gateway has told it once. */
  readonly parameters?: {
    /** The least sale by telephone; absent where the acquirer takes none so. */
    readonly voice_floor?: Money | null;
  } | null;
  /** Sales that were asked and not answered, on their way back: counted, never summed. */
  readonly reversals_pending: number;
  readonly duties: number;
  /** The way of the journal: stopped for good until a person acts, or not. */
  readonly saf: { readonly unsent: number; readonly stopped_by?: 'FORK' | 'REFUSED' | null };
  /** Records that could not be read when the till started. */
  readonly lost_records?: { readonly from: number; readonly to: number } | null;
  /** In progress, or finished and not acknowledged. */
  readonly current?: Payment | null;
  /** Sales of which nobody was told before the till stopped. */
  readonly questions: readonly Payment[];
  readonly floor?: {
    /** The catalogue's version: another one where anything of it has changed. */
    readonly catalogue: string;
    readonly catalogue_as_of?: string | null;
    readonly catalogue_faults: number;
    /** The cash drawer did not answer when it was last asked to open. */
    readonly drawer_silent: boolean;
  } | null;
}
