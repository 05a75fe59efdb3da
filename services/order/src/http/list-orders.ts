import { StrictObject, StringEnum } from '@sidecart/contracts';
import {
  decodeCursor,
  DomainError,
  hasRole,
  isTimePosition,
  PageQuery,
  pageReply,
  toPage,
} from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { ORDER_STATUSES } from '../domain/order-status';
import { findOrders } from './find-orders';
import { OrderPage } from './order.schema';
import { route } from './route';

export const listOrdersRoute = route({
  method: 'get',
  path: '/orders',
  operationId: 'listOrders',
  summary: 'List your orders, newest first. Staff may list those of everybody.',
  tag: 'Orders',
  access: 'customer',
  query: StrictObject({
    ...PageQuery,
    status: Type.Optional(StringEnum(ORDER_STATUSES, { description: 'Only orders that stand there.' })),
    all: Type.Boolean({ default: false, description: 'Everybody’s orders (staff).' }),
    customerId: Type.Optional(
      Type.String({ format: 'uuid', description: 'That customer’s orders (staff).' }),
    ),
  }),
  responses: { 200: OrderPage },
  problems: [403],
  async handler({ query, principal, deps }) {
    const foreign = query.all || (query.customerId !== undefined && query.customerId !== principal.id);
    if (foreign && !hasRole(principal.role, 'staff')) {
      throw new DomainError('forbidden', 'forbidden', 'Only staff may list the orders of others.');
    }
    const after = decodeCursor(query.cursor, isTimePosition);
    const rows = await findOrders(deps.em, {
      customerId: query.all ? query.customerId : (query.customerId ?? principal.id),
      status: query.status,
      after,
      limit: query.limit + 1,
    });
    return pageReply(
      toPage(rows, query.limit, (row) => [row.createdAt, row.id]),
      '/orders',
      query,
    );
  },
});
