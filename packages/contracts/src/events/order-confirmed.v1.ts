import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { AmountMinor, Money } from '../money';
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
    /** How the total comes about; absent from events of before there were discounts, shipping and tax. */
    breakdown: Type.Optional(
      Type.Object({
        subtotalMinor: AmountMinor,
        discountMinor: AmountMinor,
        shippingMinor: AmountMinor,
        taxMinor: AmountMinor,
        taxIncluded: Type.Boolean({ description: 'Whether the prices hold the tax already.' }),
      }),
    ),
    lines: Type.Array(OrderedLine, { minItems: 1 }),
    confirmedAt: Timestamp,
  }),
});
