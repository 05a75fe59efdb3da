import {
  AmountMinor,
  Currency,
  StrictObject,
  StringEnum,
  Timestamp,
  Uuid,
  VariantOptions,
} from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { MAX_CART_LINES } from '../domain/cart';
import { RETURN_STATUSES } from '../domain/return-status';
import { Quantity } from './order.schema';

const Text = (maxLength: number, description: string, example: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', description, examples: [example] });

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const Amount = (description: string) => Type.Integer({ ...AmountMinor, description });

export const RequestReturnBody = StrictObject({
  lines: Type.Array(
    StrictObject({
      variantId: Type.String({
        format: 'uuid',
        description: 'The variant of the line; that of a product without options has the product’s id.',
      }),
      quantity: Quantity,
    }),
    { minItems: 1, maxItems: MAX_CART_LINES, description: 'What to send back.' },
  ),
  reason: Text(500, 'Why it comes back.', 'It does not fit.'),
});

export const AcceptReturnBody = StrictObject({
  restock: Type.Boolean({ description: 'Whether the goods can be sold again.' }),
  deduction: Type.Optional(
    StrictObject(
      {
        amountMinor: Type.Integer({
          minimum: 1,
          maximum: 1_000_000_000_000,
          description: 'How much less is given back.',
        }),
        reason: Text(200, 'What for; the customer is told.', 'A part is missing.'),
      },
      { description: 'What is kept of the price, if anything.' },
    ),
  ),
});

export const RejectReturnBody = StrictObject({
  reason: Text(500, 'Why; the customer is told.', 'It was worn.'),
});

const summary = {
  id: Uuid,
  orderId: Uuid,
  customerId: Uuid,
  status: StringEnum(RETURN_STATUSES, { description: 'Where the return stands.' }),
  reason: Type.String({ description: 'Why it comes back.', examples: ['It does not fit.'] }),
  currency: Currency,
  refundMinor: Nullable(Amount('What is given back; null until it is accepted.')),
  createdAt: Timestamp,
  updatedAt: Timestamp,
};

export const ReturnSummary = Type.Object({
  ...summary,
  orderNumber: Type.String({ description: 'The number of its order.', examples: ['SC-7K3M-9QXA-02BD'] }),
  itemCount: Type.Integer({ description: 'How many pieces in all.', examples: [1] }),
});
export type ReturnSummary = Static<typeof ReturnSummary>;

export const ReturnPage = PageOf(ReturnSummary);

const ReturnLineView = Type.Object({
  productId: Uuid,
  variantId: Uuid,
  sku: Type.String({ description: 'The article number.', examples: ['LAMP-001'] }),
  name: Type.String({ description: 'The name when the order was placed.', examples: ['Desk lamp'] }),
  options: VariantOptions,
  quantity: Type.Integer({ description: 'How many pieces.', examples: [1] }),
  amountMinor: Nullable(Amount('What was paid for them; null until it is accepted.')),
});

export const ReturnView = Type.Object({
  ...summary,
  lines: Type.Array(ReturnLineView, { description: 'What comes back.' }),
  restock: Nullable(
    Type.Boolean({ description: 'Whether the goods are sold again; null until it is accepted.' }),
  ),
  shippingMinor: Amount('What goes back of the shipping: all of it with the last piece of the order.'),
  deduction: Nullable(
    Type.Object(
      {
        amountMinor: Amount('How much less is given back.'),
        reason: Type.String({ description: 'What for.', examples: ['A part is missing.'] }),
      },
      { description: 'What is kept of the price, if anything.' },
    ),
  ),
  rejectionReason: Nullable(Type.String({ description: 'Why it was rejected, if it was.' })),
  failureReason: Nullable(
    Type.String({ description: 'Why the money could not be given back.', examples: ['refund-too-large'] }),
  ),
});
export type ReturnView = Static<typeof ReturnView>;

export const ReturnPath = Type.Object({ returnId: Uuid });
