import { ok } from '@sidecart/platform';
import { withdrawReturn } from '../use-cases/decide-return';
import { presentReturn } from './present-return';
import { ReturnPath, ReturnView } from './return.schema';
import { route } from './route';

export const withdrawReturnRoute = route({
  method: 'post',
  path: '/returns/{returnId}/withdraw',
  operationId: 'withdrawReturn',
  summary: 'Take back the wish to return something, while nobody has decided about it.',
  tag: 'Returns',
  access: 'customer',
  params: ReturnPath,
  responses: { 200: ReturnView },
  problems: [404, 409],
  async handler({ params, principal, deps }) {
    return ok(presentReturn(await withdrawReturn(deps, params.returnId, principal.id)));
  },
});
