import { StrictObject, StringEnum } from '@sidecart/contracts';
import { decodeCursor, isTimePosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { REFUND_STATUSES } from '../domain/refund';
import { findRefunds } from './find-refunds';
import { RefundPage } from './payment.schema';
import { route } from './route';

export const listRefundsRoute = route({
  method: 'get',
  path: '/payments/refunds',
  operationId: 'listRefunds',
  summary: 'List refunds of everybody’s payments, newest first.',
  tag: 'Payments',
  access: 'staff',
  query: StrictObject({
    ...PageQuery,
    status: Type.Optional(StringEnum(REFUND_STATUSES, { description: 'Only refunds that stand there.' })),
    orderId: Type.Optional(Type.String({ format: 'uuid', description: 'Only refunds of that order.' })),
    returnId: Type.Optional(Type.String({ format: 'uuid', description: 'Only the refund of that return.' })),
  }),
  responses: { 200: RefundPage },
  async handler({ query, deps }) {
    const rows = await findRefunds(deps.em, {
      status: query.status,
      orderId: query.orderId,
      returnId: query.returnId,
      after: decodeCursor(query.cursor, isTimePosition),
      limit: query.limit + 1,
    });
    return pageReply(
      toPage(rows, query.limit, (row) => [row.createdAt, row.id]),
      '/payments/refunds',
      query,
    );
  },
});
