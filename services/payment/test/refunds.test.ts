import { randomUUID } from 'node:crypto';
import { eventually, tokenFor, type TestResponse } from '@sidecart/testing';
import { startPayment, type PaymentService } from './harness';

let service: PaymentService;
const staff = tokenFor('staff');

beforeAll(async () => (service = await startPayment()));
afterAll(() => service.close());

const refund = (
  paymentId: string,
  body: object,
  { key = randomUUID(), token = staff } = {},
): Promise<TestResponse> =>
  service.send('POST', `/payments/${paymentId}/refunds`, {
    token,
    headers: { 'idempotency-key': key },
    body,
  });

describe('POST /payments/{paymentId}/refunds', () => {
  it('gives a part back and leaves the payment completed', async () => {
    const { order, paymentId } = await service.pay('tok_visa', 5_000);
    const answer = await refund(paymentId, { amountMinor: 1_500, reason: ' scratched ' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      paymentId,
      amountMinor: 1_500,
      currency: 'EUR',
      reason: 'scratched',
    });
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'completed',
      givenBackMinor: 1_500,
    });
    const [refunded] = await service.published('payment.refunded.v1', order.orderId);
    expect(refunded).toMatchObject({
      refundId: answer.body.id,
      amount: { amountMinor: 1_500, currency: 'EUR' },
      refundedTotal: { amountMinor: 1_500, currency: 'EUR' },
    });
  });

  it('gives back all that is left when no amount is named', async () => {
    const { order, paymentId } = await service.pay('tok_visa', 5_000);
    await refund(paymentId, { amountMinor: 1_000, reason: 'one' });
    const answer = await refund(paymentId, { reason: 'the rest' });
    expect(answer.body.amountMinor).toBe(4_000);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 5_000 });
    await eventually(async () => {
      const events = await service.published('payment.refunded.v1', order.orderId);
      expect(events.at(-1)).toMatchObject({ refundedTotal: { amountMinor: 5_000 } });
    });
  });

  it('gives back once under one key, and refuses another request under it', async () => {
    const { order, paymentId } = await service.pay('tok_visa', 5_000);
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => refund(paymentId, { amountMinor: 1_000, reason: 'once' }, { key })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await service.settled(order.orderId)).toMatchObject({ givenBackMinor: 1_000 });
    const other = await refund(paymentId, { amountMinor: 2_000, reason: 'once' }, { key });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('never gives back more than was captured, however many ask at once', async () => {
    const { order, paymentId } = await service.pay('tok_visa', 5_000);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => refund(paymentId, { amountMinor: 900, reason: 'mine' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(7);
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'completed',
      givenBackMinor: 4_500,
    });
    expect(await refund(paymentId, { reason: 'the rest' })).toMatchObject({ body: { amountMinor: 500 } });
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded' });
  });

  it('shares what is left between staff and a cancellation at the same time', async () => {
    const { order, paymentId } = await service.pay('tok_visa', 5_000);
    await Promise.all([
      refund(paymentId, { amountMinor: 2_000, reason: 'mine' }),
      service.deliverCancelled(order),
      refund(paymentId, { amountMinor: 2_500, reason: 'mine' }),
      service.deliverCancelled(order),
    ]);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 5_000 });
  });

  it('refuses more than is left, naming the field', async () => {
    const { paymentId } = await service.pay('tok_visa', 5_000);
    const { status, body } = await refund(paymentId, { amountMinor: 5_001, reason: 'too much' });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'refund-too-large',
      errors: [{ in: 'body', pointer: '#/amountMinor' }],
    });
    await refund(paymentId, { reason: 'all' });
    expect(await refund(paymentId, { reason: 'again' })).toMatchObject({ status: 422 });
  });

  it('makes the money available again when the provider refuses the refund', async () => {
    const { order, paymentId } = await service.pay('tok_refund_refused', 5_000);
    await refund(paymentId, { amountMinor: 5_000, reason: 'first' });
    await service.settled(order.orderId);
    expect(await refund(paymentId, { amountMinor: 5_000, reason: 'second' })).toMatchObject({ status: 201 });
    const { refunds } = await service.readPayment(order.orderId);
    expect(refunds[0]).toMatchObject({ status: 'failed', failureReason: 'refund-refused' });
    expect(await service.published('payment.refund-failed.v1', order.orderId)).toContainEqual(
      expect.objectContaining({ refundId: refunds[0]!.id, reason: 'refund-refused' }),
    );
  });

  it('refuses with 409 while nothing is captured', async () => {
    const { paymentId } = await service.pay('tok_declined');
    expect(await refund(paymentId, { reason: 'no' })).toMatchObject({
      status: 409,
      body: { code: 'payment-not-captured' },
    });
  });

  it.each([
    [{}, '#/reason'],
    [{ reason: '   ' }, '#/reason'],
    [{ reason: 'x', amountMinor: 0 }, '#/amountMinor'],
    [{ reason: 'x', amountMinor: 1.5 }, '#/amountMinor'],
    [{ reason: 'x', amountMinor: '100' }, '#/amountMinor'],
    [{ reason: 'x', amount: 100 }, '#/amount'],
    [{ reason: 'to card 4242 4242 4242 4242' }, '#/reason'],
  ])('refuses %j with 400 and names %s', async (body, pointer) => {
    const answer = await refund(randomUUID(), body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('needs an Idempotency-Key', async () => {
    const answer = await service.send('POST', `/payments/${randomUUID()}/refunds`, {
      token: staff,
      body: { reason: 'x' },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ in: 'header', pointer: 'Idempotency-Key' }] },
    });
  });

  it('is for staff only, and of payments that exist', async () => {
    const { customer, paymentId } = await service.pay('tok_visa');
    expect((await refund(paymentId, { reason: 'x' }, { token: customer.token })).status).toBe(403);
    expect(
      (await service.send('POST', `/payments/${paymentId}/refunds`, { body: { reason: 'x' } })).status,
    ).toBe(401);
    expect((await refund(randomUUID(), { reason: 'x' })).status).toBe(404);
  });
});
