import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Money } from '../money';
import { Timestamp, Uuid } from '../schema';

export const orderReturnedV1 = defineEvent({
  type: 'order.returned.v1',
  publisher: 'order',
  description:
    'Goods of a delivered order came back and were accepted. The amount is to be refunded, once per return; the lines ' +
    'go back on the shelf if they are to be restocked. Published again, under a new event id, while the refund is awaited.',
  schema: Type.Object({
    returnId: Uuid,
    orderId: Uuid,
    orderNumber: Type.String(),
    customerId: Uuid,
    lines: Type.Array(
      Type.Object({ productId: Uuid, variantId: Uuid, quantity: Type.Integer({ minimum: 1 }) }),
      { minItems: 1 },
    ),
    restock: Type.Boolean({ description: 'Whether the goods can be sold again.' }),
    refund: Money,
    returnedAt: Timestamp,
  }),
});
