import { randomUUID } from 'node:crypto';
import { paymentRefundFailedV1, productStockLowV1 } from '@sidecart/contracts';
import { eventually } from '@sidecart/testing';
import { STAFF_MAIL, startNotification, type NotificationService } from './harness';

let service: NotificationService;

beforeAll(async () => (service = await startNotification()));
afterAll(() => service.close());
afterEach(async () => {
  service.setClock();
  await service.sql(`delete from notifications where kind = 'stock-low'`);
});

const at = () => new Date().toISOString();
const toStaff = () => service.mailbox.mailsTo(STAFF_MAIL);

const lowStock = (overrides: object = {}) => ({
  ...{ productId: randomUUID(), variantId: randomUUID(), sku: 'SHIRT-M', name: 'Shirt <b>M</b>' },
  ...{ available: 2, threshold: 5, at: at() },
  ...overrides,
});

const reports = () =>
  service.sql<{ status: string; items: { sku: string }[] }>(
    `select status, variables -> 'items' as items from notifications where kind = 'stock-low' order by id`,
  );

describe('payment.refund-failed.v1', () => {
  it('is told to the staff, once, and not to the customer', async () => {
    const customer = service.person();
    const failed = {
      ...{ paymentId: randomUUID(), refundId: randomUUID(), orderId: randomUUID(), customerId: customer.id },
      ...{ amount: { amountMinor: 2_500, currency: 'EUR' }, reason: 'refund-too-large', failedAt: at() },
    };
    for (let n = 0; n < 3; n += 1) {
      expect(await service.deliver(paymentRefundFailedV1, failed)).toBe('SUCCESS');
    }
    const [mail] = await service.mailsOf({ email: STAFF_MAIL }, 1);
    expect(mail?.subject).toBe('A refund of €25.00 failed');
    expect(mail?.text).toContain('Reason: refund-too-large');
    expect(mail?.text).toContain(`Refund: ${failed.refundId}`);
    expect(mail?.headerLines.some(({ key }) => key === 'list-unsubscribe')).toBe(false);
    expect(service.mailbox.mailsTo(customer.email)).toEqual([]);
    const { body } = await service.send('GET', '/notifications', { token: customer.token });
    expect(body.items).toEqual([]);
  });
});

describe('product.stock-low.v1', () => {
  it('is told by one mail for all that ran low within a while', async () => {
    const before = toStaff().length;
    const items = ['A', 'B', 'C'].map((sku) => lowStock({ sku }));
    await Promise.all(items.map((item) => service.deliver(productStockLowV1, item)));
    const [report, ...others] = await reports();
    expect(others).toEqual([]);
    expect(report).toMatchObject({ status: 'queued' });
    expect(toStaff()).toHaveLength(before);
    await service.hurry();
    await eventually(() => expect(toStaff()).toHaveLength(before + 1));
    const mail = toStaff().at(-1);
    for (const sku of ['A', 'B', 'C'])
      expect(mail?.text).toContain(`${sku} Shirt <b>M</b>: 2 left (threshold 5)`);
    expect(mail?.html).toContain('Shirt &lt;b&gt;M&lt;/b&gt;');
  });

  it('is told once a day of a variant, however often it is heard', async () => {
    const item = lowStock();
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    await Promise.all([1, 2, 3].map(() => service.deliver(productStockLowV1, item)));
    service.setClock(hours(23));
    await service.deliver(productStockLowV1, { ...item, available: 1 });
    expect((await reports()).flatMap(({ items }) => items)).toHaveLength(1);
    service.setClock(hours(25));
    await service.deliver(productStockLowV1, { ...item, available: 0, at: hours(25).toISOString() });
    expect((await reports()).flatMap(({ items }) => items)).toMatchObject([
      { available: 2 },
      { available: 0 },
    ]);
  });

  it('begins another mail when the one before is under way, or full', async () => {
    await service.deliver(productStockLowV1, lowStock({ sku: 'A' }));
    await service.sql(`update notifications set attempts = 1 where kind = 'stock-low'`);
    await service.deliver(productStockLowV1, lowStock({ sku: 'B' }));
    expect((await reports()).map(({ items }) => items.map(({ sku }) => sku))).toEqual([['A'], ['B']]);
    await service.sql(
      `update notifications set variables = jsonb_build_object('items', (select jsonb_agg(i.item)
         from (select variables -> 'items' -> 0 as item from generate_series(1, 200)) i)) where kind = 'stock-low' and attempts = 0`,
    );
    await service.deliver(productStockLowV1, lowStock({ sku: 'C' }));
    expect((await reports()).map(({ items }) => items.length)).toEqual([1, 200, 1]);
  });
});
