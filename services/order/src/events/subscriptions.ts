import { paymentCompletedV1, paymentFailedV1, paymentRefundedV1 } from '@sidecart/contracts';
import { subscriptionsFor } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { onPaymentCompleted } from './on-payment-completed';
import { onPaymentFailed } from './on-payment-failed';
import { onPaymentRefunded } from './on-payment-refunded';

const subscribe = subscriptionsFor<OrderDeps>();

/** What the order service listens to. */
export const subscriptions = [
  subscribe(paymentCompletedV1, onPaymentCompleted),
  subscribe(paymentFailedV1, onPaymentFailed),
  subscribe(paymentRefundedV1, onPaymentRefunded),
];
