import type { paymentRefundFailedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { paymentRefundFailedTemplate } from '../templates/payment-refund-failed';
import { queueNotification } from '../use-cases/queue-notification';

/** Told to the staff: a customer can do nothing about it, and what the shop does instead is told by its order. */
export const onPaymentRefundFailed: EventHandler<NotificationDeps, typeof paymentRefundFailedV1> = ({
  data: { orderId, paymentId, refundId, amount, reason },
  em,
  deps,
}) =>
  queueNotification(em, deps, {
    key: `payment.refund-failed:${refundId}`,
    userId: null,
    template: paymentRefundFailedTemplate,
    variables: { orderId, paymentId, refundId, amount, reason },
  });
