import { randomUUID } from 'node:crypto';
import {
  orderCancelledV1,
  orderConfirmedV1,
  orderDeliveredV1,
  orderShippedV1,
  paymentActionRequiredV1,
  productStockLowV1,
} from '@sidecart/contracts';
import { startNotification, type NotificationService, type Person } from './harness';

// What the broker has lost is brought later, by the audit of the inbox.
let service: NotificationService;

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());

const at = () => new Date().toISOString();
const total = { amountMinor: 4_999, currency: 'EUR' };

const orderOf = (person: Person) => ({ orderId: randomUUID(), orderNumber: 'SC-1', customerId: person.id });
type Order = ReturnType<typeof orderOf>;

const confirm = (order: Order) =>
  service.deliver(orderConfirmedV1, {
    ...order,
    total,
    lines: [
      {
        productId: randomUUID(),
        variantId: randomUUID(),
        options: {},
        name: 'Lamp',
        quantity: 1,
        unitPriceMinor: 4_999,
      },
    ],
    confirmedAt: at(),
  });

const cancel = (order: Order) =>
  service.deliver(orderCancelledV1, { ...order, total, reason: 'customer-request', cancelledAt: at() });

const statusOf = async (fact: string, { orderId }: Order) =>
  service.sql<{ channel: string; status: string; code: string | null }>(
    `select n.channel, n.status, (select code from notification_logs l where l.notification_id = n.id) as code
       from notifications n where n.fact_key = ? order by n.channel`,
    [`${fact}:${orderId}`],
  );

const OVERTAKEN = [{ channel: 'email', status: 'cancelled', code: 'overtaken' }];

describe('news that comes late', () => {
  it('does not confirm an order whose cancellation was told', async () => {
    const person = service.person();
    const order = orderOf(person);
    await cancel(order);
    await service.mailsOf(person, 1);
    await confirm(order);
    await service.hasStatus(`order.confirmed:${order.orderId}`, 'cancelled');
    expect(await statusOf('order.confirmed', order)).toEqual(OVERTAKEN);
  });

  it('says of no order that was delivered that it has left', async () => {
    const person = service.person();
    const order = orderOf(person);
    await service.deliver(orderDeliveredV1, { ...order, deliveredAt: at() });
    await service.mailsOf(person, 1);
    await service.deliver(orderShippedV1, { ...order, shippedAt: at() });
    await service.hasStatus(`order.shipped:${order.orderId}`, 'cancelled');
    expect(await statusOf('order.shipped', order)).toEqual(OVERTAKEN);
  });

  it('asks nobody to confirm the payment of what is confirmed', async () => {
    const person = service.person();
    const order = orderOf(person);
    await confirm(order);
    await service.mailsOf(person, 1);
    const paymentId = randomUUID();
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    const { orderId, customerId } = order;
    await service.deliver(paymentActionRequiredV1, {
      paymentId,
      orderId,
      customerId,
      expiresAt,
      requiredAt: at(),
    });
    await service.hasStatus(`payment.action-required:${paymentId}`, 'cancelled');
    expect(await statusOf('payment.action-required', { ...order, orderId: paymentId })).toEqual(OVERTAKEN);
  });

  it('is told all the same where nothing later was, as the cancellation of what was confirmed', async () => {
    const person = service.person();
    const order = orderOf(person);
    await confirm(order);
    await service.mailsOf(person, 1);
    await cancel(order);
    const mails = await service.mailsOf(person, 2);
    expect(mails).toHaveLength(2);
  });

  it('tells the staff nothing of stock that was low two days ago', async () => {
    const low = {
      productId: randomUUID(),
      variantId: randomUUID(),
      sku: 'LAMP-1',
      name: 'Lamp',
      available: 2,
      threshold: 5,
    };
    const then = new Date(Date.now() - 2 * 86_400_000).toISOString();
    expect(await service.deliver(productStockLowV1, { ...low, at: then })).toBe('SUCCESS');
    expect(await service.sql(`select 1 from notifications where kind = 'stock-low'`)).toEqual([]);
  });
});
