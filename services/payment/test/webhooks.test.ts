import { randomUUID } from 'node:crypto';
import { eventually } from '@sidecart/testing';
import { operationKey } from '../src/domain/operation-key';
import { pruneWebhooks } from '../src/use-cases/prune-webhooks';
import { newCustomer, startPayment, type PaymentService, type TestOrder } from './harness';
import type { SignedMessage } from './scripted-provider';

let service: PaymentService;

// Without a message the workers would ask the provider only after half a minute.
beforeAll(async () => (service = await startPayment({ newsMs: 30_000 })));
afterAll(() => service.close());

const post = ({ body, headers }: SignedMessage, provider = 'sandbox') =>
  service.send('POST', `/payments/webhooks/${provider}`, {
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

const tell = (event: object) => post(service.provider.sign(event));

async function placeOrder(token: string): Promise<TestOrder> {
  const customer = newCustomer();
  const order = service.orderOf(customer, await service.attach(customer, token));
  await service.deliverCreated(order);
  return order;
}

async function waitForAction(): Promise<{ order: TestOrder; event: Record<string, unknown> }> {
  const order = await placeOrder('tok_action');
  await service.published('payment.action-required.v1', order.orderId);
  const { reference } = service.provider.payments.get(order.orderId)!;
  return { order, event: { id: `evt_${randomUUID()}`, kind: 'payment', reference } };
}

const stored = (eventId: unknown) =>
  service.orm.em
    .fork()
    .execute<{ outcome: string }[]>('select outcome from webhook_events where event_id = ?', [eventId]);

const timesAsked = (operation: string, key: string) =>
  service.provider.asked.filter((one) => one.operation === operation && one.key === key).length;

describe('POST /payments/webhooks/{provider}', () => {
  it('has the provider asked, and the payment captured', async () => {
    const { order, event } = await waitForAction();
    service.provider.resolve(order.orderId, 'authorized');
    expect(await tell(event)).toMatchObject({ status: 204, text: '' });
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', charges: 1 });
    expect(await stored(event['id'])).toEqual([{ outcome: 'asked' }]);
  });

  it('does not believe what a message says: how it stands is read back', async () => {
    const { order, event } = await waitForAction();
    expect(await tell({ ...event, state: 'captured', type: 'payment.captured' })).toMatchObject({
      status: 204,
    });
    await eventually(() => expect(timesAsked('find', order.orderId)).toBe(1));
    expect((await service.readPayment(order.orderId)).status).toBe('requires-action');
  });

  it('keeps an event once and acts on it once, however often and however fast it comes', async () => {
    const { order, event } = await waitForAction();
    const answers = await Promise.all(Array.from({ length: 10 }, () => tell(event)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 204));
    await eventually(() => expect(timesAsked('find', order.orderId)).toBe(1));
    expect(await tell(event)).toMatchObject({ status: 204 });
    expect(await stored(event['id'])).toHaveLength(1);
    service.provider.resolve(order.orderId, 'authorized');
    await tell({ ...event, id: randomUUID() });
    await service.settled(order.orderId);
    // Once for the ten, once for the other, and never for the one after them.
    expect(timesAsked('find', order.orderId)).toBeLessThanOrEqual(3);
    expect(timesAsked('capture', operationKey(order.orderId, 'capture'))).toBe(1);
  });

  it('takes events in any order: the last word is the provider’s', async () => {
    const { order, event } = await waitForAction();
    service.provider.resolve(order.orderId, 'authorized');
    await tell({ ...event, id: randomUUID(), type: 'captured' });
    await service.settled(order.orderId);
    for (const type of ['action-required', 'failed', 'authorized']) {
      const id = randomUUID();
      expect(await tell({ ...event, id, type })).toMatchObject({ status: 204 });
      expect(await stored(id)).toEqual([{ outcome: 'nothing-open' }]);
    }
    expect((await service.readPayment(order.orderId)).status).toBe('completed');
  });

  it('finds a payment by its key before its reference is known here', async () => {
    const order = await placeOrder('tok_processing');
    await eventually(() => expect(service.provider.payments.get(order.orderId)).toBeDefined());
    service.provider.resolve(order.orderId, 'authorized');
    const id = randomUUID();
    await tell({ id, kind: 'payment', reference: 'pay_other', idempotencyKey: order.orderId });
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed' });
  });

  it('has a refund asked about that the provider was at work on', async () => {
    const { order } = await service.pay('tok_refund_processing');
    await service.deliverCancelled(order);
    const refund = await eventually(async () => {
      const [first] = (await service.readPayment(order.orderId)).refunds;
      expect(service.provider.refunds.get(first!.id)?.outcome).toBe('processing');
      return first!;
    });
    service.provider.resolveRefund(refund.id, 'succeeded');
    const { reference } = service.provider.payments.get(order.orderId)!;
    await tell({ id: randomUUID(), kind: 'refund', reference });
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
  });

  it.each([
    [{ kind: 'unknown' }, 'unknown-kind'],
    [{ kind: 'payment', reference: 'pay_nobody' }, 'unknown-payment'],
    [{ kind: 'payment', idempotencyKey: 'not a key of ours' }, 'unknown-payment'],
    [{ kind: 'refund' }, 'unknown-payment'],
  ])('acknowledges and notes %j', async (event, outcome) => {
    const id = randomUUID();
    expect(await tell({ id, ...event })).toMatchObject({ status: 204 });
    expect(await stored(id)).toEqual([{ outcome }]);
  });

  const secretly = { id: 'evt_never', kind: 'payment', reference: 'pay_secret-content' };
  it.each<[string, () => SignedMessage, number, string]>([
    [
      'a signature by another key',
      () => service.provider.sign(secretly, { secret: 'guessed' }),
      401,
      'invalid-webhook-signature',
    ],
    [
      'no signature',
      () => ({ ...service.provider.sign(secretly), headers: {} }),
      401,
      'invalid-webhook-signature',
    ],
    [
      'a body with one more space than was signed',
      () => {
        const { body, headers } = service.provider.sign(secretly);
        return { body: `${body} `, headers };
      },
      401,
      'invalid-webhook-signature',
    ],
    [
      'a message that was signed six minutes ago',
      () => service.provider.sign(secretly, { at: new Date(Date.now() - 6 * 60_000) }),
      401,
      'webhook-outside-time-window',
    ],
    [
      'a message from the future',
      () => service.provider.sign(secretly, { at: new Date(Date.now() + 6 * 60_000) }),
      401,
      'webhook-outside-time-window',
    ],
    [
      'what is signed and not JSON',
      () => service.provider.sign('pay_secret-content'),
      400,
      'invalid-webhook',
    ],
  ])('refuses %s, keeps nothing and says nothing of it', async (_name, message, status, code) => {
    const answer = await post(message());
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.text).not.toContain('secret-content');
    expect(await stored('evt_never')).toEqual([]);
    expect(service.logged.join('\n')).toContain('webhook refused');
    expect(service.logged.join('\n')).not.toContain('secret-content');
  });

  it('knows no provider that is not set up', async () => {
    expect(await post(service.provider.sign({}), 'stripe')).toMatchObject({ status: 404 });
    expect(await post(service.provider.sign({}), 'nobody')).toMatchObject({ status: 400 });
  });

  it('refuses a body that no provider sends', async () => {
    const large = service.provider.sign({ id: randomUUID(), kind: 'unknown', padding: 'x'.repeat(300_000) });
    expect(await post(large)).toMatchObject({ status: 413 });
    const { body, headers } = service.provider.sign({ id: randomUUID(), kind: 'unknown' });
    expect(await post({ body, headers: { ...headers, 'content-type': 'text/plain' } })).toMatchObject({
      status: 415,
    });
  });

  it('forgets events after a month', async () => {
    const id = randomUUID();
    await tell({ id, kind: 'unknown' });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    await pruneWebhooks(service.orm.em.fork(), inDays(29));
    expect(await stored(id)).toHaveLength(1);
    await pruneWebhooks(service.orm.em.fork(), inDays(31));
    expect(await stored(id)).toEqual([]);
  });
});
