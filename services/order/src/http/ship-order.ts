import { ok } from '@sidecart/platform';
import { shipOrder } from '../use-cases/ship-order';
import { OrderPath } from './get-order';
import { OrderView } from './order.schema';
import { presentOrder } from './present-order';
import { route } from './route';
import { TrackingBody } from './tracking.schema';

export const shipOrderRoute = route({
  method: 'post',
  path: '/orders/{orderId}/ship',
  operationId: 'shipOrder',
  summary: 'Note that a confirmed order has left.',
  tag: 'Orders',
  access: 'staff',
  params: OrderPath,
  body: TrackingBody,
  responses: { 200: OrderView },
  problems: [404, 409, 422],
  async handler({ params, body, principal, deps }) {
    const order = await shipOrder(deps, params.orderId, body, { kind: 'staff', id: principal.id });
    return ok(presentOrder(order));
  },
});
