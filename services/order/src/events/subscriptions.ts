import {
  paymentActionRequiredV1,
  paymentCompletedV1,
  paymentFailedV1,
  paymentRefundedV1,
  paymentRefundFailedV1,
} from '@sidecart/contracts';
import { hear } from './hear';
import { onPaymentActionRequired } from './on-payment-action-required';
import { onPaymentCompleted } from './on-payment-completed';
import { onPaymentFailed } from './on-payment-failed';
import { onPaymentRefundFailed } from './on-payment-refund-failed';
import { onPaymentRefunded } from './on-payment-refunded';

/** What the order service listens to. */
export const subscriptions = [
  hear(paymentActionRequiredV1, onPaymentActionRequired),
  hear(paymentCompletedV1, onPaymentCompleted),
  hear(paymentFailedV1, onPaymentFailed),
  hear(paymentRefundedV1, onPaymentRefunded),
  hear(paymentRefundFailedV1, onPaymentRefundFailed),
];
