import { randomUUID } from 'node:crypto';
import { pointersOf, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

describe('POST /internal/reservations/{orderId}/extensions', () => {
  const extend = (orderId: string, until: Date) =>
    service.send('POST', `/internal/reservations/${orderId}/extensions`, {
      headers: { 'dapr-caller-app-id': 'order' },
      body: { until: until.toISOString() },
    });
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const holdOne = async () => {
    const orderId = randomUUID();
    const { id } = await service.addProduct();
    const { body } = await service.hold(orderId, [{ productId: id, quantity: 1 }]);
    return { orderId, expiresAt: String(body.expiresAt) };
  };

  it('lets a hold last longer, never shorter, and keeps the sweeper away', async () => {
    const { orderId, expiresAt } = await holdOne();
    const until = inMinutes(60);
    expect((await extend(orderId, inMinutes(1))).body).toEqual({ expiresAt });
    expect((await extend(orderId, until)).body).toEqual({ expiresAt: until.toISOString() });
    expect((await extend(orderId, until)).body).toEqual({ expiresAt: until.toISOString() });
    service.ordersAre('unknown');
    expect(await service.sweep()).toBe(0);
    expect(await service.stateOf(orderId)).toBe('held');
  });

  it('is refused when the reservation is closed, unknown, or would last for ever', async () => {
    const { orderId } = await holdOne();
    const endless = await extend(orderId, inMinutes(25 * 60));
    expect(endless.status).toBe(422);
    expect(pointersOf(endless)).toEqual(['#/until']);
    service.ordersAre('unknown');
    await service.expire(orderId);
    await service.sweep();
    const closed = await extend(orderId, inMinutes(60));
    expect(closed.status).toBe(409);
    expect(closed.body.code).toBe('reservation-closed');
    expect((await extend(randomUUID(), inMinutes(60))).status).toBe(404);
    const stranger = await service.send('POST', `/internal/reservations/${orderId}/extensions`, {
      headers: { 'dapr-caller-app-id': 'payment' },
      body: { until: inMinutes(1).toISOString() },
    });
    expect(stranger.status).toBe(403);
  });
});
