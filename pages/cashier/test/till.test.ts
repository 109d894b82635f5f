import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../src/till/api';
import { Till } from '../src/till/till.svelte';
import { FakeTill, payment, terminal } from './samples';

class FakeStream {
  readonly listeners = new Map<string, () => void>();
  closed = false;

  addEventListener(name: string, listener: () => void): void {
    this.listeners.set(name, listener);
  }

  close(): void {
    this.closed = true;
  }
}

let fake: FakeTill;
let streams: FakeStream[];
let till: Till;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeTill();
  streams = [];
  till = new Till(new Api(fake.fetch), () => {
    const stream = new FakeStream();
    streams.push(stream);
    return stream as unknown as EventSource;
  });
});

afterEach(() => {
  till.stop();
  vi.useRealTimers();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const looks = (): number => fake.made('GET /terminal').length;

describe('the till', () => {
  it('is asked how it stands when the page opens', async () => {
    fake.view = terminal({ current: payment({ result: 'approved' }), questions: [payment({ id: 'q' })] });

    till.start();
    await settle();

    expect([till.ready, till.current?.result, till.question?.id]).toEqual([true, 'approved', 'q']);
  });

  it.each(['terminal.state', 'payment.updated', 'saf.progress'])('is asked again after %s', async (event) => {
    till.start();
    await settle();
    const before = [looks(), till.news];

    streams[0]?.listeners.get(event)?.();
    await settle();

    expect([looks(), till.news]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
  });

  it('is asked once more, not many times, for news that come while it is asked', async () => {
    till.start();
    const listener = streams[0]?.listeners.get('payment.updated');

    listener?.();
    listener?.();
    listener?.();
    await settle();

    expect(looks()).toBe(2);
  });

  it('is away when it does not answer, and asked again until it does', async () => {
    till.start();
    await settle();
    fake.answer(/terminal/, 'away');
    streams[0]?.listeners.get('error')?.();
    await settle();
    expect([till.ready, till.away]).toEqual([false, true]);

    fake.answer(/terminal/, { body: terminal() });
    await vi.advanceTimersByTimeAsync(1_000);

    expect([till.ready, till.away]).toEqual([true, false]);
  });

  it('keeps what it showed last while it is away', async () => {
    fake.view = terminal({ current: payment({ result: 'not_known' }) });
    till.start();
    await settle();

    fake.answer(/terminal/, 'away');
    await vi.advanceTimersByTimeAsync(5_000);

    expect([till.away, till.current?.result]).toEqual([true, 'not_known']);
  });

  it('is listened to again after its stream broke', async () => {
    till.start();
    await settle();

    streams[0]?.listeners.get('error')?.();
    await vi.advanceTimersByTimeAsync(1_000);

    expect([streams.length, streams[0]?.closed]).toEqual([2, true]);
  });

  it('is looked at now and then even when it has no news', async () => {
    till.start();
    await settle();

    await vi.advanceTimersByTimeAsync(5_000);

    expect(looks()).toBe(2);
  });

  it('is left alone once the page has stopped', async () => {
    till.start();
    await settle();

    till.stop();
    streams[0]?.listeners.get('error')?.();
    await vi.advanceTimersByTimeAsync(60_000);

    expect([looks() <= 2, streams.length]).toEqual([true, 1]);
  });
});
