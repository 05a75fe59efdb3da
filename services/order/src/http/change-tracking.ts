import { ok } from '@sidecart/platform';
import { changeTrackingOf } from '../use-cases/change-tracking';
import { OrderPath } from './get-order';
import { OrderView } from './order.schema';
import { presentOrder } from './present-order';
import { route } from './route';
import { TrackingBody } from './tracking.schema';

export const changeTrackingRoute = route({
  method: 'put',
  path: '/orders/{orderId}/tracking',
  operationId: 'changeTracking',
  summary: 'Correct how an order that has left can be followed; what is not given is removed.',
  tag: 'Orders',
  access: 'staff',
  params: OrderPath,
  body: TrackingBody,
  responses: { 200: OrderView },
  problems: [404, 409, 422],
  async handler({ params, body, principal, deps }) {
    const order = await changeTrackingOf(deps, params.orderId, body, { kind: 'staff', id: principal.id });
    return ok(presentOrder(order));
  },
});
