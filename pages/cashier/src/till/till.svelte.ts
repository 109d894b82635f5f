import { BASE } from '$kit/base';
import { Api } from './api';
import type { Payment } from './payment';
import type { Terminal } from './terminal';

/** The stream tells that something happened; what it is now, the till is asked. */
const EVENTS = ['terminal.state', 'payment.updated', 'saf.progress'];

/** Without any news the till is asked this often whether it is still there. */
const LOOK_MILLIS = 5_000;
const RETRY_MILLIS = 1_000;

type Stream = Pick<EventSource, 'addEventListener' | 'close'>;

/**
 * The till as the page knows it: a copy, never a truth of its own.
 *
 * Every event only leads to another look, and looks never overtake each other, so that an older picture cannot replace
 * a newer one.
 */
export class Till {
  terminal = $state.raw<Terminal | null>(null);
  /** The till does not answer: whatever acts on money is dead until it does. */
  away = $state(false);
  /** Grows with every change of a payment. */
  news = $state(0);

  #flight: Promise<void> | undefined;
  #lookAgain = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stream: Stream | undefined;
  #stopped = false;
  #hushed = false;

  constructor(
    readonly api: Api = new Api(),
    private readonly open: () => Stream = () => new EventSource(`${BASE}/terminal/events`),
  ) {}

  get ready(): boolean {
    return this.terminal !== null && !this.away;
  }

  /** In progress, or finished and not acknowledged. */
  get current(): Payment | null {
    return this.terminal?.current ?? null;
  }

  /** The oldest sale of which nobody was told. */
  get question(): Payment | null {
    return this.terminal?.questions[0] ?? null;
  }

  /** Listens until {@link stop}. */
  start(): void {
    this.#stopped = false;
    this.#hushed = false;
    this.#listen();
    void this.look();
  }

  /** Ends the stream and goes on looking now and then: nobody is signed in. */
  hush(): void {
    this.#hushed = true;
    this.#stream?.close();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#stream?.close();
  }

  /** Asks the till how it stands. Returns when an answer to a question asked after this call has come, or none does. */
  look(): Promise<void> {
    this.#lookAgain = true;
    this.#flight ??= this.#lookUntilCalm().finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  async #lookUntilCalm(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#lookAgain) {
      this.#lookAgain = false;
      try {
        this.terminal = await this.api.terminal();
        this.away = false;
      } catch {
        this.away = true;
        this.#lookAgain = false;
      }
    }
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void this.look(), this.away ? RETRY_MILLIS : LOOK_MILLIS);
    }
  }

  #listen(): void {
    if (this.#stopped || this.#hushed) {
      return;
    }
    const stream = this.open();
    this.#stream = stream;
    const look = (): void => {
      this.news++;
      void this.look();
    };
    EVENTS.forEach((name) => stream.addEventListener(name, look));
    stream.addEventListener('open', look);
    stream.addEventListener('error', () => {
      // A browser gives a stream up for good when the till answers with an error; a till that starts again does.
      stream.close();
      void this.look();
      setTimeout(() => this.#listen(), RETRY_MILLIS);
    });
  }
}
