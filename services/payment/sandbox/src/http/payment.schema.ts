import { Currency, MAX_AMOUNT_MINOR, StrictObject, StringEnum, Timestamp } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { PAYMENT_STATUSES } from '../domain/payment';
import { REFUND_STATUSES } from '../domain/refund';

const Amount = Type.Integer({ minimum: 1, maximum: MAX_AMOUNT_MINOR, description: 'In minor units.' });
const Token = Type.String({
  pattern: '^tok_[a-z_]{1,60}$',
  description: 'A test card: see GET /v1/methods.',
});
const Id = Type.String({
  pattern: '^[a-z]{2,3}_[0-9a-f-]{1,40}$',
  description: 'An id that this provider gave.',
});

export const PaymentPath = Type.Object({ paymentId: Id });
export const ActionPath = Type.Object({ actionId: Id });
export const TokenPath = Type.Object({ token: Type.String({ maxLength: 200, description: 'A token.' }) });

const Key = Type.String({ minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$', description: 'A key.' });
export const KeyPath = Type.Object({ idempotencyKey: Key });
export const KeyQuery = { idempotencyKey: Type.Optional(Key) };

export const CreatePaymentBody = StrictObject({
  methodToken: Token,
  amountMinor: Amount,
  currency: Currency,
  capture: Type.Boolean({ default: true, description: 'Whether to take the money with the authorization.' }),
  returnUrl: Type.Optional(
    Type.String({
      maxLength: 2_000,
      format: 'uri',
      pattern: '^https?://[^@]+$',
      description: 'Where the cardholder goes on after confirming.',
    }),
  ),
  metadata: Type.Record(
    Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,39}$' }),
    Type.String({ maxLength: 500 }),
    {
      default: {},
      maxProperties: 20,
      additionalProperties: false,
      description: 'What the merchant wants to find again.',
    },
  ),
});

export const CreateRefundBody = StrictObject({ amountMinor: Amount });

export const CardView = Type.Object({
  token: Token,
  brand: Type.String({ description: 'The brand.' }),
  last4: Type.String({ description: 'The last four digits.' }),
  expiryMonth: Type.Integer({ description: '1 to 12.' }),
  expiryYear: Type.Integer({ description: 'Four digits.' }),
  story: Type.String({ description: 'What a payment with it does.' }),
});
export const CardList = Type.Object({ items: Type.Array(CardView) });

const nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const PaymentView = Type.Object({
  id: Type.String(),
  idempotencyKey: Type.String(),
  status: StringEnum(PAYMENT_STATUSES, { description: 'Where it stands.' }),
  methodToken: nullable(Type.String({ description: 'Null when the key was given up before its use.' })),
  amountMinor: nullable(Type.Integer()),
  currency: nullable(Type.String()),
  capturedMinor: Type.Integer({ description: 'What was taken.' }),
  refundedMinor: Type.Integer({ description: 'What was given back of it.' }),
  declineCode: nullable(Type.String({ description: 'Why it was declined.' })),
  nextAction: Type.Union([
    Type.Object({
      type: Type.Literal('redirect'),
      url: Type.String({ description: 'Where the cardholder confirms.' }),
    }),
    Type.Null(),
  ]),
  metadata: Type.Record(Type.String(), Type.String()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type PaymentView = Static<typeof PaymentView>;
export const PaymentPage = PageOf(PaymentView);

export const RefundView = Type.Object({
  id: Type.String(),
  idempotencyKey: Type.String(),
  paymentId: Type.String(),
  status: StringEnum(REFUND_STATUSES, { description: 'Whether the money went back.' }),
  amountMinor: Type.Integer(),
  currency: Type.String(),
  failureCode: nullable(Type.String({ description: 'Why it failed.' })),
  createdAt: Timestamp,
});
export type RefundView = Static<typeof RefundView>;
export const RefundList = Type.Object({ items: Type.Array(RefundView) });
