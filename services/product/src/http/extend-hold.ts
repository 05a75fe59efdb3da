import { Uuid } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { extendHold } from '../use-cases/extend-hold';
import { route } from './route';
import { ExtensionBody, ExtensionView } from './stock.schema';

export const extendHoldRoute = route({
  method: 'post',
  path: '/internal/reservations/{orderId}/extensions',
  operationId: 'extendHold',
  summary: 'Hold stock for an order longer, never shorter.',
  tag: 'Internal',
  access: { services: ['order'] },
  params: Type.Object({ orderId: Uuid }),
  body: ExtensionBody,
  responses: { 200: ExtensionView },
  problems: [404, 409, 422],
  async handler({ params, body, deps }) {
    const expiresAt = await extendHold(deps.em, params.orderId, new Date(body.until));
    return ok({ expiresAt: expiresAt.toISOString() });
  },
});
