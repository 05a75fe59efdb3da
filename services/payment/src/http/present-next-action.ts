import type { Payment } from '../domain/payment';
import type { PaymentView } from './payment.schema';

/** What the customer has to do about a payment, for the customer only: who opens the page acts as the customer. */
export function presentNextAction(
  { actionUrl, actionExpiresAt, customerId }: Pick<Payment, 'actionUrl' | 'actionExpiresAt' | 'customerId'>,
  viewerId: string,
): PaymentView['nextAction'] {
  if (actionUrl === null || actionExpiresAt === null || customerId !== viewerId) return null;
  return { type: 'redirect', url: actionUrl, expiresAt: actionExpiresAt.toISOString() };
}
