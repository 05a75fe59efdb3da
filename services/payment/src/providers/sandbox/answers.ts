import { DomainError, unavailable } from '@sidecart/platform';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { ProviderPayment, ProviderPaymentState, ProviderRefund } from '../../domain/provider-outcome';
import type { SandboxAnswer } from './sandbox-client';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const STATES = {
  'requires-action': 'action-required',
  processing: 'processing',
  authorized: 'authorized',
  captured: 'captured',
  voided: 'voided',
  abandoned: 'abandoned',
  declined: 'failed',
} as const satisfies Record<string, ProviderPaymentState>;

/** The part of the sandbox's payment that matters here. */
export const SandboxPayment = Type.Object({
  id: Type.String({ minLength: 1 }),
  idempotencyKey: Type.String(),
  status: Type.Union(Object.keys(STATES).map((status) => Type.Literal(status as keyof typeof STATES))),
  declineCode: nullable(Type.String()),
  nextAction: nullable(Type.Object({ url: Type.String() })),
});

const Refund = Type.Object({
  id: Type.String({ minLength: 1 }),
  status: Type.Union([Type.Literal('succeeded'), Type.Literal('failed')]),
  failureCode: nullable(Type.String()),
});

const Card = Type.Object({
  token: Type.String(),
  brand: Type.String(),
  last4: Type.String(),
  expiryMonth: Type.Integer(),
  expiryYear: Type.Integer(),
});

const PaymentList = Type.Object({ items: Type.Array(SandboxPayment) });
const RefundList = Type.Object({ items: Type.Array(Refund) });

/** Believes an answer only when it has the form that was agreed. */
function reader<T extends TSchema>(schema: T): (body: unknown) => Static<T> {
  const check = TypeCompiler.Compile(schema);
  return (body) => {
    if (!check.Check(body)) throw unavailable('payment provider');
    return body;
  };
}

const payment = reader(SandboxPayment);
const refund = reader(Refund);
export const readCard = reader(Card);
const payments = reader(PaymentList);
const refunds = reader(RefundList);

export const readPayment = (body: unknown): ProviderPayment => toPayment(payment(body));
export const readRefund = (body: unknown): ProviderRefund => toRefund(refund(body));

/** The first of a list, if there is one. */
export function readFirstPayment(body: unknown): ProviderPayment | undefined {
  const [first] = payments(body).items;
  return first && toPayment(first);
}

export function readFirstRefund(body: unknown): ProviderRefund | undefined {
  const [first] = refunds(body).items;
  return first && toRefund(first);
}

const toPayment = ({
  id,
  status,
  declineCode,
  nextAction,
}: Static<typeof SandboxPayment>): ProviderPayment => ({
  state: STATES[status],
  reference: id,
  failureReason: status === 'declined' ? (declineCode ?? 'declined') : null,
  action: nextAction && { url: nextAction.url, expiresAt: null },
});

const toRefund = ({ id, status, failureCode }: Static<typeof Refund>): ProviderRefund => ({
  outcome: status,
  reference: id,
  failureReason: status === 'failed' ? (failureCode ?? 'refund-refused') : null,
});

/** The code of a problem, where the answer is one. */
export const codeOf = ({ body }: SandboxAnswer): string =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : 'refused';

/** An answer that our own requests cannot bring about: something is wrong with us, and a repeat does not help. */
export const unexpected = (answer: SandboxAnswer): DomainError =>
  new DomainError(
    'conflict',
    'provider-refused-request',
    `The sandbox refused the request: ${codeOf(answer)}.`,
  );
