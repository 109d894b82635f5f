/** The keys of a scanner come faster than anybody types. */
export const BURST_MILLIS = 60;

/** The shortest code of goods has eight digits; what is shorter was typed. */
export const SCAN_MIN = 6;

type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'target'
>;

interface Held<T> {
  readonly press: T;
  readonly sign: string;
  /** It has gone into a field already. */
  readonly field: HTMLInputElement | null;
}

/**
 * A barcode scanner that types (a keyboard wedge): a burst with less than 60 ms between its keys, ended by Enter or
 * Tab, is a scan wherever the focus is.
 *
 * Nobody can say of one key whether a burst begins with it. So each is held back until the next has come or its time is
 * over; then it is typed after all. In a field keys are typed at once, and a scan is taken out again.
 */
export class Wedge<T extends Press> {
  #held: Held<T>[] = [];
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly typed: (press: T) => void,
    private readonly scanned: (code: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether the wedge keeps the key: it is then typed later, or belongs to a scan. */
  press(press: T): boolean {
    if (press.key === 'Shift') {
      return false;
    }
    const inTime = this.now() - this.#last < BURST_MILLIS;
    if ((press.key === 'Enter' || press.key === 'Tab') && inTime && this.#held.length >= SCAN_MIN) {
      this.#take();
      return true;
    }
    const sign = signOf(press);
    if (sign === '') {
      this.flush();
      return false;
    }
    if (!inTime) {
      this.flush();
    }
    const field = press.target instanceof HTMLInputElement ? press.target : null;
    this.#held.push({ press, sign, field });
    this.#last = this.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), BURST_MILLIS);
    return field === null;
  }

  /** Types what is held back. */
  flush(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = [];
    held.filter(({ field }) => field === null).forEach(({ press }) => this.typed(press));
  }

  #take(): void {
    clearTimeout(this.#timer);
    const code = this.#held.map(({ sign }) => sign).join('');
    for (const field of new Set(this.#held.map((each) => each.field))) {
      if (field !== null) {
        const count = this.#held.filter((each) => each.field === field).length;
        field.value = field.value.slice(0, -count);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
    this.#held = [];
    this.scanned(code);
  }
}

/** What a key types, by its place where that is a digit: other layouts have letters there. Empty for nothing. */
function signOf(press: Press): string {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey || press.isComposing) {
    return '';
  }
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code);
  if (digit !== null && !press.shiftKey) {
    return digit[1] ?? '';
  }
  return press.key.length === 1 && press.key !== ' ' ? press.key : '';
}
