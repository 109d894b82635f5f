import { Calls } from '$kit/calls';
import type { RunDetail, RunList } from './certification';
import type { Explained, Kept } from './frame';
import type { Links, Status } from './link';
import type { Payment, Role, Row, Show } from './payment';

export { Away, Refused } from '$kit/calls';

/** Who is signed in. */
export interface Session {
  readonly person: string;
  readonly roles: readonly Role[];
  /** Goes with each change: another page does not know it. */
  readonly token: string;
}

export interface Query {
  readonly show: Show;
  readonly terminal: string;
  readonly cursor: string;
}

export interface Page {
  readonly payments: readonly Row[];
  readonly next?: string;
}

/** The page looks by itself: that keeps no session open. */
const BACKGROUND = { 'X-Tidegate-Background': '1' };

export const ROWS = 50;

/** The calls of the gateway's API that the page makes. Each may throw {@link Away} or {@link Refused}. */
export class Api extends Calls {
  #token = '';

  async signIn(person: string, secret: string): Promise<Session> {
    return this.#known(await this.post<Session>('/session', { person, secret }));
  }

  /** Whoever this browser has signed in already; by hand, so the session goes on. */
  async session(): Promise<Session> {
    return this.#known(await this.get<Session>('/session'));
  }

  signOut(): Promise<unknown> {
    return this.call('/session', { method: 'DELETE', headers: { 'X-Tidegate-Token': this.#token } });
  }

  status(): Promise<Status> {
    return this.get('/status', BACKGROUND);
  }

  links(): Promise<Links> {
    return this.get('/links', BACKGROUND);
  }

  payments(query: Query): Promise<Page> {
    const { show, terminal, cursor } = query;
    return this.get(`/payments?${new URLSearchParams({ show, terminal, cursor, limit: String(ROWS) })}`, BACKGROUND);
  }

  payment(id: string): Promise<Payment> {
    return this.get(`/payments/${encodeURIComponent(id)}`, BACKGROUND);
  }

  /** @returns whether a second person is needed */
  async act(id: string, action: string, reason: string): Promise<boolean> {
    return this.#said(`/payments/${encodeURIComponent(id)}/${action}`, reason);
  }

  async resume(acquirer: string, reason: string): Promise<boolean> {
    return this.#said(`/acquirers/${encodeURIComponent(acquirer)}/resume`, reason);
  }

  async profiles(): Promise<readonly string[]> {
    return (await this.get<{ profiles: readonly string[] }>('/profiles', BACKGROUND)).profiles;
  }

  decode(profile: string, frame: string): Promise<Explained> {
    return this.change('/decode', { profile, frame });
  }

  async frames(): Promise<readonly Kept[]> {
    return (await this.get<{ frames: readonly Kept[] }>('/frames', BACKGROUND)).frames;
  }

  decodeKept(name: string, profile: string): Promise<Explained> {
    return this.change(`/frames/${encodeURIComponent(name)}/decode`, { profile });
  }

  certification(): Promise<RunList> {
    return this.get('/certification', BACKGROUND);
  }

  certificationRun(run: string): Promise<RunDetail> {
    return this.get(`/certification/${encodeURIComponent(run)}`, BACKGROUND);
  }

  review(run: string, scenario: string, signs: boolean, note: string): Promise<RunDetail> {
    const word = signs ? 'sign-off' : 'reject';
    return this.change(`/certification/${encodeURIComponent(run)}/${encodeURIComponent(scenario)}/${word}`, { note });
  }

  async #said(path: string, reason: string): Promise<boolean> {
    const { outcome } = await this.change<{ outcome: string }>(path, { reason });
    return outcome === 'SECOND_PERSON_NEEDED';
  }

  private change<T>(path: string, body: object): Promise<T> {
    return this.post<T>(path, body, { 'X-Tidegate-Token': this.#token });
  }

  #known(session: Session): Session {
    this.#token = session.token;
    return session;
  }
}
