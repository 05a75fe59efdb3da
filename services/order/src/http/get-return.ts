import { hasRole, notFound, ok } from '@sidecart/platform';
import { OrderReturn } from '../domain/order-return';
import { presentReturn } from './present-return';
import { ReturnPath, ReturnView } from './return.schema';
import { route } from './route';

export const getReturnRoute = route({
  method: 'get',
  path: '/returns/{returnId}',
  operationId: 'getReturn',
  summary: 'Read one of your returns; staff read any.',
  tag: 'Returns',
  access: 'customer',
  params: ReturnPath,
  responses: { 200: ReturnView },
  problems: [404],
  async handler({ params, principal, deps }) {
    const owner = hasRole(principal.role, 'staff') ? {} : { customerId: principal.id };
    const found = await deps.em.findOne(
      OrderReturn,
      { id: params.returnId, ...owner },
      { populate: ['lines.item'], strategy: 'joined' },
    );
    if (!found) throw notFound('return');
    return ok(presentReturn(found));
  },
});
