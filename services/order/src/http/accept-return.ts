import { ok } from '@sidecart/platform';
import { takeBackReturn } from '../use-cases/decide-return';
import { actorOf } from './actor-of';
import { presentReturn } from './present-return';
import { AcceptReturnBody, ReturnPath, ReturnView } from './return.schema';
import { route } from './route';

export const acceptReturnRoute = route({
  method: 'post',
  path: '/returns/{returnId}/accept',
  operationId: 'acceptReturn',
  summary: 'Take the goods back: what was paid for them is refunded, less what is deducted.',
  tag: 'Returns',
  access: 'staff',
  idempotencyKey: 'optional',
  params: ReturnPath,
  body: AcceptReturnBody,
  responses: { 200: ReturnView },
  problems: [404, 409],
  handler: ({ params, body, principal, idempotency, deps }) =>
    takeBackReturn(
      deps,
      params.returnId,
      { restock: body.restock, deduction: body.deduction },
      actorOf(principal),
      idempotency,
      (found) => ok(presentReturn(found)),
    ),
});
