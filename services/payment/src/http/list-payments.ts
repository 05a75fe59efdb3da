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
import { PAYMENT_STATUSES } from '../domain/payment-status';
import { findPayments } from './find-payments';
import { PaymentPage } from './payment.schema';
import { route } from './route';

export const listPaymentsRoute = route({
  method: 'get',
  path: '/payments',
  operationId: 'listPayments',
  summary:
    'List your payments, newest first. Staff may list those of everybody, and find that of any order by orderId.',
  tag: 'Payments',
  access: 'customer',
  query: StrictObject({
    ...PageQuery,
    orderId: Type.Optional(Type.String({ format: 'uuid', description: 'Only the payment of that order.' })),
    status: Type.Optional(StringEnum(PAYMENT_STATUSES, { description: 'Only payments that stand there.' })),
    all: Type.Boolean({ default: false, description: 'Everybody’s payments (staff).' }),
    customerId: Type.Optional(
      Type.String({ format: 'uuid', description: 'That customer’s payments (staff).' }),
    ),
  }),
  responses: { 200: PaymentPage },
  problems: [403],
  async handler({ query, principal, deps }) {
    const isStaff = hasRole(principal.role, 'staff');
    const foreign = query.all || (query.customerId !== undefined && query.customerId !== principal.id);
    if (foreign && !isStaff) {
      throw new DomainError('forbidden', 'forbidden', 'Only staff may list the payments of others.');
    }
    const isAnybodys = query.all || (query.orderId !== undefined && isStaff);
    const rows = await findPayments(deps.em, {
      customerId: isAnybodys ? query.customerId : (query.customerId ?? principal.id),
      orderId: query.orderId,
      status: query.status,
      viewerId: principal.id,
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
