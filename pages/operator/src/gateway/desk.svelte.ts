import { Away, Refused, type Api, type Session } from './api';
import type { Status } from './link';

/** Why something was not done, for people: a code, and which of its cases. */
export interface Problem {
  readonly code: string;
  readonly condition: string | null;
}

/** How often a person who does something says so to the gateway, which signs out whoever does not. */
const TOUCH_MILLIS = 60_000;
const STATUS_MILLIS = 5_000;

/** Who is signed in, and what the gateway last said. */
export class Desk {
  /** Undefined until the gateway has said whether somebody is signed in. */
  session = $state.raw<Session | null | undefined>(undefined);
  /** Whether somebody was signed in and is no more. */
  ended = $state(false);
  away = $state(false);
  status = $state.raw<Status | null>(null);
  #touched = 0;

  constructor(
    readonly api: Api,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** Begins to look; the answer ends it. */
  start(): () => void {
    return this.every(STATUS_MILLIS, async () => {
      if (this.session === undefined) {
        this.session = await this.api.session();
      }
      if (this.session) {
        this.status = await this.api.status();
      }
    });
  }

  async signIn(person: string, secret: string): Promise<Problem | null> {
    const problem = await this.attempt(async () => {
      this.session = await this.api.signIn(person, secret);
      this.status = await this.api.status();
    });
    if (problem === null) {
      this.ended = false;
      this.#touched = this.now();
    }
    return problem;
  }

  async signOut(): Promise<void> {
    await this.attempt(() => this.api.signOut());
    this.session = null;
    this.ended = false;
  }

  /** A person does something. */
  touch(): void {
    if (this.session && this.now() - this.#touched >= TOUCH_MILLIS) {
      this.#touched = this.now();
      void this.attempt(async () => void (this.session = await this.api.session()));
    }
  }

  /** Does what a person asked for; says why not. */
  async attempt(call: () => Promise<unknown>): Promise<Problem | null> {
    try {
      await call();
      this.away = false;
      return null;
    } catch (e) {
      return this.#problem(e);
    }
  }

  /** Looks now, and again some time after each look has ended; the answer ends it. */
  every(millis: number, look: () => Promise<unknown>): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const once = async (): Promise<void> => {
      await this.attempt(look);
      if (!over) {
        timer = setTimeout(() => void once(), millis);
      }
    };
    void once();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }

  #problem(e: unknown): Problem {
    if (e instanceof Refused) {
      this.away = false;
      if (e.code === 'sign_in_needed') {
        this.ended = this.session !== null && this.session !== undefined;
        this.session = null;
      }
      return { code: e.code, condition: e.condition };
    }
    if (e instanceof Away) {
      this.away = true;
      return { code: 'away', condition: null };
    }
    throw e;
  }
}
