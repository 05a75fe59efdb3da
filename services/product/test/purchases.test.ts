import { randomUUID } from 'node:crypto';
import { orderCancelledV1, orderConfirmedV1 } from '@sidecart/contracts';
import { tokenFor } from '@sidecart/testing';
import { buyersOf, sale } from './buyers';
import { cancelled, rows, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const { review } = buyersOf(() => service);
const purchasesOf = (customerId: string) =>
  rows<{ product_id: string }>(
    service,
    'select product_id from purchases where customer_id = ? order by product_id',
    [customerId],
  );

describe('purchases', () => {
  it('are noted from confirmed orders once, however often the news comes', async () => {
    const [one, two] = [await service.addProduct(), await service.addProduct()];
    const customerId = randomUUID();
    // Two variants of one product are two lines.
    const data = sale([one.id, one.id, two.id], customerId);
    const eventId = randomUUID();
    for (const id of [eventId, eventId, randomUUID()]) {
      expect(await service.deliver(orderConfirmedV1, data, id)).toBe('SUCCESS');
    }
    expect(await purchasesOf(customerId)).toEqual(
      [one.id, two.id].sort().map((product_id) => ({ product_id })),
    );
  });

  it.each(['confirmed first', 'cancelled first'])(
    'of an order that was cancelled make nobody a buyer (%s)',
    async (order) => {
      const { id } = await service.addProduct();
      const [orderId, customerId] = [randomUUID(), randomUUID()];
      await service.hold(orderId, [{ productId: id, quantity: 1 }]);
      const news = [
        () => service.deliver(orderConfirmedV1, sale([id], customerId, orderId)),
        () => service.deliver(orderCancelledV1, cancelled(orderId)),
      ];
      if (order === 'cancelled first') news.reverse();
      for (const deliver of news) expect(await deliver()).toBe('SUCCESS');
      expect(await purchasesOf(customerId)).toEqual([]);
      expect((await review(id, tokenFor('customer', customerId))).body.code).toBe('purchase-required');
    },
  );

  it('of one order outlive the end of another', async () => {
    const { id } = await service.addProduct();
    const [orderId, customerId] = [randomUUID(), randomUUID()];
    await service.deliver(orderConfirmedV1, sale([id], customerId));
    await service.deliver(orderConfirmedV1, sale([id], customerId, orderId));
    await service.deliver(orderCancelledV1, cancelled(orderId));
    expect((await review(id, tokenFor('customer', customerId))).status).toBe(201);
  });
});
