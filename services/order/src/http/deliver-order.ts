import { ok } from '@sidecart/platform';
import { deliverOrder } from '../use-cases/deliver-order';
import { OrderPath } from './get-order';
import { OrderView } from './order.schema';
import { presentOrder } from './present-order';
import { route } from './route';

export const deliverOrderRoute = route({
  method: 'post',
  path: '/orders/{orderId}/deliver',
  operationId: 'deliverOrder',
  summary: 'Note that a shipped order has arrived.',
  tag: 'Orders',
  access: 'staff',
  params: OrderPath,
  responses: { 200: OrderView },
  problems: [404, 409],
  async handler({ params, principal, deps }) {
    const order = await deliverOrder(deps, params.orderId, { kind: 'staff', id: principal.id });
    return ok(presentOrder(order));
  },
});
