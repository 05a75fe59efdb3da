import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, hasRole, isTimePosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { findPayments } from './find-payments';
import { PaymentPage } from './payment.schema';
import { route } from './route';

export const listPaymentsRoute = route({
  method: 'get',
  path: '/payments',
  operationId: 'listPayments',
  summary: 'List your payments, newest first. Staff find the payment of any order by orderId.',
  tag: 'Payments',
  access: 'customer',
  query: StrictObject({
    ...PageQuery,
    orderId: Type.Optional(Type.String({ format: 'uuid', description: 'Only the payment of that order.' })),
  }),
  responses: { 200: PaymentPage },
  async handler({ query, principal, deps }) {
    const isAnybodys = query.orderId !== undefined && hasRole(principal.role, 'staff');
    const rows = await findPayments(deps.em, {
      customerId: isAnybodys ? undefined : principal.id,
      orderId: query.orderId,
      after: decodeCursor(query.cursor, isTimePosition),
      limit: query.limit + 1,
    });
    return pageReply(
      toPage(rows, query.limit, (row) => [row.createdAt, row.id]),
      '/payments',
      query,
    );
  },
});
