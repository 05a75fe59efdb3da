export const REFUND_STATUSES = ['succeeded', 'failed'] as const;

/** Money that was asked back. */
export class Refund {
  id!: string;
  idempotencyKey!: string;
  fingerprint!: string;
  paymentId!: string;
  status!: (typeof REFUND_STATUSES)[number];
  amountMinor!: number;
  currency!: string;
  /** Why it failed. */
  failureCode!: string | null;
  createdAt!: Date;
}
