import { DomainError } from '@sidecart/platform';

export const RETURN_STATUSES = [
  'requested',
  'accepted',
  'refunded',
  'refund-failed',
  'rejected',
  'withdrawn',
] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

/** Every legal move of a return. A refund that was refused may still be made: then that is how it ends. */
export const returnTransitions: Readonly<Record<ReturnStatus, readonly ReturnStatus[]>> = {
  requested: ['accepted', 'rejected', 'withdrawn'],
  accepted: ['refunded', 'refund-failed'],
  refunded: [],
  'refund-failed': ['refunded'],
  rejected: [],
  withdrawn: [],
};

/** @throws DomainError conflict when the table does not allow the move */
export function requireReturnTransition(from: ReturnStatus, to: ReturnStatus): void {
  if (returnTransitions[from].includes(to)) return;
  throw new DomainError(
    'conflict',
    'return-illegal-transition',
    `A return that is ${from} cannot become ${to}.`,
  );
}
