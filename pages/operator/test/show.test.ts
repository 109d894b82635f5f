import { describe, expect, it } from 'vitest';
import { STATES } from '$kit/payment';
import { rate } from '../src/gateway/link';
import { hashOf, routeOf, type Route } from '../src/show/route';
import { timelineOf } from '../src/show/timeline';
import { toneOf } from '../src/show/tone';
import { link, payment } from './samples';

describe('an address', () => {
  const places: Route[] = [
    { screen: 'links' },
    { screen: 'decode' },
    { screen: 'certification', run: '' },
    { screen: 'certification', run: 'ab01' },
    { screen: 'payment', id: '0193f3a1-0000-7000-8000-000000000001' },
    { screen: 'payments', show: 'all', terminal: '' },
    { screen: 'payments', show: 'stuck', terminal: 'TIDE 001' },
  ];

  it.each(places)('leads to its place and back: %o', (place) => {
    expect(routeOf(hashOf(place))).toEqual(place);
  });

  it.each(['', '#', '#/nowhere', '#links'])('that is none leads to the first place: "%s"', (hash) => {
    expect(routeOf(hash)).toEqual({ screen: 'links' });
  });

  it('with what cannot be asked for asks for all', () => {
    expect(routeOf('#/payments?show=everything&terminal=12345678901234567890')).toEqual({
      screen: 'payments',
      show: 'all',
      terminal: '1234567890123456',
    });
  });
});

describe('a rate', () => {
  const at = (seconds: number, sent: number) => ({
    at: new Date(Date.UTC(2026, 10, 22, 12, 0, seconds)).toISOString(),
    links: [link({ counts: { sent } })],
  });

  it('is what was sent between two looks', () => {
    expect(rate(at(0, 100), at(4, 110), link({ counts: { sent: 110 } }))).toBe(2.5);
  });

  it.each([
    ['before the first look', null, at(4, 110)],
    ['after a restart', at(0, 500), at(4, 3)],
    ['at one moment', at(4, 100), at(4, 110)],
  ])('is not known %s', (_, before, now) => {
    expect(rate(before, now, now.links[0] ?? link())).toBeNull();
  });
});

describe('a time line', () => {
  const NOW = Date.parse('2026-11-22T12:00:00Z');

  it('has every moment between its ends, in its order', () => {
    const line = timelineOf(payment(), NOW);
    const places = [...line.states.map(({ from }) => from), line.now, line.deadline ?? -1];

    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(line.deadline).toBe(1);
    expect(line.due).toBeNull();
  });

  it('ends with what is over', () => {
    const over = payment({ next: { word: 'OVER', lanePaused: false } });

    expect(timelineOf(over, NOW).states.at(-1)).toMatchObject({ state: 'HELD' });
    const last = timelineOf(over, NOW).states.at(-1);
    expect(last?.from).toBe(last?.to);
  });

  it('lets a message without an answer go on until now', () => {
    const [first] = payment().attempts;
    const { answeredAt: _, ...open } = first ?? payment().attempts[0]!;
    const line = timelineOf(payment({ attempts: [{ ...open, state: 'TIMED_OUT' }] }), NOW);

    expect(line.messages[0]?.to).toBe(line.now);
  });

  it('of a payment of which nothing was written yet is no failure', () => {
    const { deadline: _, ...bare } = payment({ events: [], attempts: [] });

    expect(timelineOf(bare, NOW).now).toBe(0);
  });
});

describe('a tone', () => {
  it('is there for each state, and green for money that is there alone', () => {
    expect(STATES.filter((state) => toneOf(state) === 'good')).toEqual(['CAPTURED', 'SETTLED', 'RECOVERED']);
    expect(STATES.every((state) => toneOf(state) !== undefined)).toBe(true);
  });
});
