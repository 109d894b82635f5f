import { beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../src/sale/desk.svelte';
import { Draft } from '../src/sale/draft.svelte';
import { Api } from '../src/till/api';
import { Till } from '../src/till/till.svelte';
import { FakeTill, Memory, payment, terminal } from './samples';

let fake: FakeTill;
let till: Till;
let draft: Draft;
let desk: Desk;

beforeEach(async () => {
  fake = new FakeTill();
  till = new Till(new Api(fake.fetch), () => ({ addEventListener: () => {}, close: () => {} }));
  draft = new Draft(new Memory());
  let keys = 0;
  desk = new Desk(till, draft, () => `key-${++keys}`);
  draft.add('Tea', 820);
  draft.more();
  await till.look();
  till.stop();
});

describe('pay', () => {
  it('opens a cart, asks for the payment and remembers it', async () => {
    await desk.pay();

    expect(fake.made('POST /payments')[0]).toMatchObject({ key: 'key-1', body: { amount: { value: 1640 } } });
    expect([draft.payment, draft.key, desk.problem]).toEqual([payment().id, null, null]);
  });

  it('asks for nothing where nothing is rung up', async () => {
    draft.clear();

    await desk.pay();

    expect(fake.made('POST /carts')).toEqual([]);
  });

  it('that the till did not answer asks for the same payment again', async () => {
    fake.answer(/POST .payments$/, 'away');
    await desk.pay();
    fake.answer(/POST .payments$/, { status: 202, body: payment() });

    await desk.pay();

    expect(fake.made('POST /payments').map(({ key }) => key)).toEqual(['key-1', 'key-1']);
    expect(fake.made('POST /carts').length).toBe(1);
  });

  it('of a changed cart is another payment', async () => {
    fake.answer(/POST .payments$/, 'away');
    await desk.pay();

    draft.add('Cake', 440);
    await desk.pay();

    expect(fake.made('POST /payments').map(({ key }) => key)).toEqual(['key-1', 'key-2']);
  });

  it('that is refused says why and keeps the cart', async () => {
    fake.answer(/POST .payments$/, { status: 409, body: { code: 'reader_busy' } });

    await desk.pay();

    expect(desk.problem).toEqual({ code: 'reader_busy' });
    expect([draft.empty, draft.key]).toEqual([false, null]);
  });

  it('of a cart that was paid already ends with that payment', async () => {
    fake.answer(/POST .payments$/, { status: 409, body: { code: 'state_conflict', instance: 'payment-0' } });
    fake.answer(/GET .payments.payment-0/, { body: payment({ id: 'payment-0', result: 'approved', shown: true }) });

    await desk.pay();
    await desk.reconcile();

    expect(draft.empty).toBe(true);
  });

  it('of a cart that the till has lost tells it again', async () => {
    fake.answer(/POST .payments$/, { status: 404, body: { code: 'not_found' } });
    await desk.pay();

    await desk.pay();

    expect(fake.made('POST /carts').length).toBe(2);
  });

  it('pressed twice is one payment', async () => {
    await Promise.all([desk.pay(), desk.pay()]);

    expect(fake.made('POST /payments').length).toBe(1);
  });
});

describe('OK', () => {
  const paid = payment({ result: 'stored_deferred', state: 'STORED', kind: 'DEFERRED_AUTHORISATION' });

  it('on an accepted sale empties the cart', async () => {
    await desk.pay();

    await desk.seen(paid);

    expect(draft.empty).toBe(true);
  });

  it('on a declined sale keeps the cart for another card', async () => {
    await desk.pay();

    await desk.seen(payment({ result: 'declined', state: 'DECLINED' }));

    expect([draft.empty, draft.payment]).toEqual([false, null]);
  });

  it('that did not reach the till keeps everything', async () => {
    await desk.pay();
    fake.answer(/seen/, 'away');

    await desk.seen(paid);

    expect([draft.empty, desk.problem]).toEqual([false, { code: 'away' }]);
  });

  it('on a sale of another page leaves this page’s cart alone', async () => {
    await desk.seen(paid);

    expect(draft.empty).toBe(false);
  });
});

describe('an approval in part', () => {
  const part = payment({ result: 'approved_in_part', state: 'CAPTURED', part: { value: 1000, currency: 'EUR' } });

  it('that is kept leaves the rest of the same cart to pay', async () => {
    await desk.pay();

    await desk.seen(part);
    await desk.pay();

    expect([draft.paid, draft.due, draft.total]).toEqual([1000, 640, 1640]);
    expect(fake.made('POST /payments')[1]).toMatchObject({ key: 'key-2', body: { amount: { value: 640 } } });
    expect(fake.made('POST /carts').length).toBe(1);
  });

  it('that is kept lets nothing be added, and is over once the rest is paid', async () => {
    await desk.pay();
    await desk.seen(part);

    draft.add('Cake', 440);
    const locked = draft.total;
    await desk.pay();
    await desk.seen(payment({ result: 'approved', state: 'CAPTURED' }));

    expect(locked).toBe(1640);
    expect([draft.empty, draft.paid]).toEqual([true, 0]);
  });

  it('that is taken back asks the till, and leaves the whole cart to pay', async () => {
    await desk.pay();

    await desk.takeBack(part);
    await desk.seen(payment({ result: 'declined', state: 'CAPTURED' }));

    expect(fake.made(`POST /payments/${part.id}/void`).length).toBe(1);
    expect([draft.due, draft.payment]).toEqual([1640, null]);
  });

  it('outlives a reload of the page', async () => {
    const shelf = new Memory();
    const before = new Draft(shelf);
    before.add('Tea', 820);
    before.paidInPart(500);

    expect(new Draft(shelf).due).toBe(320);
  });
});

describe('the same card again', () => {
  it('acknowledges, and asks for a new payment of the same cart', async () => {
    await desk.pay();

    await desk.again(payment({ result: 'not_known', state: 'OUTCOME_UNKNOWN' }));

    expect(fake.made('POST /payments').map(({ key }) => key)).toEqual(['key-1', 'key-2']);
    expect(fake.made('POST /carts').length).toBe(1);
  });

  it('asks for nothing before the last result is acknowledged', async () => {
    await desk.pay();
    fake.answer(/seen/, 'away');

    await desk.again(payment({ result: 'not_known', state: 'OUTCOME_UNKNOWN' }));

    expect(fake.made('POST /payments').length).toBe(1);
  });
});

describe('reconcile', () => {
  it('empties the cart that another page has seen paid', async () => {
    await desk.pay();
    fake.answer(/GET .payments.0193/, { body: payment({ result: 'approved', shown: true }) });

    await desk.reconcile();

    expect(draft.empty).toBe(true);
  });

  it.each([
    ['while the till still shows it', terminal({ current: payment() })],
    ['while the till asks about it', terminal({ questions: [payment()] })],
  ])('waits %s', async (_, view) => {
    await desk.pay();
    fake.view = view;
    await till.look();
    till.stop();

    await desk.reconcile();

    expect(fake.calls.some(({ path }) => path.startsWith('/payments/'))).toBe(false);
    expect(draft.payment).not.toBeNull();
  });

  it('keeps the cart while the payment has no result', async () => {
    await desk.pay();
    fake.answer(/GET .payments.0193/, { body: payment({ state: 'ASKING' }) });

    await desk.reconcile();

    expect(draft.payment).not.toBeNull();
  });

  it('keeps the cart for another try where the till has no such payment', async () => {
    await desk.pay();
    fake.answer(/GET .payments.0193/, { status: 404, body: { code: 'not_found' } });

    await desk.reconcile();

    expect([draft.empty, draft.payment]).toEqual([false, null]);
  });
});
