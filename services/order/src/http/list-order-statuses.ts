import { StrictObject, StringEnum, Uuid } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Order } from '../domain/order';
import type { OrderStatus } from '../domain/order-status';
import { route } from './route';

const TOLD = ['pending', 'confirmed', 'shipped', 'delivered', 'cancelled', 'unknown'] as const;

/** Goods that came back were sold all the same: their way back is a matter of its own. */
const toTold = (status: OrderStatus) => (status === 'returned' ? 'delivered' : status);

/** Whoever holds something for an order asks here before letting go of it. */
export const listOrderStatusesRoute = route({
  method: 'post',
  path: '/internal/orders/statuses',
  operationId: 'listOrderStatuses',
  summary: 'Tell where orders stand; an order that was never placed is unknown.',
  tag: 'Internal',
  access: { services: ['product'] },
  body: StrictObject({ orderIds: Type.Array(Uuid, { minItems: 1, maxItems: 500 }) }),
  responses: {
    200: Type.Object({
      statuses: Type.Array(Type.Object({ orderId: Uuid, status: StringEnum(TOLD) })),
    }),
  },
  async handler({ body, deps }) {
    const orders = await deps.em.find(Order, { id: body.orderIds }, { fields: ['id', 'status'] });
    const statusOf = new Map(orders.map((order) => [order.id, toTold(order.status)]));
    return ok({
      statuses: body.orderIds.map((orderId) => ({ orderId, status: statusOf.get(orderId) ?? 'unknown' })),
    });
  },
});
