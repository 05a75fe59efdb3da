import { newCustomer, orderBody, startOrderService, type OrderService } from './harness';
import { livesOf, staff } from './life';

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeAll(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterAll(() => service.close());

const NUMBER = '4242424242424242';

it('takes no card number, wherever a customer writes it', async () => {
  const { shippingAddress } = orderBody() as { shippingAddress: object };
  const body = orderBody({ shippingAddress: { ...shippingAddress, line2: `card 4242 4242 4242 4242` } });
  const placed = await service.place(newCustomer(), { body });
  expect(placed).toMatchObject({
    status: 400,
    body: { code: 'card-data-refused', errors: [{ in: 'body', pointer: '#/shippingAddress/line2' }] },
  });
  expect(placed.text).not.toContain('4242');
});

it('takes a parcel’s number that passes the check of a card’s', async () => {
  const order = await life.confirmed();
  const shipped = await life.post(`/orders/${order.orderId}/ship`, staff, { trackingNumber: NUMBER });
  expect(shipped).toMatchObject({ status: 200, body: { trackingNumber: NUMBER } });
});
