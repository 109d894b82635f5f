import { beforeEach, describe, expect, it } from 'vitest';
import { Api, Refused, TillAway } from '../src/till/api';
import { FakeTill, payment } from './samples';

const EUR = { value: 1640, currency: 'EUR' };

let till: FakeTill;
let api: Api;

beforeEach(() => {
  till = new FakeTill();
  api = new Api(till.fetch);
});

describe('the api', () => {
  it('asks for a payment with its key, cart and tender', async () => {
    await api.pay('cart-1', EUR, 'key-1');

    expect(till.calls).toEqual([
      { method: 'POST', path: '/payments', key: 'key-1', body: { cart: 'cart-1', amount: EUR, tender: 'card' } },
    ]);
  });

  it('tells a refusal with its code and what it is about', async () => {
    till.answer(/POST .payments$/, { status: 409, body: { code: 'reader_busy', instance: 'payment-0' } });

    const refusal = await api.pay('cart-1', EUR, 'key-1').catch((e: unknown) => e);

    expect(refusal).toBeInstanceOf(Refused);
    expect(refusal).toMatchObject({ status: 409, code: 'reader_busy', instance: 'payment-0' });
  });

  it('names a refusal without a code by its status', async () => {
    till.answer(/GET .terminal/, { status: 500, body: 'oops' });

    await expect(api.terminal()).rejects.toMatchObject({ code: 'http_500' });
  });

  it('knows nothing of what a silent till did', async () => {
    till.answer(/./, 'away');

    await expect(api.pay('cart-1', EUR, 'key-1')).rejects.toBeInstanceOf(TillAway);
  });

  it('takes what is no JSON for no answer', async () => {
    api = new Api(async () => new Response('<html>'));

    await expect(api.terminal()).rejects.toBeInstanceOf(TillAway);
  });

  it('pages through the receipts by the till’s cursor', async () => {
    till.answer(/GET .payments/, { body: { payments: [payment()], next: '17' } });

    const page = await api.payments('42');

    expect(till.calls[0]?.path).toBe('/payments?cursor=42');
    expect(page.next).toBe('17');
  });

  it('ends the receipts where the till gives no cursor', async () => {
    expect((await api.payments()).next).toBeNull();
  });

  it('takes a card out before it puts another one in', async () => {
    let occupied = true;
    till.answer(/insert/, { status: 409, body: { code: 'state_conflict' } });
    const through = till.fetch;
    api = new Api(async (input, init) => {
      if (String(input).endsWith('/remove')) {
        occupied = false;
        till.answer(/insert/, { body: { card: 'chip-approves' } });
      }
      return through(input, init);
    });

    expect(await api.presentCard('chip-approves', 'insert')).toBe('chip-approves');
    expect(occupied).toBe(false);
  });
});
