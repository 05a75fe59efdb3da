import { randomUUID } from 'node:crypto';
import { orderCancelledV1, orderConfirmedV1 } from '@sidecart/contracts';
import { cancelled, confirmed, type ProductService } from './harness';

/** An order that holds three of the ten pieces of a product. */
export interface Held {
  readonly orderId: string;
  readonly productId: string;
}

export const untouched = { onHand: 10, reserved: 0, available: 10 };
export const held = { onHand: 10, reserved: 3, available: 7 };
export const sold = { onHand: 7, reserved: 0, available: 7 };

/** Places holds and brings the news of their orders. */
export const heldOrders = (service: () => ProductService) => ({
  async hold(): Promise<Held> {
    const { id: productId } = await service().addProduct();
    const orderId = randomUUID();
    expect((await service().hold(orderId, [{ productId, quantity: 3 }])).status).toBe(200);
    return { orderId, productId };
  },
  confirm: ({ orderId }: Pick<Held, 'orderId'>, eventId?: string) =>
    service().deliver(orderConfirmedV1, confirmed(orderId), eventId),
  cancel: ({ orderId }: Pick<Held, 'orderId'>, eventId?: string) =>
    service().deliver(orderCancelledV1, cancelled(orderId), eventId),
  /** Ends the hold of an order that nobody placed. */
  async expire({ orderId }: Held): Promise<void> {
    service().ordersAre('unknown');
    await service().expire(orderId);
    await service().sweep();
  },
});
