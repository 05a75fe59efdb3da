import { seedCheckout } from '../src/seed/seed-checkout';
import { newCustomer, orderBody, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeAll(async () => void (service = await startOrderService()));
afterAll(() => service.close());

describe('the seed', () => {
  it('is written once, and makes totals that can be explained', async () => {
    const seed = () => seedCheckout(service.orm.em.fork(), new Date());
    const written = await Promise.all([seed(), seed()]);
    expect(written.sort()).toEqual([0, 3]);
    const small = await service.place(newCustomer(), { body: orderBody({ couponCode: 'WELCOME10' }) });
    expect(small.body).toMatchObject({
      shippingMethod: { name: 'Standard' },
      breakdown: { subtotalMinor: 2_500, discountMinor: 250, shippingMinor: 490 },
      totalMinor: 2_740,
    });
    const items = orderBody().items.map((item) => ({ ...item, quantity: 4 }));
    const large = await service.place(newCustomer(), { body: orderBody({ items }) });
    expect(large.body).toMatchObject({ breakdown: { shippingMinor: 0 }, totalMinor: 5_000 });
  });
});
