import { Uuid } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { holdStock } from '../use-cases/hold-stock';
import { requireDistinctVariants } from './require-distinct-variants';
import { route } from './route';
import { HoldBody, ReservationView } from './stock.schema';

export const holdStockRoute = route({
  method: 'put',
  path: '/internal/reservations/{orderId}',
  operationId: 'holdStock',
  summary: 'Hold stock for an order, all of it or nothing.',
  tag: 'Internal',
  access: { services: ['order'] },
  params: Type.Object({ orderId: Uuid }),
  body: HoldBody,
  responses: { 200: ReservationView },
  problems: [409, 422],
  async handler({ params, body, deps }) {
    requireDistinctVariants(body.items);
    const held = await holdStock(deps.em, {
      orderId: params.orderId,
      items: body.items,
      holdMinutes: deps.holdMinutes,
    });
    return ok({ ...held, expiresAt: held.expiresAt.toISOString() });
  },
});
