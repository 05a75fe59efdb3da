import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Money } from '../money';
import { Timestamp, Uuid } from '../schema';
import { OrderedLine } from './order-line';

export const orderConfirmedV1 = defineEvent({
  type: 'order.confirmed.v1',
  publisher: 'order',
  description: 'The order is paid. Its stock is to be committed and its customer told.',
  schema: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    customerId: Uuid,
    total: Money,
    lines: Type.Array(OrderedLine, { minItems: 1 }),
    confirmedAt: Timestamp,
  }),
});
