import { Refused } from '$kit/calls';
import { codeOf } from '../sale/desk.svelte';
import { PeopleApi, type Person, type Session, type SignedOut } from '../till/people-api';

/** The version of the liability text in the catalogues: goes up with every change of what it says. */
export const LIABILITY_VERSION = 1;

/** Why a name and a PIN did not do. */
export interface Refusal {
  readonly code: string;
  /** Until when the name is locked. */
  readonly until: string | null;
}

/** Who is at this page, as the till knows it. */
export class People {
  session = $state.raw<Session | null>(null);
  /** What stayed at the till when the last person went. */
  left = $state.raw<SignedOut | null>(null);

  constructor(readonly api: PeopleApi = new PeopleApi()) {}

  /** Somebody has to sign in first. */
  get outside(): boolean {
    return this.session !== null && this.session.required && this.session.person == null;
  }

  get managers(): readonly Person[] {
    return (this.session?.people ?? []).filter((person) => person.role === 'MANAGER');
  }

  async look(): Promise<void> {
    try {
      this.session = await this.api.session();
    } catch {
      // The till is away: the page says so by itself, and whoever was here still is.
    }
  }

  signIn(name: string, pin: string): Promise<Refusal | null> {
    return this.tried(async () => {
      this.session = await this.api.signIn(name, pin);
      this.left = null;
    });
  }

  unlock(name: string, pin: string): Promise<Refusal | null> {
    return this.tried(async () => {
      this.session = await this.api.unlock(name, pin);
    });
  }

  signOut(): Promise<Refusal | null> {
    return this.tried(async () => {
      this.left = await this.api.signOut();
      await this.look();
    });
  }

  /** Does what needs a PIN, and says why it was not done. */
  async tried(work: () => Promise<unknown>): Promise<Refusal | null> {
    try {
      await work();
      return null;
    } catch (e) {
      return { code: codeOf(e), until: e instanceof Refused && e.code === 'person_locked' ? e.instance : null };
    }
  }

  /** The till's calls pass through here: where nobody is signed in any more, the page asks who is. */
  watching(send: typeof fetch): typeof fetch {
    return async (input, init) => {
      const response = await send(input, init);
      if (response.status === 401) {
        void this.look();
      }
      return response;
    };
  }
}
