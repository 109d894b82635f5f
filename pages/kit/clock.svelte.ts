const TICK_MILLIS = 10_000;

/** The time that ages are counted from; it moves on by itself while the page is open. */
export class Clock {
  now = $state(Date.now());
  #timer: ReturnType<typeof setInterval> | undefined;

  start(): void {
    this.#timer = setInterval(() => (this.now = Date.now()), TICK_MILLIS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
