import { DomainError } from '@sidecart/platform';

export const PAYMENT_STATUSES = ['pending', 'completed', 'failed', 'refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Every legal move of a payment. What is given back in part stays completed. What is not here is refused. */
export const paymentTransitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ['completed', 'failed'],
  completed: ['refunded'],
  failed: [],
  refunded: [],
};

/** @throws DomainError conflict when the table does not allow the move */
export function requireTransition(from: PaymentStatus, to: PaymentStatus): void {
  if (paymentTransitions[from].includes(to)) return;
  throw new DomainError(
    'conflict',
    'payment-illegal-transition',
    `A payment that is ${from} cannot become ${to}.`,
  );
}
