import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { newCustomer, startPayment, type PaymentService } from './harness';

let service: PaymentService;

beforeAll(async () => (service = await startPayment({ workers: false })));
afterAll(() => service.close());

const NUMBER = '4242424242424242';
const key = () => ({ 'idempotency-key': randomUUID() });

interface Attempt {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: object | string;
}

const methods = { path: '/payments/methods' };
const refunds = { path: `/payments/${randomUUID()}/refunds`, token: tokenFor('staff') };

describe('card data', () => {
  it.each<[string, Attempt, string]>([
    ['as a token', { ...methods, body: { provider: 'sandbox', token: NUMBER } }, '#/token'],
    ['as a number', { ...methods, body: { provider: 'sandbox', token: Number(NUMBER) } }, '#/token'],
    ['in a member of its own', { ...methods, body: { number: '4242 4242 4242 4242' } }, '#/number'],
    ['as the name of a member', { ...methods, body: { [NUMBER]: '12/34' } }, '#/…'],
    ['deep within', { ...methods, body: { card: { numbers: ['4242-4242-4242-4242'] } } }, '#/card/numbers/0'],
    ['a code', { ...methods, body: { provider: 'sandbox', token: 'tok_visa', cvc: '123' } }, '#/cvc'],
    ['a code in a text', { ...refunds, headers: key(), body: { reason: 'cvv 123' } }, '#/reason'],
    ['in a reason', { ...refunds, headers: key(), body: { reason: `to ${NUMBER}` } }, '#/reason'],
    [
      'in an Idempotency-Key',
      { ...refunds, headers: { 'idempotency-key': NUMBER }, body: { reason: 'x' } },
      'Idempotency-Key',
    ],
    ['in a path', { method: 'GET', path: `/payments/${NUMBER}` }, 'paymentId'],
    ['in a query', { method: 'GET', path: `/payments?orderId=${NUMBER}` }, 'orderId'],
  ])(
    '%s is refused before anything else, and neither answered, logged nor stored',
    async (_name, attempt, pointer) => {
      const { method = 'POST', path, token = newCustomer().token, headers = {}, body } = attempt;
      const answer = await service.send(method, path, { token, headers, ...(body ? { body } : {}) });
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'card-data-refused', errors: [{ pointer }] },
      });
      for (const text of [answer.text, service.logged.join('\n')])
        expect(text).not.toMatch(/4242[ -]?4242|123"/);
      const kept = await service.orm.em.fork().execute<unknown[]>('select 1 from idempotency_keys');
      expect(kept).toEqual([]);
    },
  );

  it('in a body that is not even JSON is not quoted', async () => {
    const body = `{"number": ${NUMBER.replace('4', '4 ')}x`;
    const answer = await service.send('POST', '/payments/methods', { token: newCustomer().token, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
    expect(answer.text).not.toMatch(/424242/);
  });

  it('is not taken for what only has many digits', async () => {
    const { token } = newCustomer();
    const headers = { 'idempotency-key': String(Date.now()) };
    const body = { provider: 'sandbox', token: 'tok_visa' };
    expect(await service.send('POST', '/payments/methods', { token, headers, body })).toMatchObject({
      status: 201,
    });
  });
});
