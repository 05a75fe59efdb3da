import { hasRole, ok } from '@sidecart/platform';
import { cancelOrder } from '../use-cases/cancel-order';
import { OrderPath } from './get-order';
import { OrderView } from './order.schema';
import { presentOrder } from './present-order';
import { route } from './route';

export const cancelOrderRoute = route({
  method: 'post',
  path: '/orders/{orderId}/cancel',
  operationId: 'cancelOrder',
  summary: 'Cancel an order before it is shipped; what was paid is refunded. Repeating it changes nothing.',
  tag: 'Orders',
  access: 'customer',
  params: OrderPath,
  responses: { 200: OrderView },
  problems: [404, 409],
  async handler({ params, principal, deps }) {
    const kind = hasRole(principal.role, 'staff') ? 'staff' : 'customer';
    const order = await cancelOrder(deps, params.orderId, { kind, id: principal.id });
    return ok(presentOrder(order));
  },
});
