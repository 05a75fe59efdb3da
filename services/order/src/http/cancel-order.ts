import { StrictObject } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { cancelOrder } from '../use-cases/cancel-order';
import { actorOf } from './actor-of';
import { OrderPath } from './get-order';
import { OrderView } from './order.schema';
import { presentOrder } from './present-order';
import { route } from './route';

export const cancelOrderRoute = route({
  method: 'post',
  path: '/orders/{orderId}/cancel',
  operationId: 'cancelOrder',
  summary: 'Cancel an order before it is shipped; what was paid is refunded. Repeating it changes nothing.',
  tag: 'Orders',
  access: 'customer',
  params: OrderPath,
  body: StrictObject({
    note: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        pattern: '\\S',
        description: 'Why, in your own words.',
        examples: ['Ordered by mistake.'],
      }),
    ),
  }),
  bodyOptional: true,
  responses: { 200: OrderView },
  problems: [404, 409],
  async handler({ params, body, principal, deps }) {
    const order = await cancelOrder(deps, params.orderId, actorOf(principal), body.note);
    return ok(presentOrder(order));
  },
});
