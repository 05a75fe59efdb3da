import { StrictObject, StringEnum } from '@sidecart/contracts';
import { decodeCursor, hasRole, isTimePosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { RETURN_STATUSES } from '../domain/return-status';
import { findReturns } from './find-returns';
import { ReturnPage } from './return.schema';
import { route } from './route';

export const listReturnsRoute = route({
  method: 'get',
  path: '/returns',
  operationId: 'listReturns',
  summary: 'List your returns, newest first; staff list those of everybody.',
  tag: 'Returns',
  access: 'customer',
  query: StrictObject({
    ...PageQuery,
    status: Type.Optional(StringEnum(RETURN_STATUSES, { description: 'Only returns that stand there.' })),
    orderId: Type.Optional(Type.String({ format: 'uuid', description: 'Only returns of that order.' })),
  }),
  responses: { 200: ReturnPage },
  async handler({ query, principal, deps }) {
    const rows = await findReturns(deps.em, {
      customerId: hasRole(principal.role, 'staff') ? undefined : principal.id,
      status: query.status,
      orderId: query.orderId,
      after: decodeCursor(query.cursor, isTimePosition),
      limit: query.limit + 1,
    });
    return pageReply(
      toPage(rows, query.limit, (row) => [row.createdAt, row.id]),
      '/returns',
      query,
    );
  },
});
