import { DomainError } from '@sidecart/platform';

export const PAYMENT_STATUSES = [
  'pending',
  'requires-action',
  'authorized',
  'completed',
  'failed',
  'voided',
  'refunded',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/**
 * Every legal move of a payment. What costs nothing, or was captured by the provider at once, is completed without having
 * been authorized. What is given back in part stays completed. What is not here is refused.
 */
export const paymentTransitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ['requires-action', 'authorized', 'completed', 'failed'],
  'requires-action': ['authorized', 'completed', 'failed'],
  authorized: ['completed', 'failed', 'voided'],
  completed: ['refunded'],
  failed: [],
  voided: [],
  refunded: [],
};

/** The statuses in which something is still to come from the provider. */
export const OPEN_STATUSES = ['pending', 'requires-action', 'authorized'] as const;

/** Whether something is still to come from the provider. */
export const isOpenStatus = (status: PaymentStatus): boolean =>
  (OPEN_STATUSES as readonly PaymentStatus[]).includes(status);

/** @throws DomainError conflict when the table does not allow the move */
export function requireTransition(from: PaymentStatus, to: PaymentStatus): void {
  if (paymentTransitions[from].includes(to)) return;
  throw new DomainError(
    'conflict',
    'payment-illegal-transition',
    `A payment that is ${from} cannot become ${to}.`,
  );
}
