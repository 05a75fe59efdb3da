import {
  AmountMinor,
  Currency,
  StrictObject,
  StringEnum,
  TextLine,
  Timestamp,
  Uuid,
} from '@sidecart/contracts';
import { MAX_AMOUNT_MINOR } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { PAYMENT_STATUSES } from '../domain/payment-status';
import { LEDGER_KINDS } from '../domain/ledger-entry';
import { REFUND_STATUSES } from '../domain/refund';

const Nullable = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const PaymentPath = Type.Object({ paymentId: Uuid });

export const RefundBody = StrictObject({
  amountMinor: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_AMOUNT_MINOR,
      description: 'How much to give back, in minor units. Without it, all that is left.',
    }),
  ),
  reason: TextLine(200, 'Why it is given back.'),
});

export const RefundView = Type.Object({
  id: Uuid,
  paymentId: Uuid,
  amountMinor: AmountMinor,
  currency: Currency,
  status: StringEnum(REFUND_STATUSES, { description: 'Whether the provider has carried it out.' }),
  reason: Type.String({ description: 'Why it is given back.', examples: ['scratched'] }),
  returnId: Nullable(Uuid, 'The return that it is for, if it is for one.'),
  failureReason: Nullable(
    Type.String(),
    'Why it was refused, if it was: refund-too-large, or a provider’s code.',
  ),
  createdAt: Timestamp,
  settledAt: Nullable(Timestamp, 'When there was an outcome.'),
});
export type RefundView = Static<typeof RefundView>;

const NextAction = Type.Object({
  type: StringEnum(['redirect'], {
    description: 'Open the page; the bank sends the customer back to the shop.',
  }),
  url: Type.String({ description: 'The page.', examples: ['https://bank.example/confirm/8f2c'] }),
  expiresAt: Timestamp,
});

const summary = {
  id: Uuid,
  orderId: Uuid,
  customerId: Uuid,
  methodId: Nullable(Uuid, 'The payment method, unless there was none to use.'),
  status: StringEnum(PAYMENT_STATUSES, { description: 'Where the payment stands.' }),
  currency: Currency,
  amountMinor: AmountMinor,
  capturedMinor: AmountMinor,
  refundedMinor: AmountMinor,
  failureReason: Nullable(Type.String(), 'A code such as card-declined, if it failed.'),
  nextAction: Nullable(
    NextAction,
    'What the customer has to do now, told to the customer alone. Null when there is nothing to do.',
  ),
  createdAt: Timestamp,
  updatedAt: Timestamp,
};

export const PaymentSummary = Type.Object(summary);
export type PaymentSummary = Static<typeof PaymentSummary>;

export const PaymentPage = PageOf(PaymentSummary);

export const RefundPage = PageOf(RefundView);

const TransactionView = Type.Object({
  id: Uuid,
  kind: StringEnum(LEDGER_KINDS, { description: 'What was asked of the provider.' }),
  amountMinor: AmountMinor,
  currency: Currency,
  outcome: StringEnum(['succeeded', 'failed'], { description: 'What the provider answered.' }),
  failureReason: Nullable(Type.String(), 'Why, if it failed.'),
  providerReference: Type.String({ description: 'The provider’s own id of it.' }),
  createdAt: Timestamp,
});

const MoveView = Type.Object({
  from: Nullable(StringEnum(PAYMENT_STATUSES), 'Null for the first entry.'),
  to: StringEnum(PAYMENT_STATUSES),
  reason: Nullable(Type.String(), 'Why, where there is a reason.'),
  at: Timestamp,
});

export const PaymentView = Type.Object({
  ...summary,
  history: Type.Array(MoveView, { description: 'Every move, oldest first.' }),
  transactions: Type.Array(TransactionView, { description: 'What the provider did, oldest first.' }),
  refunds: Type.Array(RefundView, { description: 'What was given back or is on its way, oldest first.' }),
});
export type PaymentView = Static<typeof PaymentView>;
