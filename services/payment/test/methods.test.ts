import { randomUUID } from 'node:crypto';
import type { MethodView } from '../src/http/method.schema';
import { newCustomer, startPayment, type Customer, type PaymentService } from './harness';

let service: PaymentService;

beforeAll(async () => (service = await startPayment({ workers: false })));
afterAll(() => service.close());

const post = (customer: Customer, body: object | string, headers: Record<string, string> = {}) =>
  service.send('POST', '/payments/methods', { token: customer.token, body, headers });

const attach = (customer: Customer, token: string, more: object = {}) =>
  post(customer, { provider: 'sandbox', token, ...more });

const remove = (customer: Customer, method: { body: unknown }) =>
  removeById(customer, (method.body as MethodView).id);

const removeById = (customer: Customer, id: string) =>
  service.send('DELETE', `/payments/methods/${id}`, { token: customer.token });

async function list(customer: Customer): Promise<MethodView[]> {
  const { body } = await service.send('GET', '/payments/methods', { token: customer.token });
  return (body as { items: MethodView[] }).items;
}

describe('POST /payments/methods', () => {
  it('adds a card by its token, and shows nothing that it could be charged by', async () => {
    const customer = newCustomer();
    const { status, body, headers } = await attach(customer, 'tok_visa');
    expect(status).toBe(201);
    expect(headers['location']).toBe('/api/payments/methods');
    expect(body).toEqual({
      id: expect.any(String),
      provider: 'sandbox',
      brand: 'visa',
      last4: '4242',
      expiryMonth: 12,
      expiryYear: 2039,
      isDefault: true,
      createdAt: expect.any(String),
    });
    expect(await list(customer)).toEqual([body]);
  });

  it('keeps one default, whoever asks for it and how many at once', async () => {
    const customer = newCustomer();
    const tokens = ['tok_visa', 'tok_mastercard', 'tok_declined', 'tok_slow'];
    const answers = await Promise.all(tokens.map((token) => attach(customer, token, { makeDefault: true })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await list(customer)).filter((method) => method.isDefault)).toHaveLength(1);
    const flaky = await attach(customer, 'tok_flaky', { makeDefault: true });
    expect((await list(customer)).filter((method) => method.isDefault)).toEqual([flaky.body]);
  });

  it('answers a token that is there already with that method', async () => {
    const customer = newCustomer();
    const first = await attach(customer, 'tok_visa');
    const second = await attach(customer, 'tok_visa');
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect(await list(customer)).toHaveLength(1);
  });

  it('gives the same answer under one key, and refuses another body', async () => {
    const customer = newCustomer();
    const headers = { 'idempotency-key': randomUUID() };
    const body = { provider: 'sandbox', token: 'tok_visa' };
    const first = await post(customer, body, headers);
    expect(await post(customer, body, headers)).toMatchObject({ status: 201, text: first.text });
    expect((await post(customer, { ...body, token: 'tok_slow' }, headers)).status).toBe(422);
  });

  it('refuses a token that the provider does not know', async () => {
    const { status, body } = await attach(newCustomer(), 'tok_nobody');
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { code: 'unknown-token', errors: [{ pointer: '#/token' }] },
    });
  });

  it('refuses more methods than a customer may have', async () => {
    const customer = newCustomer();
    await service.orm.em.fork().execute(
      `insert into payment_methods
       select gen_random_uuid(), ?::uuid, 'sandbox', 'tok_' || n, 'visa', '4242', 1, 2039, false, now(), null
       from generate_series(1, 20) n`,
      [customer.id],
    );
    expect(await attach(customer, 'tok_visa')).toMatchObject({
      status: 422,
      body: { code: 'too-many-payment-methods' },
    });
  });

  it.each([
    ['4242424242424242', '#/token'],
    ['tok_4242424242424242', '#/token'],
    ['4242-4242-4242-4242', '#/token'],
    ['378282246310005', '#/token'],
  ])(
    'refuses the card number %s as a token, names the field and logs nothing of it',
    async (number, pointer) => {
      const { status, body } = await attach(newCustomer(), number);
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { code: 'card-data-refused', errors: [{ pointer }] },
      });
      expect(JSON.stringify(body)).not.toContain(number);
      expect(service.logged.join('\n')).toContain('/payments/methods');
      expect(service.logged.join('\n')).not.toContain(number);
      const stored = await service.orm.em
        .fork()
        .execute('select 1 from payment_methods where provider_token like ?', [`%${number}%`]);
      expect(stored).toEqual([]);
    },
  );

  it.each([
    [{ provider: 'sandbox' }, '#/token'],
    [{ token: 'tok_visa' }, '#/provider'],
    [{ provider: 'bank', token: 'tok_visa' }, '#/provider'],
    [{ provider: 'sandbox', token: '4242 4242 4242 4242' }, '#/token'],
    [{ provider: 'sandbox', token: 'x'.repeat(201) }, '#/token'],
    [{ provider: 'sandbox', token: 'tok_visa', cvv: '123' }, '#/cvv'],
    [{ provider: 'sandbox', token: 'tok_visa', number: '4242424242424242' }, '#/number'],
    [{ provider: 'sandbox', token: 'tok_visa', makeDefault: 'yes' }, '#/makeDefault'],
  ])('refuses %j with 400 and names %s', async (body, pointer) => {
    const answer = await post(newCustomer(), body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
    expect(service.logged.join('\n')).not.toMatch(/4242[ -]?4242/);
  });

  it('needs a customer', async () => {
    expect((await service.send('POST', '/payments/methods', { body: {} })).status).toBe(401);
    expect((await service.send('GET', '/payments/methods')).status).toBe(401);
  });
});

describe('DELETE /payments/methods/{methodId}', () => {
  it('removes the method and hands the default on to the newest of the others', async () => {
    const customer = newCustomer();
    const first = await attach(customer, 'tok_visa');
    await attach(customer, 'tok_mastercard');
    const newest = await attach(customer, 'tok_slow');
    expect((await remove(customer, first)).status).toBe(204);
    const left = await list(customer);
    expect(left.map(({ last4, isDefault }) => [last4, isDefault])).toEqual([
      ['3063', true],
      ['4444', false],
    ]);
    expect(left[0]?.id).toBe(newest.body.id);
    expect((await remove(customer, first)).status).toBe(404);
  });

  it('allows the same card again later', async () => {
    const customer = newCustomer();
    const first = await attach(customer, 'tok_visa');
    await remove(customer, first);
    const second = await attach(customer, 'tok_visa');
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('does not know the methods of others', async () => {
    const owner = newCustomer();
    const method = await attach(owner, 'tok_visa');
    expect((await remove(newCustomer(), method)).status).toBe(404);
    expect((await removeById(owner, 'nonsense')).status).toBe(400);
    expect(await list(owner)).toHaveLength(1);
  });
});
