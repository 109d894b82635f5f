/** How a line to an acquirer stands: the names of the gateway's LinkStanding, LinkTrouble and LinkCounts. */
export const LINK_STATES = ['DOWN', 'UP', 'SILENT', 'STOPPING', 'STOPPED'] as const;
export type LinkState = (typeof LINK_STATES)[number];

export const TROUBLES = [
  'NONE',
  'NAME_UNKNOWN',
  'CONNECTION_REFUSED',
  'CONNECTION_TIMED_OUT',
  'UNREACHABLE',
  'TLS_FILES_UNUSABLE',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_WRONG_NAME',
  'OWN_CERTIFICATE_REFUSED',
  'TLS_FAILED',
  'SIGN_ON_UNANSWERED',
  'SIGN_ON_REFUSED',
  'ECHO_UNANSWERED',
  'SIGNED_OFF_BY_HOST',
  'CLOSED_BY_HOST',
  'CONNECTION_RESET',
  'FRAMING_BROKEN',
  'FRAMES_UNREADABLE',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export const COUNTS = [
  'SENT',
  'NOT_WRITTEN',
  'ANSWERED',
  'INTERIM',
  'LATE',
  'DUPLICATE',
  'CONTRADICTING',
  'UNMATCHED',
  'UNREADABLE',
  'HOST_REQUESTS',
  'HOST_REQUESTS_DROPPED',
  'ECHOES',
  'CONNECTED',
  'WENT_DOWN',
  'CERTIFICATE_REFUSED',
] as const;
export type Count = (typeof COUNTS)[number];

export interface Link {
  readonly acquirer: string;
  readonly profile: string;
  readonly state: LinkState;
  readonly since: string;
  readonly address: string;
  readonly secondary: boolean;
  readonly trouble?: Trouble;
  readonly troubleAt?: string;
  readonly tls: boolean;
  readonly echo: { readonly everySeconds: number; readonly unansweredMax: number };
  readonly perSecond: number;
  readonly burst: number;
  /** By the name in small letters, since the process began. */
  readonly counts: Readonly<Record<string, number>>;
  readonly deferred: {
    readonly paused: boolean;
    readonly pausedAt?: string;
    readonly cause: string;
    readonly declines: number;
    readonly heardAt?: string;
  };
}

export interface Links {
  /** By the gateway's clock. */
  readonly at: string;
  readonly links: readonly Link[];
}

export interface TillStanding {
  readonly id: string;
  readonly revoked: boolean;
  readonly unsynced: number;
  readonly heardAt?: string;
}

export interface Status {
  readonly incarnation: string;
  readonly needPerson: number;
  readonly tills: readonly TillStanding[];
}

/** Messages a second between two looks; null where there was none before, or the process began anew. */
export function rate(before: Links | null, now: Links, link: Link): number | null {
  const then = before?.links.find((each) => each.acquirer === link.acquirer);
  const seconds = before === null ? 0 : (Date.parse(now.at) - Date.parse(before.at)) / 1_000;
  const sent = (link.counts['sent'] ?? 0) - (then?.counts['sent'] ?? 0);
  return then === undefined || seconds <= 0 || sent < 0 ? null : sent / seconds;
}
