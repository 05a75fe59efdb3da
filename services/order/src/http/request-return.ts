import { created } from '@sidecart/platform';
import { requestReturnOf } from '../use-cases/request-return';
import { actorOf } from './actor-of';
import { OrderPath } from './get-order';
import { presentReturn } from './present-return';
import { requireDistinctVariants } from './require-distinct-variants';
import { RequestReturnBody, ReturnView } from './return.schema';
import { route } from './route';

export const requestReturnRoute = route({
  method: 'post',
  path: '/orders/{orderId}/returns',
  operationId: 'requestReturn',
  summary: 'Ask to send back pieces of an order that has arrived. Staff decide about it.',
  tag: 'Returns',
  access: 'customer',
  idempotencyKey: 'required',
  params: OrderPath,
  body: RequestReturnBody,
  responses: { 201: ReturnView },
  problems: [404, 409],
  handler({ params, body, principal, idempotency, deps }) {
    if (!idempotency) throw new Error('The route requires an Idempotency-Key');
    requireDistinctVariants(body.lines);
    return requestReturnOf(deps, params.orderId, body, actorOf(principal), idempotency, (made) =>
      created(`/api/returns/${made.id}`, presentReturn(made)),
    );
  },
});
