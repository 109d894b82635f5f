import { BASE } from './base';

/** The service did not answer, or not as it does. Nothing is known of what it did. */
export class Away extends Error {}

/** The service said no and why (application/problem+json). */
export class Refused extends Error {
  /**
   * @param instance what it is about, where it is about one thing
   * @param condition which of a code's cases it is, where it has several
   */
  constructor(
    readonly status: number,
    readonly code: string,
    readonly instance: string | null = null,
    readonly condition: string | null = null,
  ) {
    super(`refused: ${code}`);
  }
}

/** How long a service may take to answer; what takes longer goes on behind a quick answer. */
const ANSWER_MAX_MILLIS = 6_000;

/** Calls of the service that serves the page. Each may throw {@link Away} or {@link Refused}. */
export class Calls {
  constructor(
    private readonly send: typeof fetch = (input, init) => fetch(input, init),
    private readonly base: string = BASE,
  ) {}

  protected get<T>(path: string, headers: Record<string, string> = {}): Promise<T> {
    return this.call<T>(path, { method: 'GET', headers });
  }

  protected post<T>(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<T> {
    return this.call<T>(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  protected async call<T>(path: string, init: RequestInit): Promise<T> {
    const signal = AbortSignal.timeout(ANSWER_MAX_MILLIS);
    let status: number;
    let text: string;
    try {
      const response = await this.send(this.base + path, { ...init, signal, cache: 'no-store' });
      status = response.status;
      text = await response.text();
    } catch {
      throw new Away(`no answer to ${init.method} ${path}`);
    }
    const body = parsed(text);
    if (status >= 200 && status < 300) {
      if (body === undefined && text !== '') {
        throw new Away(`no JSON from ${init.method} ${path}`);
      }
      return body as T;
    }
    throw refusal(status, body);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown): Refused {
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string): string | null => (typeof problem[name] === 'string' ? problem[name] : null);
  return new Refused(status, text('code') ?? `http_${status}`, text('instance'), text('condition'));
}
