import { hasRole, notFound, ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { Uuid } from '@sidecart/contracts';
import { Order } from '../domain/order';
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
    const owner = hasRole(principal.role, 'staff') ? {} : { customerId: principal.id };
    const order = await deps.em.findOne(
      Order,
      { id: params.orderId, ...owner },
      { populate: ['items'], strategy: 'joined' },
    );
    if (!order) throw notFound('order');
    return ok(presentOrder(order));
  },
});
