import { BASE } from '$kit/base';
import { Api } from './api';
import type { Money, Prompt } from './payment';

/** What a customer may be told; nothing of the network, nothing of how a sale was taken. */
export type Phase = Prompt | 'WELCOME' | 'THANK_YOU' | 'ASK_CASHIER';

export interface Shown {
  readonly merchant: string;
  readonly phase: Phase;
  readonly amount?: Money | null;
}

const EVENTS = ['terminal.state', 'payment.updated'];
/** Without any news the till is asked this often. */
const LOOK_MILLIS = 2_000;

type Stream = Pick<EventSource, 'addEventListener' | 'close'>;

/** The till as the customer's screen knows it. A till that is away leaves a welcome: nothing can be paid meanwhile. */
export class Display {
  shown = $state.raw<Shown | null>(null);

  #stream: Stream | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #looks = 0;

  constructor(
    private readonly api: Pick<Api, 'display'> = new Api(),
    private readonly open: () => Stream = () => new EventSource(`${BASE}/terminal/events`),
  ) {}

  start(): void {
    this.#stream = this.open();
    EVENTS.forEach((name) => this.#stream?.addEventListener(name, () => void this.look()));
    this.#timer = setInterval(() => void this.look(), LOOK_MILLIS);
    void this.look();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#stream?.close();
  }

  /** An older answer never replaces a newer one. */
  async look(): Promise<void> {
    const look = ++this.#looks;
    const { merchant = '' } = this.shown ?? {};
    const seen = await this.api.display().catch((): Shown => ({ merchant, phase: 'WELCOME', amount: null }));
    if (look === this.#looks) {
      this.shown = seen;
    }
  }
}
