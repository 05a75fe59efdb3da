import { ok } from '@sidecart/platform';
import { rejectReturn } from '../use-cases/decide-return';
import { actorOf } from './actor-of';
import { presentReturn } from './present-return';
import { RejectReturnBody, ReturnPath, ReturnView } from './return.schema';
import { route } from './route';

export const rejectReturnRoute = route({
  method: 'post',
  path: '/returns/{returnId}/reject',
  operationId: 'rejectReturn',
  summary: 'Refuse a return. Its pieces may be asked to be returned again.',
  tag: 'Returns',
  access: 'staff',
  params: ReturnPath,
  body: RejectReturnBody,
  responses: { 200: ReturnView },
  problems: [404, 409],
  async handler({ params, body, principal, deps }) {
    return ok(presentReturn(await rejectReturn(deps, params.returnId, body.reason, actorOf(principal))));
  },
});
