import {
  authPasswordResetRequestedV1,
  orderCancelledV1,
  orderConfirmedV1,
  orderDeliveredV1,
  orderReturnedV1,
  orderShippedV1,
  paymentActionRequiredV1,
  paymentRefundedV1,
  paymentRefundFailedV1,
  productStockLowV1,
  userRegisteredV1,
} from '@sidecart/contracts';
import { subscriptionsFor } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { onOrderCancelled } from './on-order-cancelled';
import { onOrderConfirmed } from './on-order-confirmed';
import { onOrderDelivered } from './on-order-delivered';
import { onOrderReturned } from './on-order-returned';
import { onOrderShipped } from './on-order-shipped';
import { onPasswordResetRequested } from './on-password-reset-requested';
import { onPaymentActionRequired } from './on-payment-action-required';
import { onPaymentRefundFailed } from './on-payment-refund-failed';
import { onPaymentRefunded } from './on-payment-refunded';
import { onProductStockLow } from './on-product-stock-low';
import { onUserRegistered } from './on-user-registered';

const subscribe = subscriptionsFor<NotificationDeps>();

/** What the notification service listens to. Each handler only queues: what is sent is sent by the workers. */
export const subscriptions = [
  subscribe(userRegisteredV1, onUserRegistered),
  subscribe(authPasswordResetRequestedV1, onPasswordResetRequested),
  subscribe(orderConfirmedV1, onOrderConfirmed),
  subscribe(orderCancelledV1, onOrderCancelled),
  subscribe(orderShippedV1, onOrderShipped),
  subscribe(orderDeliveredV1, onOrderDelivered),
  subscribe(orderReturnedV1, onOrderReturned),
  subscribe(paymentActionRequiredV1, onPaymentActionRequired),
  subscribe(paymentRefundedV1, onPaymentRefunded),
  subscribe(paymentRefundFailedV1, onPaymentRefundFailed),
  subscribe(productStockLowV1, onProductStockLow),
];
