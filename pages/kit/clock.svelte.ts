const TICK_MILLIS = 10_000;

/**
 * The time that ages are counted from; it moves on by itself while the page is open. Where its server tells its own, that
 * is taken: the clock of the machine may be set by anybody.
 */
export class Clock {
  now = $state(Date.now());
  #timer: ReturnType<typeof setInterval> | undefined;
  #begun: number | undefined;

  start(): void {
    this.#timer = setInterval(() => this.#tick(), TICK_MILLIS);
  }

  /** What the server says that it is. */
  told(time: string): void {
    this.#begun = Date.parse(time) - performance.now();
    this.#tick();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.now = this.#begun === undefined ? Date.now() : this.#begun + performance.now();
  }
}
