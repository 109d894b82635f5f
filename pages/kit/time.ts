const MINUTE = 60_000;

/** How the reader writes times, and where the shop is. */
export interface Where {
  readonly locale: string;
  /** An IANA zone; the browser's own where the till has not told its. */
  readonly zone?: string | undefined;
}

/** Hours and minutes. */
export function timeOfDay(at: string, where: Where): string {
  return written(at, where, { hour: '2-digit', minute: '2-digit' });
}

/** As {@link timeOfDay} with seconds, for an event history. */
export function timeWithSeconds(at: string, where: Where): string {
  return written(at, where, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** The time, with the day where that is not today. */
export function dayAndTime(at: string, where: Where, now: number): string {
  const day = (when: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: where.zone }).format(when);
  return day(new Date(at)) === day(new Date(now))
    ? timeOfDay(at, where)
    : written(at, where, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

/** How long ago, in the largest unit that is not zero: "14 min", "3 hr", "2 days". Never in the future. */
export function age(at: string, where: Where, now: number): string {
  return span(now - Date.parse(at), where);
}

/** So long, in the largest unit that is not zero. */
export function span(millis: number, { locale }: Where): string {
  const minutes = Math.max(0, Math.floor(millis / MINUTE));
  const unit = (value: number, name: 'minute' | 'hour' | 'day'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  if (minutes < 60) {
    return minutes === 0 ? `< ${unit(1, 'minute')}` : unit(minutes, 'minute');
  }
  return minutes < 48 * 60 ? unit(Math.floor(minutes / 60), 'hour') : unit(Math.floor(minutes / 1440), 'day');
}

function written(at: string, { locale, zone }: Where, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...parts, hourCycle: 'h23', timeZone: zone }).format(new Date(at));
}
