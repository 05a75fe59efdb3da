import { randomUUID } from 'node:crypto';
import { eventually, type TestResponse } from '@sidecart/testing';
import { startTestSandbox, type TestSandbox } from './harness';

let sandbox: TestSandbox;

beforeAll(async () => (sandbox = await startTestSandbox()));
afterAll(() => sandbox.close());

const body = { methodToken: 'tok_visa', amountMinor: 4_999, currency: 'EUR' };
const read = async (id: string) => (await sandbox.send('GET', `/v1/payments/${id}`)).body;
const refund = (id: string, amountMinor: number, key = randomUUID()) =>
  sandbox.send('POST', `/v1/payments/${id}/refunds`, { amountMinor }, key);

describe('POST /v1/payments', () => {
  it('takes the money with the authorization unless told otherwise', async () => {
    const { status, headers, body: payment } = await sandbox.pay('tok_visa', { metadata: { order: '7' } });
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/v1/payments/${payment.id}`);
    expect(payment).toMatchObject({
      status: 'captured',
      capturedMinor: 4_999,
      nextAction: null,
      metadata: { order: '7' },
    });
    expect(await read(payment.id)).toEqual(payment);
  });

  it.each([
    ['tok_declined', 'card-declined'],
    ['tok_insufficient_funds', 'insufficient-funds'],
    ['tok_expired_card', 'expired-card'],
    ['tok_capture_refused', 'capture-refused'],
  ])('declines %s with %s', async (token, declineCode) => {
    expect((await sandbox.pay(token)).body).toMatchObject({
      status: 'declined',
      declineCode,
      capturedMinor: 0,
    });
  });

  it('is one payment under one key, however many ask at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sandbox.send('POST', '/v1/payments', body, key)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const { body: page } = await sandbox.send('GET', `/v1/payments?idempotencyKey=${key}`);
    expect(page.items).toHaveLength(1);
  });

  it('refuses another request under the same key', async () => {
    const key = randomUUID();
    await sandbox.send('POST', '/v1/payments', body, key);
    const other = await sandbox.send('POST', '/v1/payments', { ...body, amountMinor: 5_000 }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('cannot be reached the first time with a flaky card, and does nothing then', async () => {
    const key = randomUUID();
    const ask = () => sandbox.send('POST', '/v1/payments', { ...body, methodToken: 'tok_flaky' }, key);
    expect((await ask()).status).toBe(503);
    expect((await sandbox.send('GET', `/v1/payments?idempotencyKey=${key}`)).body.items).toEqual([]);
    expect((await ask()).body).toMatchObject({ status: 'captured' });
  });

  it('refuses a token that is none of its own', async () => {
    expect(await sandbox.pay('tok_nobody')).toMatchObject({ status: 422, body: { code: 'unknown-token' } });
  });

  it.each([
    [{ amountMinor: 0 }, '#/amountMinor'],
    [{ amountMinor: 1.5 }, '#/amountMinor'],
    [{ currency: 'eur' }, '#/currency'],
    [{ methodToken: '4242424242424242' }, '#/methodToken'],
    [{ returnUrl: 'javascript:alert(1)' }, '#/returnUrl'],
    [{ returnUrl: 'https://user:password@shop.example' }, '#/returnUrl'],
    [{ metadata: { a: 1 } }, '#/metadata/a'],
    [{ number: '1' }, '#/number'],
  ])('refuses %j with 400 and names %s', async (more, pointer) => {
    const answer = await sandbox.pay('tok_visa', more);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('is for the merchant only', async () => {
    expect((await sandbox.sendAs('POST', '/v1/payments', { body })).status).toBe(401);
    expect((await sandbox.sendAs('GET', '/v1/payments', { token: 'Bearer wrong' })).status).toBe(401);
  });

  it('needs a key', async () => {
    expect((await sandbox.send('POST', '/v1/payments', body)).status).toBe(400);
  });
});

describe('a payment that is authorized', () => {
  const authorize = async (token = 'tok_visa') => (await sandbox.pay(token, { capture: false })).body;
  const act = (id: string, deed: string): Promise<TestResponse> =>
    sandbox.send('POST', `/v1/payments/${id}/${deed}`);

  it('is captured once', async () => {
    const { id, status } = await authorize();
    expect(status).toBe('authorized');
    const answers = await Promise.all([1, 2, 3].map(() => act(id, 'capture')));
    for (const answer of answers) expect(answer.body).toMatchObject({ capturedMinor: 4_999 });
    expect((await act(id, 'void')).body).toMatchObject({ code: 'wrong-state' });
  });

  it('is voided, and then not captured', async () => {
    const { id } = await authorize();
    expect((await act(id, 'void')).body).toMatchObject({ status: 'voided' });
    expect((await act(id, 'void')).status).toBe(200);
    expect((await act(id, 'capture')).status).toBe(409);
  });

  it('is declined when the capture is refused', async () => {
    const { id } = await authorize('tok_capture_refused');
    expect((await act(id, 'capture')).body).toMatchObject({
      status: 'declined',
      declineCode: 'capture-refused',
    });
  });

  it('is either captured or voided when both are asked for at once', async () => {
    const { id } = await authorize();
    const answers = await Promise.all([act(id, 'capture'), act(id, 'void')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('does not exist under another id', async () => {
    expect((await act(`pay_${'0'.repeat(24)}`, 'capture')).status).toBe(404);
  });
});

describe('a payment that is processing', () => {
  it.each([
    ['tok_processing', 'captured'],
    ['tok_processing_declined', 'declined'],
  ])('with %s becomes %s by itself', async (token, status) => {
    const { body: payment } = await sandbox.pay(token);
    expect(payment.status).toBe('processing');
    await eventually(async () => expect(await read(payment.id)).toMatchObject({ status }));
  });
});

describe('POST /v1/keys/{idempotencyKey}/abandon', () => {
  const abandon = (key: string) => sandbox.send('POST', `/v1/keys/${key}/abandon`);

  it('keeps what arrives later from being charged', async () => {
    const key = randomUUID();
    expect((await abandon(key)).body).toMatchObject({ status: 'abandoned', amountMinor: null });
    expect((await sandbox.send('POST', '/v1/payments', body, key)).body).toMatchObject({
      status: 'abandoned',
      capturedMinor: 0,
    });
  });

  it('gives up a payment that waits for the cardholder', async () => {
    const { body: payment } = await sandbox.pay('tok_action');
    expect((await abandon(payment.idempotencyKey)).body).toMatchObject({
      id: payment.id,
      status: 'abandoned',
    });
  });

  it('leaves what was taken as it is', async () => {
    const { body: payment } = await sandbox.pay('tok_visa');
    expect((await abandon(payment.idempotencyKey)).body).toEqual(payment);
  });

  it('and a charge at the same time agree on one outcome', async () => {
    for (let round = 0; round < 10; round++) {
      const key = randomUUID();
      const answers = await Promise.all([abandon(key), sandbox.send('POST', '/v1/payments', body, key)]);
      expect(new Set(answers.map((answer) => answer.body.status)).size).toBe(1);
    }
  });
});

describe('refunds', () => {
  it('are not made of a key that was given up before its use', async () => {
    const { body: given } = await sandbox.send('POST', `/v1/keys/${randomUUID()}/abandon`);
    expect((await refund(given.id, 100)).status).toBe(404);
  });

  it('never give back more than was taken, however many ask at once', async () => {
    const { body: payment } = await sandbox.pay('tok_visa');
    const answers = await Promise.all(Array.from({ length: 8 }, () => refund(payment.id, 1_000)));
    expect(answers.filter((answer) => answer.body.status === 'succeeded')).toHaveLength(4);
    expect(answers.filter((answer) => answer.body.status === 'failed')).toHaveLength(4);
    expect(await read(payment.id)).toMatchObject({ refundedMinor: 4_000 });
  });

  it('are one under one key', async () => {
    const { body: payment } = await sandbox.pay('tok_visa');
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => refund(payment.id, 500, key)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await refund(payment.id, 600, key)).status).toBe(422);
    const { body: list } = await sandbox.send('GET', `/v1/refunds?idempotencyKey=${key}`);
    expect(list.items).toMatchObject([{ paymentId: payment.id, amountMinor: 500 }]);
  });

  it('fail when the card refuses them or nothing was taken', async () => {
    const { body: refused } = await sandbox.pay('tok_refund_refused');
    expect((await refund(refused.id, 1)).body).toMatchObject({ failureCode: 'refund-refused' });
    const { body: open } = await sandbox.pay('tok_visa', { capture: false });
    expect((await refund(open.id, 1)).body).toMatchObject({ failureCode: 'charge-not-refundable' });
  });
});

describe('GET', () => {
  it('lists payments newest first, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift((await sandbox.pay('tok_visa')).body.id);
    const { body: first } = await sandbox.send('GET', '/v1/payments?limit=2&status=captured');
    const { body: second } = await sandbox.send(
      'GET',
      `/v1/payments?limit=1&status=captured&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it('tells what every test card does', async () => {
    const { body: list } = await sandbox.send('GET', '/v1/methods');
    expect(list.items.length).toBeGreaterThan(10);
    expect((await sandbox.send('GET', '/v1/methods/tok_visa')).body).toMatchObject({ last4: '4242' });
    expect((await sandbox.send('GET', '/v1/methods/tok_nobody')).status).toBe(404);
  });
});
