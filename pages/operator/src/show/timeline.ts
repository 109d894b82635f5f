import type { State } from '$kit/payment';
import type { Attempt, Payment } from '../gateway/payment';

/** A payment's life as a picture: where each moment is, from 0 at the beginning to 1 at the end. */
export interface Timeline {
  readonly states: readonly { readonly from: number; readonly to: number; readonly state: State }[];
  readonly messages: readonly { readonly from: number; readonly to: number; readonly attempt: Attempt }[];
  readonly people: readonly { readonly at: number; readonly person: string }[];
  readonly now: number;
  readonly nowMillis: number;
  readonly due: number | null;
  readonly deadline: number | null;
  /** Moments to write beneath, in milliseconds, with their places. */
  readonly ticks: readonly { readonly at: number; readonly millis: number }[];
}

/**
 * Half of a moment's place is its time, half its turn among the others: a sale's first second and the day that it then
 * waits can both be seen, in their order.
 */
export function timelineOf(payment: Payment, clock: number): Timeline {
  // Events come between two ticks of the page's clock.
  const now = Math.max(clock, ...payment.events.map(({ at }) => Date.parse(at)));
  const time = (at: string | undefined): number | null => (at === undefined ? null : Date.parse(at));
  const begin = payment.events.map(({ at }) => Date.parse(at));
  const due = time(payment.next.at ?? payment.nextAttempt);
  const deadline = time(payment.deadline);
  const people = payment.actions.flatMap((action) => [
    { millis: Date.parse(action.at), person: action.person },
    ...(action.secondPerson === '' ? [] : [{ millis: time(action.doneAt) ?? now, person: action.secondPerson }]),
  ]);
  const sent = payment.attempts.flatMap((attempt) => {
    const from = time(attempt.sentAt);
    return from === null ? [] : [{ from, to: time(attempt.answeredAt) ?? now, attempt }];
  });
  const moments = [
    ...begin,
    ...people.map(({ millis }) => millis),
    ...sent.flatMap(({ from, to }) => [from, to]),
    now,
    ...[due, deadline].filter((each) => each !== null),
  ];
  const place = placer(moments);
  const over = payment.next.word === 'OVER' || payment.next.word === 'SETTLEMENT';
  const states = payment.events.map(({ state, at }, index) => {
    const next = payment.events[index + 1];
    const end = next === undefined ? (over ? Date.parse(at) : now) : Date.parse(next.at);
    return { from: place(Date.parse(at)), to: place(Math.max(end, Date.parse(at))), state };
  });
  const first = Math.min(...moments);
  const last = Math.max(...moments);
  return {
    states,
    messages: sent.map(({ from, to, attempt }) => ({ from: place(from), to: place(Math.max(to, from)), attempt })),
    people: people.map(({ millis, person }) => ({ at: place(millis), person })),
    now: place(now),
    nowMillis: now,
    due: due === null ? null : place(due),
    deadline: deadline === null ? null : place(deadline),
    ticks: [first, ...(last > now ? [now] : []), last].map((millis) => ({ at: place(millis), millis })),
  };
}

function placer(moments: readonly number[]): (millis: number) => number {
  const turns = [...new Set(moments)].toSorted((a, b) => a - b);
  const first = turns[0] ?? 0;
  const span = Math.max(1, (turns.at(-1) ?? 0) - first);
  const most = Math.max(1, turns.length - 1);
  return (millis) => ((millis - first) / span + turns.indexOf(millis) / most) / 2;
}
