import {
  authPasswordResetRequestedV1,
  orderCancelledV1,
  orderConfirmedV1,
  orderDeliveredV1,
  orderShippedV1,
  paymentRefundedV1,
  userRegisteredV1,
} from '@sidecart/contracts';
import { subscriptionsFor } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { onOrderCancelled } from './on-order-cancelled';
import { onOrderConfirmed } from './on-order-confirmed';
import { onOrderDelivered } from './on-order-delivered';
import { onOrderShipped } from './on-order-shipped';
import { onPasswordResetRequested } from './on-password-reset-requested';
import { onPaymentRefunded } from './on-payment-refunded';
import { onUserRegistered } from './on-user-registered';

const subscribe = subscriptionsFor<NotificationDeps>();

/** What the notification service listens to. Each handler only queues: a mail is sent by the worker. */
export const subscriptions = [
  subscribe(userRegisteredV1, onUserRegistered),
  subscribe(authPasswordResetRequestedV1, onPasswordResetRequested),
  subscribe(orderConfirmedV1, onOrderConfirmed),
  subscribe(orderCancelledV1, onOrderCancelled),
  subscribe(orderShippedV1, onOrderShipped),
  subscribe(orderDeliveredV1, onOrderDelivered),
  subscribe(paymentRefundedV1, onPaymentRefunded),
];
