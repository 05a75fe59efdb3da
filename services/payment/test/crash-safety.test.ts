import { unavailable } from '@sidecart/platform';
import { chargePayment, claimCharges, type ClaimedCharge } from '../src/use-cases/make-charges';
import { claimRefunds, makeRefund, type ClaimedRefund } from '../src/use-cases/make-refunds';
import { newCustomer, startPayment, type PaymentService, type TestOrder } from './harness';

// No workers run here: each test is the workers, and stops where a crash would stop them.
let service: PaymentService;
let isProviderDown = false;

beforeAll(async () => {
  service = await startPayment({
    workers: false,
    intercept: (sandbox) => ({
      ...sandbox,
      authorize: (request) =>
        isProviderDown ? Promise.reject(unavailable('payment provider')) : sandbox.authorize(request),
      refund: (request) =>
        isProviderDown ? Promise.reject(unavailable('payment provider')) : sandbox.refund(request),
    }),
  });
});
afterAll(() => service.close());
beforeEach(() => (isProviderDown = false));

const sql = <T = unknown>(statement: string, values: unknown[] = []) =>
  service.orm.em.fork().execute<T[]>(statement, values);

async function placeOrder(token = 'tok_visa'): Promise<TestOrder> {
  const customer = newCustomer();
  const order = service.orderOf(customer, await service.attach(customer, token));
  await service.deliverCreated(order);
  return order;
}

async function claimCharge(): Promise<ClaimedCharge> {
  const [claim] = await claimCharges(service.orm.em.fork(), 1);
  return claim!;
}

async function claimRefund(): Promise<ClaimedRefund> {
  const [claim] = await claimRefunds(service.orm.em.fork(), 1);
  return claim!;
}

const endLeases = () =>
  sql(`with p as (update payments set next_attempt_at = now() where next_attempt_at is not null)
       update refunds set next_attempt_at = now() where next_attempt_at is not null`);

const askProviderFor = ({ orderId, token, amountMinor, currency }: ClaimedCharge) =>
  service.workerDeps.providers.sandbox!.authorize({
    idempotencyKey: orderId,
    token,
    amountMinor,
    currency,
  });

const eventsAbout = async (orderId: string) =>
  (
    await sql<{ topic: string }>(`select topic from outbox where data->>'orderId' = ? order by id`, [orderId])
  ).map(({ topic }) => topic);

describe('a charge', () => {
  it('is not made again after a crash between the provider’s answer and its record', async () => {
    const { orderId } = await placeOrder();
    await askProviderFor(await claimCharge());
    await endLeases();
    await chargePayment(service.workerDeps, await claimCharge());
    expect(await service.settled(orderId)).toMatchObject({
      status: 'completed',
      charges: 1,
      chargedMinor: 4_999,
    });
  });

  it('is recorded once when two replicas hold it, one of them after its lease', async () => {
    const { orderId } = await placeOrder();
    const first = await claimCharge();
    await endLeases();
    const second = await claimCharge();
    await Promise.all([first, second].map((claim) => chargePayment(service.workerDeps, claim)));
    expect(await service.settled(orderId)).toMatchObject({ status: 'completed', charges: 1 });
    expect(await eventsAbout(orderId)).toEqual(['payment.completed.v1']);
    expect((await service.readPayment(orderId)).transactions).toHaveLength(1);
  });

  it('is left alone by other replicas while its lease lasts', async () => {
    const { orderId } = await placeOrder();
    const [mine, others] = await Promise.all([
      claimCharges(service.orm.em.fork(), 10),
      claimCharges(service.orm.em.fork(), 10),
    ]);
    expect([...mine, ...others].map((claim) => claim.orderId)).toEqual([orderId]);
    await chargePayment(service.workerDeps, [...mine, ...others][0]!);
  });

  it('waits ever longer for a provider that is down, and is made when it is back', async () => {
    isProviderDown = true;
    const { orderId } = await placeOrder();
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      await endLeases();
      await chargePayment(service.workerDeps, await claimCharge());
      const [row] = await sql<{ seconds: string }>(
        'select extract(epoch from next_attempt_at - now()) as seconds from payments where order_id = ?',
        [orderId],
      );
      delays.push(Number(row?.seconds));
    }
    expect(delays[0]).toBeLessThan(1);
    expect(delays.at(-1)).toBeGreaterThan(50);
    expect(Math.max(...delays)).toBeLessThanOrEqual(60);
    isProviderDown = false;
    await endLeases();
    await chargePayment(service.workerDeps, await claimCharge());
    expect(await service.settled(orderId)).toMatchObject({ status: 'completed', charges: 1 });
  });

  it('keeps its lease when a replica that lost it gives up late', async () => {
    const { orderId } = await placeOrder();
    const late = await claimCharge();
    await endLeases();
    const current = await claimCharge();
    isProviderDown = true;
    await chargePayment(service.workerDeps, late);
    expect(await claimCharges(service.orm.em.fork(), 1)).toEqual([]);
    isProviderDown = false;
    await chargePayment(service.workerDeps, current);
    expect(await service.settled(orderId)).toMatchObject({ status: 'completed', charges: 1 });
  });
});

describe('an order that is cancelled', () => {
  it('before its charge was begun is never charged', async () => {
    const order = await placeOrder();
    await service.deliverCancelled(order);
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'order-cancelled',
      charges: 0,
    });
    await endLeases();
    expect(await claimCharges(service.orm.em.fork(), 1)).toEqual([]);
    expect(await eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
  });

  it('while its charge is under way is given back as soon as that has succeeded', async () => {
    const order = await placeOrder();
    const claim = await claimCharge();
    await service.deliverCancelled(order);
    expect((await service.readPayment(order.orderId)).status).toBe('pending');
    await chargePayment(service.workerDeps, claim);
    await makeRefund(service.workerDeps, await claimRefund());
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'refunded',
      charges: 1,
      givenBackMinor: 4_999,
    });
    expect(await eventsAbout(order.orderId)).toEqual(['payment.completed.v1', 'payment.refunded.v1']);
  });

  it('while nobody knows whether it was charged is not charged by a late request either', async () => {
    const order = await placeOrder();
    const late = await claimCharge();
    await service.deliverCancelled(order);
    await endLeases();
    await chargePayment(service.workerDeps, await claimCharge());
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'order-cancelled',
    });
    await chargePayment(service.workerDeps, late);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'failed', charges: 0 });
    expect(await eventsAbout(order.orderId)).toEqual(['payment.failed.v1']);
  });

  it('after a charge that nobody recorded is given back', async () => {
    const order = await placeOrder();
    await askProviderFor(await claimCharge());
    await service.deliverCancelled(order);
    await endLeases();
    await chargePayment(service.workerDeps, await claimCharge());
    await makeRefund(service.workerDeps, await claimRefund());
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
  });

  it('with a declined charge under way has failed for that reason', async () => {
    const order = await placeOrder('tok_declined');
    await askProviderFor(await claimCharge());
    await service.deliverCancelled(order);
    await endLeases();
    await chargePayment(service.workerDeps, await claimCharge());
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'card-declined',
    });
  });
});

describe('a refund', () => {
  const payAndCancel = async () => {
    const order = await placeOrder();
    await chargePayment(service.workerDeps, await claimCharge());
    await service.deliverCancelled(order);
    return order;
  };

  it('is not made again after a crash between the provider’s answer and its record', async () => {
    const { orderId } = await payAndCancel();
    const { refundId, reference, amountMinor, currency } = await claimRefund();
    await service.workerDeps.providers.sandbox!.refund({
      idempotencyKey: refundId,
      reference,
      amountMinor,
      currency,
    });
    await endLeases();
    await makeRefund(service.workerDeps, await claimRefund());
    expect(await service.settled(orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
  });

  it('is recorded once when two replicas hold it', async () => {
    const { orderId } = await payAndCancel();
    const first = await claimRefund();
    await endLeases();
    const second = await claimRefund();
    await Promise.all([first, second].map((claim) => makeRefund(service.workerDeps, claim)));
    expect(await service.settled(orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
    expect((await eventsAbout(orderId)).filter((topic) => topic === 'payment.refunded.v1')).toHaveLength(1);
  });

  it('is tried again until the provider answers', async () => {
    const { orderId } = await payAndCancel();
    isProviderDown = true;
    await makeRefund(service.workerDeps, await claimRefund());
    expect((await service.readPayment(orderId)).refunds).toMatchObject([{ status: 'pending' }]);
    isProviderDown = false;
    await endLeases();
    await makeRefund(service.workerDeps, await claimRefund());
    expect(await service.settled(orderId)).toMatchObject({ status: 'refunded' });
  });
});
