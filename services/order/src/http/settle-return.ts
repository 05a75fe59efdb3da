import { ok } from '@sidecart/platform';
import { settleReturn } from '../use-cases/settle-return';
import { actorOf } from './actor-of';
import { presentReturn } from './present-return';
import { ReturnPath, ReturnView } from './return.schema';
import { route } from './route';

export const settleReturnRoute = route({
  method: 'post',
  path: '/returns/{returnId}/settle',
  operationId: 'settleReturn',
  summary: 'End a return whose refund failed, once the money was given back by a refund of the payment.',
  tag: 'Returns',
  access: 'staff',
  params: ReturnPath,
  responses: { 200: ReturnView },
  problems: [404, 409],
  async handler({ params, principal, deps }) {
    return ok(presentReturn(await settleReturn(deps, params.returnId, actorOf(principal))));
  },
});
