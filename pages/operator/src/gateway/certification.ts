/** A certification run, and what reviewers said of it. */
export interface RunSummary {
  readonly run: string;
  readonly facts: {
    readonly product: string;
    readonly commit: string;
    readonly profile: string;
    readonly host: string;
    readonly startedAt: string;
  };
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly signed: number;
  readonly rejected: number;
  readonly open: number;
}

export interface RunList {
  readonly runs: readonly RunSummary[];
  readonly unreadable: number;
}

export interface Said {
  readonly n: number;
  readonly at: string;
  readonly decision: 'SIGNED' | 'REJECTED';
  readonly reviewer: string;
  readonly note: string;
}

export interface Scenario {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly verdict: 'PASSED' | 'FAILED' | 'SKIPPED';
  readonly because: string;
  /** The oldest first; the last counts. */
  readonly said: readonly Said[];
}

export interface RunDetail {
  readonly summary: RunSummary;
  readonly scenarios: readonly Scenario[];
}

/** Where the evidence is, for a browser. */
export function evidenceOf(run: string, file: string): string {
  return `/api/v1/certification/${encodeURIComponent(run)}/evidence/${file}`;
}

export function signOffOf(run: string): string {
  return `/api/v1/certification/${encodeURIComponent(run)}/sign-off.json`;
}
