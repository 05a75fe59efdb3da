import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Uuid } from '@sidecart/contracts';
import { findVisibleOrder } from './find-visible-order';
import { OrderView } from './order.schema';
import { presentOrder } from './present-order';
import { route } from './route';

export const OrderPath = Type.Object({ orderId: Uuid });

export const getOrderRoute = route({
  method: 'get',
  path: '/orders/{orderId}',
  operationId: 'getOrder',
  summary: 'Read one of your orders; staff read any.',
  tag: 'Orders',
  access: 'customer',
  params: OrderPath,
  responses: { 200: OrderView },
  problems: [404],
  async handler({ params, principal, deps }) {
    const order = await findVisibleOrder(deps.em, params.orderId, principal, 'items');
    return ok(presentOrder(order));
  },
});
