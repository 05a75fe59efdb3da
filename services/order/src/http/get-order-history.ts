import { ok, sortMoves } from '@sidecart/platform';
import { findVisibleOrder } from './find-visible-order';
import { OrderPath } from './get-order';
import { HistoryView } from './order.schema';
import { route } from './route';
import { traceIdOf } from './trace-id-of';

export const getOrderHistoryRoute = route({
  method: 'get',
  path: '/orders/{orderId}/history',
  operationId: 'getOrderHistory',
  summary: 'Read every move of one of your orders, oldest first.',
  tag: 'Orders',
  access: 'customer',
  params: OrderPath,
  responses: { 200: HistoryView },
  problems: [404],
  async handler({ params, principal, deps }) {
    const order = await findVisibleOrder(deps.em, params.orderId, principal, 'history');
    return ok({
      items: sortMoves(order.history).map((entry) => ({
        from: entry.fromStatus,
        to: entry.toStatus,
        reason: entry.reason,
        actor: entry.actorKind,
        at: entry.at.toISOString(),
        traceId: entry.traceId ?? traceIdOf(order),
      })),
    });
  },
});
