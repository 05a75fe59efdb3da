import { unavailable, type ServiceClient } from '@sidecart/platform';
import type { OrderBook, OrderStatus } from '../use-cases/ports';

interface Answer {
  readonly statuses: readonly { readonly orderId: string; readonly status: OrderStatus }[];
}

/** The order service over Dapr invocation. */
export function createOrderBook(order: ServiceClient): OrderBook {
  return {
    async statusesOf(orderIds) {
      const { status, body } = await order.call({
        method: 'POST',
        path: '/internal/orders/statuses',
        body: { orderIds },
      });
      if (status !== 200) throw Object.assign(unavailable('order service'), { cause: { status } });
      return new Map((body as Answer).statuses.map((one) => [one.orderId, one.status]));
    },
  };
}
